// Composers over the table of characters: strokes, radicals with strokes, codes. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "ui/entry/character_table.h"
#include "ui/entry/composer.h"

namespace ui::entry {

/// 横竖撇点折 and * for any.
class StrokeComposer final : public Composer {
 public:
  explicit StrokeComposer(const CharacterTable& table) : table_(table) {}
  base::SecureString take(const EntryKey& key, const EntryContext& context) override;
  void show(Candidates& out, std::size_t at_most, const EntryContext& context) override;
  void reset() override;

 private:
  const CharacterTable& table_;
  base::SecureString codes_;
  std::vector<char32_t> shown_;
};

/// First the radical's strokes and the radical, then the strokes beside it.
class RadicalComposer final : public Composer {
 public:
  explicit RadicalComposer(const CharacterTable& table) : table_(table) {}
  base::SecureString take(const EntryKey& key, const EntryContext& context) override;
  void show(Candidates& out, std::size_t at_most, const EntryContext& context) override;
  void reset() override;

 private:
  base::SecureString choose(std::size_t index);
  void step_back();

  const CharacterTable& table_;
  int radical_strokes_ = -1;
  Radical radical_{};
  int strokes_ = -1;
  std::vector<char32_t> shown_;
};

/// The character's code in Unicode, in hexadecimal digits.
class CodeComposer final : public Composer {
 public:
  base::SecureString take(const EntryKey& key, const EntryContext& context) override;
  void show(Candidates& out, std::size_t at_most, const EntryContext& context) override;
  void reset() override { digits_.clear(); }

 private:
  char32_t code() const;

  base::SecureString digits_;
};

}  // namespace ui::entry
