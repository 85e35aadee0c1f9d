// Words of the emulated panel.
#include "drivers/emulation/emulated_panel.h"

#include <linux/input-event-codes.h>

#include <map>

#include "kiosk/base/file.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

namespace {

constexpr unsigned kLights = 8;
constexpr unsigned kPerson = 16;
constexpr unsigned kDoor = 17;
constexpr unsigned kTamper = 18;

}  // namespace

EmulatedPanel::EmulatedPanel(const BenchPlace& place)
    : pipe_(place.loop, place.folder / "panel"), lines_(place.folder / "gpio"), words_(make_words()) {}

kiosk::base::Status EmulatedPanel::plug() {
  if (auto made = kiosk::base::make_folder(lines_); !made) return made;
  for (unsigned line = 0; line < kLights; ++line) {
    if (auto set = set_line(line, false); !set) return set;
  }
  // Door and tamper contacts are closed to ground by pulling up: active low, at rest high.
  for (const auto& [line, level] : {std::pair{kPerson, false}, {kDoor, true}, {kTamper, true}}) {
    if (auto set = set_line(line, level); !set) return set;
  }
  return pipe_.plug();
}

kiosk::base::Json EmulatedPanel::describe() const {
  kiosk::base::Json lights = kiosk::base::Json::array();
  for (unsigned line = 0; line < kLights; ++line) lights.push_back(shines(line));
  return {{"device", name()},
          {"plugged", pipe_.plugged()},
          {"lights", lights},
          {"headset", headset_},
          {"key", last_key_},
          {"person", shines(kPerson)},
          {"door", !shines(kDoor)},
          {"tamper", !shines(kTamper)}};
}

bool EmulatedPanel::shines(unsigned line) const {
  const auto level = kiosk::base::read_file(lines_ / std::to_string(line), 16);
  return level && level->substr(0, 1) == "1";
}

std::vector<CommandWord> EmulatedPanel::make_words() {
  return {
      {"key", "up|down|left|right|ok|back|help|volume-up|volume-down", "press a key", 1, 1,
       [this](const auto& a) { return press(a.text(0)); }},
      {"headset", "on|off", "plug the headset in or out", 1, 1,
       [this](const auto& a) -> Words {
         const auto on = a.on_or_off(0);
         if (!on) return tl::unexpected(on.error());
         headset_ = *on;
         pipe_.send({{EV_SW, SW_HEADPHONE_INSERT, *on ? 1 : 0}});
         return "headset " + a.text(0);
       }},
      contact("person", "somebody stands before the terminal", kPerson, false),
      contact("door", "the cabinet's door is open", kDoor, true),
      contact("tamper", "the tamper contact is open", kTamper, true),
      {"unplug", "", "pull the keypad's cable", 0, 0,
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

CommandWord EmulatedPanel::contact(const char* word, const char* purpose, unsigned line, bool active_low) {
  return {word, "on|off", purpose, 1, 1, [this, word, line, active_low](const CommandArguments& a) -> Words {
            const auto on = a.on_or_off(0);
            if (!on) return tl::unexpected(on.error());
            if (auto set = set_line(line, *on != active_low); !set) return tl::unexpected(set.error());
            return std::string(word) + " " + a.text(0);
          }};
}

EmulatedPanel::Words EmulatedPanel::press(const std::string& key) {
  static const std::map<std::string, std::uint16_t> kKeys{
      {"up", KEY_UP},     {"down", KEY_DOWN}, {"left", KEY_LEFT},           {"right", KEY_RIGHT},
      {"ok", KEY_ENTER},  {"back", KEY_ESC},  {"volume-up", KEY_VOLUMEUP}, {"volume-down", KEY_VOLUMEDOWN},
      {"help", KEY_HELP}};
  const auto code = kKeys.find(key);
  if (code == kKeys.end()) return fail(ErrorCode::InvalidArgument, "the keypad has no key " + key);
  pipe_.send({{EV_KEY, code->second, 1}, {EV_KEY, code->second, 0}});
  last_key_ = key;
  return "key " + key;
}

kiosk::base::Status EmulatedPanel::set_line(unsigned line, bool level) {
  return kiosk::base::write_file_atomically(lines_ / std::to_string(line), level ? "1" : "0");
}

}  // namespace drivers::emulation
