// TextCache: hash of text and style to texture.
#include "ui/toolkit/text_cache.h"

#include <algorithm>
#include <vector>

#include "ui/toolkit/hash.h"

namespace ui::toolkit {

namespace {

std::uint64_t hash_of(TextRef text, const kiosk::typeset::TextStyle& style) {
  std::uint64_t hash = hash_bytes(text.personal ? 2 : 1, text.text.data(), text.text.size());
  const double numbers[] = {style.size_px, style.line_spacing};
  const int choices[] = {static_cast<int>(style.weight), style.max_width_px, style.max_lines,
                         static_cast<int>(style.align), static_cast<int>(style.family)};
  hash = hash_bytes(hash, numbers, sizeof numbers);
  hash = hash_bytes(hash, choices, sizeof choices);
  return hash_bytes(hash, style.language.data(), style.language.size());
}

}  // namespace

TextCache::TextCache(const kiosk::typeset::TextEngine& engine, TextureStore& textures,
                     std::size_t limit_bytes)
    : engine_(engine), textures_(textures), limit_bytes_(limit_bytes) {}

const DrawnText& TextCache::get(TextRef text, const kiosk::typeset::TextStyle& style) {
  const std::uint64_t key = hash_of(text, style);
  const auto [found, is_new] = entries_.try_emplace(key);
  Entry& entry = found->second;
  entry.last_used = frame_;
  if (!is_new) return entry.drawn;
  ++misses_;
  entry.personal = text.personal;
  entry.drawn.size = engine_.measure(text.text, style);
  kiosk::typeset::AlphaBitmap bitmap = engine_.render(text.text, style);
  entry.bytes = bitmap.bytes.size() + sizeof(Entry);
  entry.drawn.bitmap_width = bitmap.width;
  entry.drawn.bitmap_height = bitmap.height;
  if (!bitmap.empty()) entry.drawn.texture = textures_.add(std::move(bitmap));
  bytes_ += entry.bytes;
  return entry.drawn;
}

void TextCache::begin_frame() {
  ++frame_;
  if (bytes_ > limit_bytes_) trim();
}

void TextCache::trim() {
  std::vector<std::pair<std::uint64_t, std::uint64_t>> by_age;
  by_age.reserve(entries_.size());
  for (const auto& [key, entry] : entries_) by_age.emplace_back(entry.last_used, key);
  std::sort(by_age.begin(), by_age.end());
  for (const auto& [last_used, key] : by_age) {
    // The last frame's texts are most likely the next one's; a quarter is freed so that trimming is rare.
    if (bytes_ <= limit_bytes_ / 4 * 3 || last_used + 1 >= frame_) return;
    const auto found = entries_.find(key);
    bytes_ -= found->second.bytes;
    textures_.remove(found->second.drawn.texture);
    entries_.erase(found);
  }
}

void TextCache::forget_personal() {
  for (auto at = entries_.begin(); at != entries_.end();) {
    if (!at->second.personal) {
      ++at;
      continue;
    }
    bytes_ -= at->second.bytes;
    textures_.remove(at->second.drawn.texture);
    at = entries_.erase(at);
  }
}

std::size_t TextCache::personal_count() const {
  return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(),
                                                [](const auto& entry) { return entry.second.personal; }));
}

}  // namespace ui::toolkit
