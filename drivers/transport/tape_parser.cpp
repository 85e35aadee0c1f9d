// Reading tapes line by line.
#include <array>
#include <charconv>

#include "drivers/transport/tape.h"
#include "drivers/transport/tape_text.h"
#include "kiosk/base/file.h"

namespace drivers::transport {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

constexpr std::array kEvents{TapeEvent::Open,  TapeEvent::Close, TapeEvent::Out,
                             TapeEvent::In,    TapeEvent::Quiet, TapeEvent::Gone,
                             TapeEvent::Speed, TapeEvent::Reset, TapeEvent::Port};
/// Ten years; the sum of two such times is still a number.
constexpr std::uint64_t kLongestTime = 315'576'000'000;
constexpr std::size_t kLargestTape = 64U << 20;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_digest(std::string_view text) {
  for (const char c : text) {
    if (hex_digit(c) < 0) return false;
  }
  return text.size() == 16;
}

class TapeReader {
 public:
  explicit TapeReader(const std::string& file) : file_(file) {}

  Status take(std::string_view line) {
    ++place_;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (place_ == 1)
      return line == kTapeTitle ? Status{} : wrong("the first line must be " + std::string(kTapeTitle));
    if (line.empty() || line.front() == '#') return {};
    if (line.front() == '+') return take_more(line.substr(1));
    const bool event = line.front() == ' ' || (line.front() >= '0' && line.front() <= '9');
    return event ? take_event(line) : take_header(line);
  }
  Result<Tape> finish() {
    if (place_ == 0) return tl::unexpected(wrong("an empty file is no tape").error());
    if (tape_.header.device_class.empty() || tape_.header.address.empty()) {
      return tl::unexpected(wrong("the tape lacks its class or its address").error());
    }
    return std::move(tape_);
  }

 private:
  Status wrong(const std::string& what) const {
    return fail(ErrorCode::InvalidData, what, file_ + ":" + std::to_string(place_));
  }
  Status take_header(std::string_view line) {
    if (!tape_.lines.empty()) return wrong("a line must begin with its time");
    const std::string_view word = take_word(line);
    TapeHeader& header = tape_.header;
    if (line.empty() && word != "driver") return wrong("this word needs a value");
    if (word == "class") {
      header.device_class = line;
    } else if (word == "driver") {
      header.driver = line;
    } else if (word == "address") {
      header.address = line;
    } else if (word == "setting" && line.find('=') != std::string_view::npos) {
      header.settings[std::string(line.substr(0, line.find('=')))] = line.substr(line.find('=') + 1);
    } else {
      return wrong("unknown word " + std::string(word.substr(0, 20)));
    }
    return {};
  }
  Status take_event(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const auto time = whole_number(take_word(text));
    if (!time || *time > kLongestTime) return wrong("the time is no number of milliseconds");
    TapeLine line;
    line.at = kiosk::base::Duration{static_cast<std::int64_t>(*time)};
    line.place = place_;
    if (!tape_.lines.empty() && line.at < tape_.lines.back().at) return wrong("the time runs backwards");
    const std::string_view word = take_word(text);
    for (const TapeEvent event : kEvents) {
      if (to_string(event) != word) continue;
      line.event = event;
      if (!take_value(text, line)) return wrong("wrong value of " + std::string(word));
      tape_.lines.push_back(std::move(line));
      return {};
    }
    return wrong("unknown event");
  }
  static bool take_value(std::string_view text, TapeLine& line) {
    if (line.event == TapeEvent::Speed || line.event == TapeEvent::Port) {
      const auto number = whole_number(text);
      line.number = static_cast<unsigned>(number.value_or(0));
      return number && *number <= 10'000'000;
    }
    if (line.event != TapeEvent::Out && line.event != TapeEvent::In) return text.empty();
    if (text.substr(0, 7) != "hidden ") return append_hex(text, line.bytes);
    text.remove_prefix(7);
    const auto size = whole_number(take_word(text));
    line.hidden = static_cast<std::size_t>(size.value_or(0));
    line.digest = text;
    return line.hidden > 0 && line.hidden <= kLargestTape && is_digest(text);
  }
  Status take_more(std::string_view text) {
    if (tape_.lines.empty() || tape_.lines.back().bytes.empty())
      return wrong("there are no bytes to go on with");
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return append_hex(text, tape_.lines.back().bytes) ? Status{} : wrong("these are no bytes");
  }

  std::string file_;
  std::size_t place_ = 0;
  Tape tape_;
};

}  // namespace

std::string_view take_word(std::string_view& text) {
  const std::string_view word = text.substr(0, text.find(' '));
  text.remove_prefix(word.size());
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return word;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

bool append_hex(std::string_view text, std::vector<std::uint8_t>& bytes) {
  for (std::size_t i = 0; i < text.size(); i += 3) {
    if (i + 1 >= text.size() || (i + 2 < text.size() && text[i + 2] != ' ')) return false;
    const int high = hex_digit(text[i]);
    const int low = hex_digit(text[i + 1]);
    if (high < 0 || low < 0 || i + 3 == text.size()) return false;
    bytes.push_back(static_cast<std::uint8_t>(high << 4 | low));
  }
  return !text.empty();
}

Result<Tape> parse_tape(std::string_view text, const std::string& file) {
  TapeReader reader(file);
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (auto taken = reader.take(text.substr(0, end)); !taken) return tl::unexpected(taken.error());
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return reader.finish();
}

Result<Tape> read_tape(const std::string& file) {
  const auto text = kiosk::base::read_file(file, kLargestTape);
  if (!text) return tl::unexpected(text.error());
  return parse_tape(*text, file);
}

}  // namespace drivers::transport
