// CRT frames and control bytes, fed whole and in pieces; the texts of answers.
#include "drivers/dispensing/crt_command.h"
#include "drivers/dispensing/crt_frame.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::dispensing;

namespace {

constexpr CrtCommand kCommands[]{kInitKeep,       kToExit,     kToErrorBin, kStatus,
                                 kToReadPosition, kAcceptCard, kRefuseCards};

void drain(CrtParser& parser, std::vector<CrtToken>& found) {
  while (auto token = parser.take()) found.push_back(std::move(*token));
}

bool same(const std::vector<CrtToken>& a, const std::vector<CrtToken>& b) {
  bool equal = a.size() == b.size();
  for (std::size_t i = 0; equal && i < a.size(); ++i) {
    equal = a[i].kind == b[i].kind && a[i].address == b[i].address && a[i].text == b[i].text;
  }
  return equal;
}

void check_frame(const CrtToken& token) {
  fuzz::expect(token.text.size() >= kShortestText && token.text.size() <= kLongestText,
               "a text has its length");
  CrtParser again;
  again.feed(encode_frame(token.address, token.text));
  const auto second = again.take();
  fuzz::expect(second && second->kind == CrtTokenKind::Frame && second->text == token.text &&
                   second->address == token.address && !again.in_frame(),
               "an encoded text is parsed again");
  for (const CrtCommand& command : kCommands) {
    const auto answer = parse_answer(command, token.text);
    if (!answer) continue;
    fuzz::expect(answer->status.has_value() == answer->error.empty(), "an answer is good or bad");
    fuzz::expect(token.text[1] == command.cm && token.text[2] == command.pm, "an answer fits its command");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t seed = input.byte();
  CrtParser whole, pieces;
  std::vector<CrtToken> from_whole, from_pieces;
  whole.feed(input.rest());
  drain(whole, from_whole);
  for (const fuzz::Bytes& piece : fuzz::cut(input.rest(), seed)) {
    pieces.feed(piece);
    drain(pieces, from_pieces);
  }
  fuzz::expect(same(from_whole, from_pieces), "cuts change nothing");
  std::size_t given = 0;
  for (const CrtToken& token : from_whole) {
    if (token.kind == CrtTokenKind::Frame) check_frame(token);
    given += 1 + token.text.size();
  }
  fuzz::expect(given <= size, "no more comes out than went in");
  return 0;
}
