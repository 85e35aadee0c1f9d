// Rime dictionaries: what is read from Debian's, and the county's own that is written beside them.
#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "kiosk/base/json_file.h"
#include "ui/entry/tables/unihan.h"

namespace ui::entry::tables {

/// Words with their readings ("ou yang"), and how often each is used.
using WordWeights = std::map<std::pair<std::string, std::string>, std::uint64_t>;

/// The entries of a Rime dictionary: text, code, weight (0 where none is given).
kiosk::base::Result<WordWeights> read_dictionary(const std::filesystem::path& file);

/// Adds how often each character is used, and its strokes.
void add_weights(HanCharacters& characters, const WordWeights& words);
void add_strokes(HanCharacters& characters, const WordWeights& strokes);

/// The county's dictionary: Debian's words, characters that only Unicode has readings of, surnames, places.
std::string county_dictionary(const HanCharacters& characters, const WordWeights& words,
                              const kiosk::base::Json& names, const std::set<std::string>& places);

/// One line a character, the most used first: code point, radical, strokes beside it, stroke codes.
std::string character_table(const HanCharacters& characters);

}  // namespace ui::entry::tables
