// Words of the line and of its cable.
#include "drivers/emulation/line_words.h"

namespace drivers::emulation {
namespace {

using Reply = kiosk::base::Result<std::string>;

Reply switch_line_flag(const CommandArguments& arguments, bool& flag, const char* name) {
  const auto on = arguments.on_or_off(0);
  if (!on) return tl::unexpected(on.error());
  flag = *on;
  return std::string(name) + (flag ? " on" : " off");
}

}  // namespace

CommandWord mute_word(FaultyLine& line) {
  return {"mute", "on|off", "hear, but never answer", 1, 1, [&line](const CommandArguments& arguments) {
            return switch_line_flag(arguments, line.faults().mute, "mute");
          }};
}

CommandWord slow_word(FaultyLine& line) {
  return {"slow", "on|off", "send one byte at a time", 1, 1, [&line](const CommandArguments& arguments) {
            return switch_line_flag(arguments, line.faults().slow, "slow");
          }};
}

std::vector<CommandWord> plug_words(FaultyLine& line, BytePort& port, std::function<void()> forget) {
  const auto unplug = [&line, &port, forget = std::move(forget)](const CommandArguments&) -> Reply {
    line.forget();
    if (forget) forget();
    port.unplug();
    return std::string("unplugged");
  };
  const auto replug = [&port](const CommandArguments&) -> Reply {
    if (auto plugged = port.plug(); !plugged) return tl::unexpected(plugged.error());
    return std::string("plugged in");
  };
  return {{"unplug", "", "pull the cable", 0, 0, unplug}, {"replug", "", "put it back", 0, 0, replug}};
}

}  // namespace drivers::emulation
