// upsd's answers, fed whole and in pieces.
#include "drivers/power/nut_protocol.h"
#include "kiosk/base/secure.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::power;

namespace {

struct Heard {
  bool right = true;
  std::optional<NutAnswer> answer{};
};

Heard hear(const std::vector<fuzz::Bytes>& pieces) {
  NutAnswerParser parser;
  Heard heard;
  for (const fuzz::Bytes& piece : pieces) {
    heard.right = parser.feed(kiosk::base::as_text(piece));
    if (!heard.right) return heard;
    heard.answer = parser.take();
    if (heard.answer) return heard;
  }
  return heard;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t seed = input.byte();
  const fuzz::View rest = input.rest();
  const Heard whole = hear({fuzz::Bytes(rest.begin(), rest.end())});
  const Heard pieces = hear(fuzz::cut(rest, seed));
  fuzz::expect(whole.right == pieces.right, "cuts change nothing of what is refused");
  fuzz::expect(whole.answer.has_value() == pieces.answer.has_value(), "cuts change nothing of what is whole");
  if (!whole.answer) return 0;
  fuzz::expect(whole.answer->variables == pieces.answer->variables, "cuts change no variable");
  fuzz::expect(whole.answer->refusal == pieces.answer->refusal, "cuts change no refusal");
  const auto status = power_status(whole.answer->variables);
  fuzz::expect(status.charge_percent.value_or(0) >= 0 && status.charge_percent.value_or(0) <= 100,
               "percent is 0 to 100");
  fuzz::expect(status.runtime_seconds.value_or(0) >= 0, "time does not run backwards");
  (void)is_ups_name(kiosk::base::as_text(rest));
  return 0;
}
