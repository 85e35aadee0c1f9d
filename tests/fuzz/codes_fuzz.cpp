// Codes from serial readers: cutting by silence and terminator, AIM identifiers, and the scrubber of their
// tapes.
#include <algorithm>

#include "drivers/codes/aim_identifier.h"
#include "drivers/codes/code_assembler.h"
#include "drivers/codes/code_scrubber.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::codes;
using drivers::transport::TapeSide;
using kiosk::base::SecureBytes;

namespace {

constexpr const char* kTerminators[]{"\r", "\n", "\r\n", ""};

void check_identifier(fuzz::View bytes) {
  SecureBytes payload(bytes.begin(), bytes.end());
  (void)take_aim_identifier(payload);
  const std::size_t taken = bytes.size() - payload.size();
  fuzz::expect(taken == 0 || taken == 3, "an identifier has three characters");
  fuzz::expect(std::equal(payload.begin(), payload.end(), bytes.begin() + static_cast<std::ptrdiff_t>(taken)),
               "the payload stays");
}

void check_scrubber(fuzz::View bytes) {
  const auto scrub = [](fuzz::View view) {
    return make_code_scrubber()->feed(TapeSide::In, view).front().bytes;
  };
  const SecureBytes once = scrub(bytes);
  fuzz::expect(once.size() == bytes.size(), "scrubbing keeps the length");
  fuzz::expect(scrub(once) == once, "scrubbing twice is scrubbing once");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t choice = input.byte();
  CodeAssembler assembler({kTerminators[choice % 4], (choice & 4) != 0});
  std::size_t fed = 0, given = 0;
  for (const fuzz::Bytes& piece : fuzz::cut(input.rest(), choice)) {
    assembler.feed(piece);
    fed += piece.size();
    // Silence where the piece says so.
    if (piece.size() % 3 != 0) continue;
    const auto code = assembler.take_after_silence();
    if (!code) continue;
    fuzz::expect(!code->payload.empty() && code->payload.size() <= kLongestCode + 2, "a code has a length");
    given += code->payload.size();
  }
  fuzz::expect(given <= fed, "no more comes out than went in");
  check_identifier(input.rest());
  check_scrubber(input.rest());
  return 0;
}
