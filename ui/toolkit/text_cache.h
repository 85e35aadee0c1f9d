// TextCache: drawn texts kept as textures, the longest unused thrown out first, personal ones apart.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "kiosk/typeset/text_engine.h"
#include "ui/toolkit/text_ref.h"
#include "ui/toolkit/texture_store.h"

namespace ui::toolkit {

/// A text's picture: its texture (0 for an empty text) and the space it takes.
struct DrawnText {
  TextureId texture = 0;
  kiosk::typeset::TextSize size;
  int bitmap_width = 0;
  int bitmap_height = 0;
};

/// Main thread only. Keeps hashes, never the texts themselves.
class TextCache {
 public:
  TextCache(const kiosk::typeset::TextEngine& engine, TextureStore& textures,
            std::size_t limit_bytes = 24U << 20);

  /// Valid until the next begin_frame.
  const DrawnText& get(TextRef text, const kiosk::typeset::TextStyle& style);
  /// Starts a frame: texts that this frame uses are not thrown out during it.
  void begin_frame();
  /// Wipes the pictures of personal texts.
  void forget_personal();

  std::size_t bytes() const { return bytes_; }
  std::size_t personal_count() const;
  std::uint64_t misses() const { return misses_; }

 private:
  struct Entry {
    DrawnText drawn;
    std::size_t bytes = 0;
    std::uint64_t last_used = 0;
    bool personal = false;
  };
  void trim();

  const kiosk::typeset::TextEngine& engine_;
  TextureStore& textures_;
  std::unordered_map<std::uint64_t, Entry> entries_;
  std::size_t limit_bytes_;
  std::size_t bytes_ = 0;
  std::uint64_t frame_ = 0;
  std::uint64_t misses_ = 0;
};

}  // namespace ui::toolkit
