// Typing of codes.
#include "drivers/emulation/emulated_key_reader.h"

#include <linux/input-event-codes.h>

#include "drivers/codes/key_map.h"

namespace drivers::emulation {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;

namespace {

void stroke(std::vector<EmulatedEvent>& events, std::uint16_t key) {
  events.push_back({EV_KEY, key, 1});
  events.push_back({EV_KEY, key, 0});
}

/// The key that gives this character, 0 when none does.
std::uint16_t key_of(char character, bool shift) {
  for (std::uint16_t key = KEY_1; key <= KEY_SPACE; ++key) {
    if (key != KEY_KPASTERISK && codes::character_of(key, shift) == character) return key;
  }
  return 0;
}

std::uint16_t keypad_key(char digit) {
  for (std::uint16_t key = KEY_KP7; key <= KEY_KPDOT; ++key) {
    if (codes::keypad_digit(key) == digit - '0') return key;
  }
  return 0;
}

void type_byte(std::vector<EmulatedEvent>& events, char character) {
  if (const auto key = key_of(character, false); key != 0) return stroke(events, key);
  if (const auto key = key_of(character, true); key != 0) {
    events.push_back({EV_KEY, KEY_LEFTSHIFT, 1});
    stroke(events, key);
    events.push_back({EV_KEY, KEY_LEFTSHIFT, 0});
    return;
  }
  events.push_back({EV_KEY, KEY_LEFTALT, 1});
  for (const char digit : std::to_string(static_cast<unsigned char>(character))) stroke(events, keypad_key(digit));
  events.push_back({EV_KEY, KEY_LEFTALT, 0});
}

}  // namespace

EmulatedKeyReader::EmulatedKeyReader(const BenchPlace& place)
    : pipe_(place.loop, place.folder / "code-keys"), words_(make_words()) {}

std::vector<CommandWord> EmulatedKeyReader::make_words() {
  return {
      {"scan", "TEXT", "hold a code before the window", 1, 1,
       [this](const auto& a) { return type(a.text(0), true, 0); }},
      {"scan half", "TEXT", "no ENTER comes", 1, 1, [this](const auto& a) { return type(a.text(0), false, 0); }},
      {"scan slowly", "TEXT MILLISECONDS", "a pause before the last character", 2, 2,
       [this](const auto& a) -> Words {
         const auto pause = a.number(1, 0);
         if (!pause) return tl::unexpected(pause.error());
         return type(a.text(0), true, *pause);
       }},
      {"overflow", "", "the kernel lost events", 0, 0,
       [this](const auto&) -> Words {
         pipe_.send({{EV_SYN, SYN_DROPPED, 0}});
         return std::string("events lost");
       }},
      {"unplug", "", "pull the cable", 0, 0,
       [this](const auto&) -> Words {
         pipe_.unplug();
         return std::string("unplugged");
       }},
      {"replug", "", "put it back", 0, 0,
       [this](const auto&) -> Words {
         if (auto plugged = pipe_.plug(); !plugged) return tl::unexpected(plugged.error());
         return std::string("plugged in");
       }},
  };
}

EmulatedKeyReader::Words EmulatedKeyReader::type(const std::string& text, bool enter, int pause_ms) {
  if (!pipe_.plugged()) return fail(ErrorCode::Conflict, "the reader is unplugged");
  std::vector<EmulatedEvent> events;
  for (std::size_t place = 0; place < text.size(); ++place) {
    const std::size_t first = events.size();
    type_byte(events, text[place]);
    if (place + 1 == text.size()) events[first].after += Duration{pause_ms};
  }
  if (enter) stroke(events, KEY_ENTER);
  pipe_.send(events);
  return std::to_string(text.size()) + " characters typed";
}

}  // namespace drivers::emulation
