// Amounts as a citizen reads them. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

/// 123456 fen as "1234.56 元".
inline std::string money_words(const Page& page, std::int64_t fen) {
  const std::int64_t size = fen < 0 ? -fen : fen;
  const std::string cents = std::to_string(size % 100);
  const std::string yuan =
      (fen < 0 ? "-" : "") + std::to_string(size / 100) + (cents.size() < 2 ? ".0" : ".") + cents;
  return page.text("pay.amount", {{"yuan", yuan}});
}

}  // namespace ui::screens
