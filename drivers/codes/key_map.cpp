// Key codes of linux/input-event-codes.h and the characters printed on the keys.
#include "drivers/codes/key_map.h"

#include <linux/input-event-codes.h>

#include <array>
#include <string_view>

namespace drivers::codes {
namespace {

/// A run of keys with codes that follow one another, as they lie on the keyboard.
struct Row {
  std::uint16_t first;
  std::string_view plain;
  std::string_view shifted;
};

constexpr std::array kRows{Row{KEY_1, "1234567890-=", "!@#$%^&*()_+"}, Row{KEY_TAB, "\t", "\t"},
                           Row{KEY_Q, "qwertyuiop[]", "QWERTYUIOP{}"},
                           Row{KEY_A, "asdfghjkl;'`", "ASDFGHJKL:\"~"},
                           Row{KEY_BACKSLASH, "\\zxcvbnm,./", "|ZXCVBNM<>?"},
                           Row{KEY_SPACE, " ", " "},
                           Row{KEY_KPASTERISK, "*", "*"},
                           Row{KEY_KP7, "789-456+1230.", "789-456+1230."},
                           Row{KEY_KPSLASH, "/", "/"}};

}  // namespace

char character_of(std::uint16_t key, bool shift) {
  for (const Row& row : kRows) {
    const std::size_t place = static_cast<std::size_t>(key) - row.first;
    if (key >= row.first && place < row.plain.size()) return shift ? row.shifted[place] : row.plain[place];
  }
  return 0;
}

int keypad_digit(std::uint16_t key) {
  if (key < KEY_KP7 || key > KEY_KPDOT) return -1;
  const char character = character_of(key, false);
  return character >= '0' && character <= '9' ? character - '0' : -1;
}

}  // namespace drivers::codes
