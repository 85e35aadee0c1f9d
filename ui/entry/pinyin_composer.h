// PinyinComposer: pinyin on 26 or 9 keys; names get surnames first. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "ui/entry/composer.h"
#include "ui/entry/name_ranking.h"
#include "ui/entry/rime_engine.h"

namespace ui::entry {

class PinyinComposer final : public Composer {
 public:
  /// The engine and the ranking must outlive it. `fuzzy`: z for zh, n for l, in for ing.
  PinyinComposer(RimeEngine& engine, const NameRanking& ranking, bool fuzzy)
      : engine_(engine), ranking_(ranking), fuzzy_(fuzzy) {}

  base::SecureString take(const EntryKey& key, const EntryContext& context) override;
  void show(Candidates& out, std::size_t at_most, const EntryContext& context) override;
  void reset() override;

 private:
  void use_schema(const EntryContext& context);
  base::SecureString take_text(const std::string& text, const EntryContext& context);
  base::SecureString choose(std::size_t shown);

  RimeEngine& engine_;
  const NameRanking& ranking_;
  bool fuzzy_;
  std::vector<std::size_t> order_;  ///< librime's index of each shown candidate
};

}  // namespace ui::entry
