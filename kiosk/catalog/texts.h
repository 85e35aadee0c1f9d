// Texts: every wording that a screen or a slip can show, by id.
#pragma once

#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "kiosk/catalog/language.h"

namespace kiosk::catalog {

/// The texts of the screens by id ("home.title"); placeholders are {name}. Immutable; any thread.
class Texts {
 public:
  explicit Texts(std::map<std::string, Text, std::less<>> texts) : texts_(std::move(texts)) {}
  /// The wording; an unknown id gives "[id]" so that a hole is seen in every picture and test.
  std::string get(std::string_view id, Language language) const;
  bool has(std::string_view id) const { return texts_.find(id) != texts_.end(); }
  const std::map<std::string, Text, std::less<>>& all() const { return texts_; }

 private:
  std::map<std::string, Text, std::less<>> texts_;
};

/// Replaces each {name} by its value, once: braces in a value stay as they are. Unknown names stay too.
std::string fill(std::string wording,
                 std::initializer_list<std::pair<std::string_view, std::string_view>> values);

/// The names in braces of a wording.
std::set<std::string> placeholders(std::string_view wording);

}  // namespace kiosk::catalog
