// The American keyboard: which character a key code of the kernel gives.
#pragma once

#include <cstdint>

namespace drivers::codes {

/// The character of a key (KEY_A…), 0 when it gives none.
char character_of(std::uint16_t key, bool shift);
/// The digit of a key of the number pad (KEY_KP0…KEY_KP9), or -1.
int keypad_digit(std::uint16_t key);

}  // namespace drivers::codes
