// The scrubber of slip printer tapes: same length, no difference by cuts, twice is once.
#include "drivers/printing/escpos_scrubber.h"
#include "tests/fuzz/fuzz_target.h"

using drivers::printing::make_escpos_scrubber;
using drivers::transport::TapeSide;

namespace {

fuzz::Bytes scrubbed(const std::vector<fuzz::Bytes>& writes) {
  const auto scrubber = make_escpos_scrubber();
  fuzz::Bytes all;
  for (const fuzz::Bytes& bytes : writes) {
    for (const auto& piece : scrubber->feed(TapeSide::Out, bytes)) {
      fuzz::expect(!piece.hidden, "a printer's words are never hidden");
      all.insert(all.end(), piece.bytes.begin(), piece.bytes.end());
    }
  }
  return all;
}

std::vector<fuzz::Bytes> single(const fuzz::Bytes& bytes) {
  std::vector<fuzz::Bytes> writes;
  for (const std::uint8_t byte : bytes) writes.push_back({byte});
  return writes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::Bytes bytes(data, data + size);
  const fuzz::Bytes once = scrubbed({bytes});
  fuzz::expect(once.size() == size, "scrubbing keeps the length");
  fuzz::expect(scrubbed(single(bytes)) == once, "cuts change nothing");
  fuzz::expect(scrubbed(single(once)) == once, "scrubbing twice is scrubbing once");
  return 0;
}
