// Words and wire of the emulated cabinet controller.
#include "drivers/emulation/emulated_cabinet.h"

#include <charconv>
#include <cmath>

#include "drivers/cabinet/modbus_frame.h"
#include "drivers/emulation/line_words.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

namespace {

constexpr std::size_t kRequestSize = 8;
constexpr std::uint8_t kUnit = 1;
constexpr std::uint8_t kIllegalFunction = 1;
constexpr std::uint8_t kIllegalAddress = 2;
constexpr std::uint16_t kTornOff = 0x8000;

std::uint16_t word_at(std::span<const std::uint8_t> bytes, std::size_t place) {
  return static_cast<std::uint16_t>(bytes[place] << 8 | bytes[place + 1]);
}

}  // namespace

EmulatedCabinet::EmulatedCabinet(const BenchPlace& place)
    : EmulatedCabinet(place.loop, on_pty(place.loop, place.folder / "cabinet")) {}

EmulatedCabinet::EmulatedCabinet(EventLoop& loop, const PortMaker& make_port)
    : port_(make_port([this](std::span<const std::uint8_t> bytes) { on_bytes(bytes); })),
      line_(loop, *port_),
      words_(make_words()) {}

kiosk::base::Json EmulatedCabinet::describe() const {
  return {{"device", name()},
          {"plugged", port_->plugged()},
          {"temperature", static_cast<std::int16_t>(registers_[1]) / 10.0},
          {"humidity", static_cast<std::int16_t>(registers_[0]) / 10.0},
          {"door_open", registers_[2] != 0},
          {"fan", registers_[3]},
          {"faults", line_.faults().describe()}};
}

CommandWord EmulatedCabinet::measured(const char* word, const char* purpose, std::size_t number) {
  return {word, "VALUE|torn-off", purpose, 1, 1, [this, number](const auto& a) -> Words {
            const std::string text = a.text(0);
            double value = 0;
            const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
            if (text == "torn-off") {
              registers_[number] = kTornOff;
            } else if (parsed.ec == std::errc{} && std::abs(value) < 1000) {
              registers_[number] = static_cast<std::uint16_t>(std::lround(value * 10));
            } else {
              return fail(ErrorCode::InvalidArgument, "expected a number or torn-off, not " + text);
            }
            return text;
          }};
}

std::vector<CommandWord> EmulatedCabinet::make_words() {
  std::vector<CommandWord> words{measured("temperature", "how warm it is inside, in degrees Celsius", 1),
                                 measured("humidity", "how damp it is inside, in per cent", 0),
                                 {"door", "open|closed", "open or close the cabinet", 1, 1,
                                  [this](const auto& a) -> Words {
                                    if (a.text(0) != "open" && a.text(0) != "closed") {
                                      return fail(ErrorCode::InvalidArgument,
                                                  "the door is open or closed, not " + a.text(0));
                                    }
                                    registers_[2] = a.text(0) == "open" ? 1 : 0;
                                    return "the door is " + a.text(0);
                                  }},
                                 mute_word(line_),
                                 slow_word(line_)};
  for (CommandWord& word : plug_words(line_, *port_)) words.push_back(std::move(word));
  return words;
}

void EmulatedCabinet::on_bytes(std::span<const std::uint8_t> bytes) {
  heard_.insert(heard_.end(), bytes.begin(), bytes.end());
  while (heard_.size() >= kRequestSize) {
    const auto frame = std::span<const std::uint8_t>(heard_).first(kRequestSize);
    const std::uint16_t crc = cabinet::modbus_crc(frame.first(kRequestSize - 2));
    if (frame[0] == kUnit && frame[6] == (crc & 0xFF) && frame[7] == crc >> 8) {
      answer(frame);
      heard_.erase(heard_.begin(), heard_.begin() + kRequestSize);
    } else {
      heard_.erase(heard_.begin());
    }
  }
}

void EmulatedCabinet::answer(std::span<const std::uint8_t> request) {
  const std::uint8_t function = request[1];
  const std::size_t start = word_at(request, 2);
  const std::uint16_t value = word_at(request, 4);
  std::vector<std::uint8_t> frame{kUnit, function};
  const auto refuse = [&](std::uint8_t exception) {
    frame = {kUnit, static_cast<std::uint8_t>(function | 0x80), exception};
  };
  if (function == cabinet::kReadHoldingRegisters && value >= 1 && start + value <= registers_.size()) {
    frame.push_back(static_cast<std::uint8_t>(value * 2));
    for (std::size_t i = start; i < start + value; ++i) {
      frame.push_back(static_cast<std::uint8_t>(registers_[i] >> 8));
      frame.push_back(static_cast<std::uint8_t>(registers_[i] & 0xFF));
    }
  } else if (function == cabinet::kWriteSingleRegister && start < registers_.size()) {
    registers_[start] = value;
    frame.assign(request.begin(), request.end() - 2);
  } else {
    const bool known =
        function == cabinet::kReadHoldingRegisters || function == cabinet::kWriteSingleRegister;
    refuse(known ? kIllegalAddress : kIllegalFunction);
  }
  const std::uint16_t crc = cabinet::modbus_crc(frame);
  frame.push_back(static_cast<std::uint8_t>(crc & 0xFF));
  frame.push_back(static_cast<std::uint8_t>(crc >> 8));
  line_.send(std::move(frame));
}

}  // namespace drivers::emulation
