// Readings: words that a synthesiser would read wrongly, with the pinyin that is right.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace ui::voice {

/// From config/voice/readings.zh-CN.json. Immutable; any thread.
class Readings {
 public:
  static kiosk::base::Result<Readings> load(const std::filesystem::path& config);
  /// The text with listed words as toned pinyin between spaces; the longest word at each place wins.
  kiosk::base::SecureString apply(std::string_view text) const;
  /// The places where a character with several readings stands outside every listed or checked word: three
  /// characters around each.
  std::vector<std::string> unread(std::string_view text) const;

 private:
  /// The longest listed or checked word that begins here; nothing: none. The pinyin is empty for a checked
  /// one.
  const std::pair<const std::string, std::string>* word_at(std::string_view rest) const;

  std::map<std::string, std::string, std::less<>> words_;  ///< checked words have no pinyin
  std::string polyphones_;
  std::size_t longest_ = 0;  ///< bytes
};

}  // namespace ui::voice
