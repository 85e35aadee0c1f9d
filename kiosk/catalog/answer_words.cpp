// Splitting of multiple choices.
#include "kiosk/catalog/answer_words.h"

namespace kiosk::catalog {

std::vector<std::string_view> split_choices(std::string_view answer) {
  std::vector<std::string_view> parts;
  if (answer.empty()) return parts;
  std::size_t comma = answer.find(',');
  while (comma != std::string_view::npos) {
    parts.push_back(answer.substr(0, comma));
    answer.remove_prefix(comma + 1);
    comma = answer.find(',');
  }
  parts.push_back(answer);
  return parts;
}

}  // namespace kiosk::catalog
