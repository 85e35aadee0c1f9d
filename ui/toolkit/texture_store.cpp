// TextureStore: adding, finding, wiping.
#include "ui/toolkit/texture_store.h"

#include <utility>

#include "kiosk/base/secure_memory.h"

namespace ui::toolkit {

TextureId TextureStore::add(kiosk::typeset::AlphaBitmap bitmap) {
  Texture texture;
  texture.width = bitmap.width;
  texture.height = bitmap.height;
  texture.stride = bitmap.stride;
  texture.alpha = std::move(bitmap.bytes);
  textures_.emplace(++last_, std::move(texture));
  return last_;
}

TextureId TextureStore::add(const kiosk::typeset::RgbaBitmap& bitmap) {
  Texture texture;
  texture.width = texture.stride = bitmap.width;
  texture.height = bitmap.height;
  texture.argb.reserve(bitmap.bytes.size() / 4);
  for (std::size_t i = 0; i + 3 < bitmap.bytes.size(); i += 4) {
    const auto byte = [&](std::size_t k) { return static_cast<std::uint32_t>(bitmap.bytes[i + k]); };
    texture.argb.push_back(byte(3) << 24 | byte(0) << 16 | byte(1) << 8 | byte(2));
  }
  textures_.emplace(++last_, std::move(texture));
  return last_;
}

void TextureStore::remove(TextureId id) {
  const auto found = textures_.find(id);
  if (found == textures_.end()) return;
  Texture& texture = found->second;
  kiosk::base::wipe(texture.alpha.data(), texture.alpha.size());
  kiosk::base::wipe(texture.argb.data(), texture.argb.size() * sizeof(std::uint32_t));
  textures_.erase(found);
}

const Texture* TextureStore::find(TextureId id) const {
  const auto found = textures_.find(id);
  return found == textures_.end() ? nullptr : &found->second;
}

}  // namespace ui::toolkit
