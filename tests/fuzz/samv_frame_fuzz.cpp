// SAM_V frames: the incremental parser, fed whole and in pieces.
#include "drivers/id_card/samv_command.h"
#include "drivers/id_card/samv_frame.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::id_card;

namespace {

void drain(FrameParser& parser, std::vector<ParsedFrame>& found) {
  while (auto frame = parser.take()) found.push_back(std::move(*frame));
}

bool same(const std::vector<ParsedFrame>& a, const std::vector<ParsedFrame>& b) {
  bool equal = a.size() == b.size();
  for (std::size_t i = 0; equal && i < a.size(); ++i)
    equal = a[i].trouble == b[i].trouble && a[i].body == b[i].body;
  return equal;
}

void check_frame(const ParsedFrame& frame) {
  fuzz::expect(!frame.trouble || frame.body.empty(), "a refused frame has no body");
  if (frame.trouble) return;
  fuzz::expect(frame.body.size() < kLongestLen, "no body is longer than the longest frame");
  FrameParser again;
  again.feed(encode_frame(frame.body));
  const auto second = again.take();
  fuzz::expect(second && !second->trouble && second->body == frame.body, "an encoded body is parsed again");
  fuzz::expect(!again.take(), "nothing is left behind a frame");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t seed = input.byte();
  FrameParser whole, pieces;
  std::vector<ParsedFrame> from_whole, from_pieces;
  whole.feed(input.rest());
  drain(whole, from_whole);
  for (const fuzz::Bytes& piece : fuzz::cut(input.rest(), seed)) {
    pieces.feed(piece);
    drain(pieces, from_pieces);
  }
  fuzz::expect(same(from_whole, from_pieces), "cuts change nothing");
  fuzz::expect(whole.in_frame() == pieces.in_frame(), "cuts change nothing of what is held back");
  std::size_t given = 0;
  for (const ParsedFrame& frame : from_whole) {
    check_frame(frame);
    given += frame.body.size();
  }
  fuzz::expect(given <= size, "no more comes out than went in");
  return 0;
}
