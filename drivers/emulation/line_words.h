// The words that every device on a byte line understands: mute, slow, unplug, replug.
#pragma once

#include <functional>
#include <vector>

#include "drivers/emulation/command_words.h"
#include "drivers/emulation/line_faults.h"

namespace drivers::emulation {

CommandWord mute_word(FaultyLine& line);
CommandWord slow_word(FaultyLine& line);
/// `unplug` and `replug`; `forget` drops what the device itself was in the middle of.
std::vector<CommandWord> plug_words(FaultyLine& line, BytePort& port, std::function<void()> forget = {});

}  // namespace drivers::emulation
