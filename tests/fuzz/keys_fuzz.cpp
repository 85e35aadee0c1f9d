// Strokes of a code reader that plays keyboard: any events at any pace.
#include "drivers/codes/code_assembler.h"
#include "drivers/codes/key_assembler.h"
#include "drivers/codes/key_map.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::codes;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  KeyAssembler assembler({}, input.byte() % 2 == 1);
  kiosk::base::Duration at{0};
  std::size_t strokes = 0;
  while (!input.rest().empty()) {
    drivers::transport::InputEvent event;
    const std::uint8_t kind = input.byte();
    at += kiosk::base::Duration{kind % 8 == 7 ? 10 * input.byte() : kind % 8};
    event.at = at;
    event.type = kind / 8 % 16 == 15 ? 0 : 1;  // EV_SYN now and then, else EV_KEY
    event.code = static_cast<std::uint16_t>(input.byte() | (kind >> 7) << 8);
    event.value = kind / 8 % 16 == 14 ? 2 : kind / 8 % 2;
    ++strokes;
    if (const auto code = assembler.feed(event)) {
      fuzz::expect(!code->payload.empty() && code->payload.size() <= kLongestCode, "a code has a length");
      fuzz::expect(code->payload.size() <= strokes, "each character is a stroke");
    }
    const int digit = keypad_digit(event.code);
    fuzz::expect(digit >= -1 && digit <= 9, "a key of the pad is a digit or none");
    if (kind == 0xFF) assembler.spoil_current();
  }
  return 0;
}
