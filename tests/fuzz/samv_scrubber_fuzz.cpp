// The scrubber of card reader tapes: both sides in pieces; lengths stay, nothing is lost, twice is once.
#include "drivers/id_card/samv_scrubber.h"
#include "tests/fuzz/fuzz_target.h"

using drivers::transport::TapePiece;
using drivers::transport::TapeScrubber;
using drivers::transport::TapeSide;

namespace {

using Pieces = std::vector<TapePiece>;

/// The first byte of a chunk of 64 says its side.
Pieces play(TapeScrubber& scrubber, fuzz::View bytes, std::uint8_t seed) {
  Pieces all;
  const auto keep = [&all](Pieces pieces) {
    for (TapePiece& piece : pieces) all.push_back(std::move(piece));
  };
  fuzz::Input input(bytes.data(), bytes.size());
  while (!input.rest().empty()) {
    const TapeSide side = input.byte() % 2 == 0 ? TapeSide::Out : TapeSide::In;
    for (const fuzz::Bytes& piece : fuzz::cut(input.take(64), seed)) keep(scrubber.feed(side, piece));
  }
  keep(scrubber.flush(TapeSide::Out));
  keep(scrubber.flush(TapeSide::In));
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t seed = input.byte();
  const fuzz::View bytes = input.rest();
  const auto scrubber = drivers::id_card::make_samv_scrubber();
  std::size_t given = 0;
  for (const TapePiece& piece : play(*scrubber, bytes, seed)) given += piece.bytes.size();
  const std::size_t sides = (bytes.size() + 64) / 65;
  fuzz::expect(given == bytes.size() - sides, "what went in comes out, byte for byte");
  return 0;
}
