// Words and wire of the emulated code reader.
#include "drivers/emulation/emulated_code_reader.h"

#include "drivers/emulation/line_words.h"
#include "drivers/emulation/pty_port.h"
#include "kiosk/base/file.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

EmulatedCodeReader::EmulatedCodeReader(const BenchPlace& place)
    : EmulatedCodeReader(place.loop, on_pty(place.loop, place.folder / "code")) {}

EmulatedCodeReader::EmulatedCodeReader(EventLoop& loop, const PortMaker& make_port)
    : port_(make_port([this](std::span<const std::uint8_t> bytes) { on_bytes(bytes); })),
      line_(loop, *port_),
      words_(make_words()) {}

kiosk::base::Json EmulatedCodeReader::describe() const {
  return {{"device", name()}, {"plugged", port_->plugged()},        {"aim", aim_}, {"received", received_},
          {"last", last_},    {"faults", line_.faults().describe()}};
}

std::vector<CommandWord> EmulatedCodeReader::make_words() {
  std::vector<CommandWord> words{
      {"scan", "TEXT", "hold a code before the window", 1, 1,
       [this](const auto& a) { return scan(a.text(0), true); }},
      {"scan file", "FILE", "a code with these bytes", 1, 1, [this](const auto& a) { return scan_file(a); }},
      {"scan half", "TEXT", "the line breaks off before the terminator", 1, 1,
       [this](const auto& a) { return scan(a.text(0), false); }},
      {"aim", "]cm|off", "begin each code with this AIM identifier", 1, 1,
       [this](const auto& a) -> Words {
         aim_ = a.text(0) == "off" ? "" : a.text(0);
         return "AIM identifier " + a.text(0);
       }},
      {"terminator", "cr|lf|crlf|none", "what follows a code", 1, 1,
       [this](const auto& a) -> Words {
         const std::string word = a.text(0);
         if (word != "cr" && word != "lf" && word != "crlf" && word != "none") {
           return fail(ErrorCode::InvalidArgument, "the terminator is cr, lf, crlf or none, not " + word);
         }
         terminator_ = word == "cr" ? "\r" : word == "lf" ? "\n" : word == "crlf" ? "\r\n" : "";
         return "terminator " + word;
       }},
      slow_word(line_),
  };
  for (CommandWord& word : plug_words(line_, *port_)) words.push_back(std::move(word));
  return words;
}

EmulatedCodeReader::Words EmulatedCodeReader::scan(std::string payload, bool whole) {
  if (!port_->plugged()) return fail(ErrorCode::Conflict, "the reader is unplugged");
  last_ = payload;
  const std::string text = aim_ + payload + (whole ? terminator_ : "");
  line_.send({text.begin(), text.end()});
  return std::to_string(payload.size()) + " bytes scanned";
}

EmulatedCodeReader::Words EmulatedCodeReader::scan_file(const CommandArguments& arguments) {
  auto payload = kiosk::base::read_file(arguments.file(0), 64U << 10);
  if (!payload) return tl::unexpected(payload.error());
  return scan(std::move(*payload), true);
}

void EmulatedCodeReader::on_bytes(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (const std::uint8_t byte : bytes) {
    if (!received_.empty()) received_ += ' ';
    received_ += {kDigits[byte >> 4], kDigits[byte & 0x0F]};
  }
  constexpr std::size_t kKept = 300;
  if (received_.size() > kKept) received_.erase(0, received_.size() - kKept);
}

}  // namespace drivers::emulation
