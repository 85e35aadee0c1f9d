// Writing the lines of tapes.
#include "drivers/transport/tape.h"

#include <algorithm>
#include <cstdio>

#include "drivers/transport/tape_text.h"

namespace drivers::transport {
namespace {

void put_hex(std::string& text, std::uint8_t byte) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  text += ' ';
  text += kDigits[byte >> 4];
  text += kDigits[byte & 0x0F];
}

bool has_number(TapeEvent event) { return event == TapeEvent::Speed || event == TapeEvent::Port; }

}  // namespace

std::string_view to_string(TapeEvent event) {
  switch (event) {
    case TapeEvent::Open: return "open";
    case TapeEvent::Close: return "close";
    case TapeEvent::Out: return "out";
    case TapeEvent::In: return "in";
    case TapeEvent::Quiet: return "quiet";
    case TapeEvent::Gone: return "gone";
    case TapeEvent::Speed: return "speed";
    case TapeEvent::Reset: return "reset";
    case TapeEvent::Port: return "port";
  }
  return "unknown";
}

std::string to_text(const TapeHeader& header) {
  std::string text(kTapeTitle);
  text +=
      "\nclass " + header.device_class + "\ndriver " + header.driver + "\naddress " + header.address + "\n";
  for (const auto& [name, value] : header.settings) text += "setting " + name + "=" + value + "\n";
  return text + "\n";
}

std::string to_text(const TapeLine& line) {
  std::string text = std::to_string(line.at.count());
  text.insert(0, text.size() < 8 ? 8 - text.size() : 0, ' ');
  text += ' ';
  text += to_string(line.event);
  if (line.hidden > 0) return text + " hidden " + std::to_string(line.hidden) + " " + line.digest + "\n";
  if (has_number(line.event)) return text + " " + std::to_string(line.number) + "\n";
  for (std::size_t i = 0; i < line.bytes.size(); ++i) {
    if (i > 0 && i % kTapeBytesPerLine == 0) text += "\n+";
    put_hex(text, line.bytes[i]);
  }
  return text + "\n";
}

std::string hex_text(const std::vector<std::uint8_t>& bytes, std::size_t most) {
  std::string text;
  for (std::size_t i = 0; i < std::min(most, bytes.size()); ++i) put_hex(text, bytes[i]);
  if (!text.empty()) text.erase(0, 1);
  return bytes.size() > most ? text + " …" : text;
}

}  // namespace drivers::transport
