// One texture at a time: large pictures are not kept.
#include "ui/screens/page_texture.h"

namespace ui::screens {

toolkit::TextureId show_texture(Page& page, const std::string& name,
                                const kiosk::typeset::RgbaBitmap* bitmap) {
  ScreenState& state = page.state;
  if (state.texture_of == name && state.page_texture != 0) return state.page_texture;
  if (bitmap == nullptr || bitmap->empty()) return 0;
  give_back_texture(page.ui, state);
  state.page_texture = page.ui.textures.add(*bitmap);
  state.texture_of = name;
  return state.page_texture;
}

void give_back_texture(Ui& ui, ScreenState& state) {
  if (state.page_texture != 0) ui.textures.remove(state.page_texture);
  state.page_texture = 0;
  state.texture_of.clear();
}

}  // namespace ui::screens
