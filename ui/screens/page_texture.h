// The one large picture that a screen shows: a page of a document, or a scanned paper. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

/// The texture named `name`, made of `bitmap` when another one was shown before; 0 without a bitmap.
toolkit::TextureId show_texture(Page& page, const std::string& name,
                                const kiosk::typeset::RgbaBitmap* bitmap);
void give_back_texture(Ui& ui, ScreenState& state);

}  // namespace ui::screens
