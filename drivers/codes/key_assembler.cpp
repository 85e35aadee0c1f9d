// Strokes, modifiers and pace.
#include "drivers/codes/key_assembler.h"

#include <linux/input-event-codes.h>

#include "drivers/codes/aim_identifier.h"
#include "drivers/codes/code_assembler.h"
#include "drivers/codes/key_map.h"

namespace drivers::codes {
namespace {

bool is_shift(std::uint16_t key) { return key == KEY_LEFTSHIFT || key == KEY_RIGHTSHIFT; }
bool is_control(std::uint16_t key) { return key == KEY_LEFTCTRL || key == KEY_RIGHTCTRL; }
bool is_alt(std::uint16_t key) { return key == KEY_LEFTALT || key == KEY_RIGHTALT; }
bool is_enter(std::uint16_t key) { return key == KEY_ENTER || key == KEY_KPENTER; }

}  // namespace

std::optional<contract::ScannedCode> KeyAssembler::feed(const transport::InputEvent& event) {
  if (event.type == EV_SYN && event.code == SYN_DROPPED) {
    // The kernel's queue ran over: strokes are missing.
    spoilt_ = true;
    return std::nullopt;
  }
  if (event.type != EV_KEY) return std::nullopt;
  check_pace(event.at);
  if (event.value == 0) {
    release(event.code);
    return std::nullopt;
  }
  if (event.value == 1 && is_enter(event.code)) return take();
  // A reader does not hold a key down: a repeat is a person's finger.
  if (event.value != 1) {
    spoilt_ = true;
  } else {
    press(event.code);
  }
  return std::nullopt;
}

void KeyAssembler::check_pace(kiosk::base::Duration at) {
  const auto pause = last_stroke_ ? at - *last_stroke_ : kiosk::base::Duration{0};
  last_stroke_ = at;
  if (pause > timings_.fresh_start) {
    bytes_ = {};
    spoilt_ = false;
  } else if (pause > timings_.stroke_limit && !bytes_.empty()) {
    // Between two codes anybody may pause.
    spoilt_ = true;
  }
}

void KeyAssembler::press(std::uint16_t key) {
  if (is_shift(key)) {
    shift_ = true;
  } else if (is_control(key)) {
    control_ = true;
  } else if (is_alt(key)) {
    alt_digits_ = 0;
  } else if (alt_digits_) {
    const int digit = keypad_digit(key);
    if (digit < 0 || *alt_digits_ > 255) spoilt_ = true;
    if (digit >= 0) alt_digits_ = *alt_digits_ * 10 + static_cast<unsigned>(digit);
  } else if (const char character = character_of(key, shift_); character != 0) {
    append(control_ ? static_cast<char>(character & 0x1F) : character);
  }
}

void KeyAssembler::release(std::uint16_t key) {
  if (is_shift(key)) shift_ = false;
  if (is_control(key)) control_ = false;
  if (!is_alt(key) || !alt_digits_) return;
  if (*alt_digits_ > 255) {
    spoilt_ = true;
  } else {
    append(static_cast<char>(*alt_digits_));
  }
  alt_digits_.reset();
}

void KeyAssembler::append(char character) {
  if (bytes_.size() >= kLongestCode) spoilt_ = true;
  if (!spoilt_) bytes_.push_back(static_cast<std::uint8_t>(character));
}

std::optional<contract::ScannedCode> KeyAssembler::take() {
  contract::ScannedCode code;
  code.payload.swap(bytes_);
  const bool whole = !spoilt_;
  reset();
  if (!whole) return std::nullopt;
  if (aim_identifier_) code.symbology = take_aim_identifier(code.payload);
  if (code.payload.empty()) return std::nullopt;
  return code;
}

void KeyAssembler::spoil_current() {
  if (!bytes_.empty()) spoilt_ = true;
  bytes_ = {};
}

void KeyAssembler::reset() {
  bytes_ = {};
  last_stroke_.reset();
  spoilt_ = shift_ = control_ = false;
  alt_digits_.reset();
}

}  // namespace drivers::codes
