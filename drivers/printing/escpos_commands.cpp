// The bytes of each ESC/POS command.
#include "drivers/printing/escpos_commands.h"

#include <algorithm>

namespace drivers::printing {
namespace {

constexpr int kEsc = 0x1B;
constexpr int kGs = 0x1D;
constexpr int kFs = 0x1C;
constexpr int kDle = 0x10;
constexpr int kEot = 0x04;
constexpr int kDc4 = 0x14;

int low(std::size_t value) { return static_cast<int>(value & 0xFFU); }
int high(std::size_t value) { return static_cast<int>((value >> 8) & 0xFFU); }

}  // namespace

EscposCommands& EscposCommands::put(std::initializer_list<int> bytes) {
  for (const int byte : bytes) bytes_.push_back(static_cast<std::uint8_t>(byte));
  return *this;
}

EscposCommands& EscposCommands::initialise() { return put({kEsc, '@'}); }

EscposCommands& EscposCommands::clear_buffers() { return put({kDle, kDc4, 8, 1, 3, 20, 1, 6, 2, 8}); }

EscposCommands& EscposCommands::disable_automatic_status() { return put({kGs, 'a', 0}); }

EscposCommands& EscposCommands::align(contract::Align align) {
  const int code = align == contract::Align::Left ? 0 : align == contract::Align::Center ? 1 : 2;
  return put({kEsc, 'a', code});
}

EscposCommands& EscposCommands::size(int scale) {
  const int step = std::clamp(scale, 1, 8) - 1;
  return put({kGs, '!', step << 4 | step});
}

EscposCommands& EscposCommands::bold(bool on) { return put({kEsc, 'E', on ? 1 : 0}); }

EscposCommands& EscposCommands::chinese(bool on) { return put({kFs, on ? '&' : '.'}); }

EscposCommands& EscposCommands::chinese_double(bool on) { return put({kFs, 'W', on ? 1 : 0}); }

EscposCommands& EscposCommands::text(std::string_view gbk) {
  bytes_.insert(bytes_.end(), gbk.begin(), gbk.end());
  return *this;
}

EscposCommands& EscposCommands::line_end() { return put({'\n'}); }

EscposCommands& EscposCommands::line_pitch(int dots) { return put({kEsc, '3', std::clamp(dots, 0, 255)}); }

EscposCommands& EscposCommands::feed_lines(int lines) { return put({kEsc, 'd', std::clamp(lines, 0, 255)}); }

EscposCommands& EscposCommands::feed_dots(int dots) { return put({kEsc, 'J', std::clamp(dots, 0, 255)}); }

EscposCommands& EscposCommands::raster(const MonoRaster& picture) {
  const auto rows = static_cast<std::size_t>(picture.height);
  put({kGs, 'v', '0', 0, low(picture.row_bytes()), high(picture.row_bytes()), low(rows), high(rows)});
  bytes_.insert(bytes_.end(), picture.rows.begin(), picture.rows.end());
  return *this;
}

EscposCommands& EscposCommands::qr(std::string_view text, int module) {
  put({kGs, '(', 'k', 4, 0, '1', 'A', '2', 0});
  put({kGs, '(', 'k', 3, 0, '1', 'C', std::clamp(module, 1, 16)});
  put({kGs, '(', 'k', 3, 0, '1', 'E', '1'});
  const std::size_t length = text.size() + 3;
  put({kGs, '(', 'k', low(length), high(length), '1', 'P', '0'});
  bytes_.insert(bytes_.end(), text.begin(), text.end());
  return put({kGs, '(', 'k', 3, 0, '1', 'Q', '0'});
}

EscposCommands& EscposCommands::cut(bool partial) { return put({kGs, 'V', partial ? 1 : 0}); }

EscposCommands& EscposCommands::present(int steps, PresentMode mode, int seconds) {
  return put({kFs, 'P', std::clamp(steps, 0, 255), 0, static_cast<int>(mode), std::clamp(seconds, 0, 255)});
}

EscposCommands& EscposCommands::query(StatusQuery query) {
  return put({kDle, kEot, static_cast<int>(query)});
}

EscposCommands& EscposCommands::query_full_status() { return put({kDle, kEot, 0x14}); }

EscposCommands& EscposCommands::query_when_done() { return put({kGs, 'r', 1}); }

}  // namespace drivers::printing
