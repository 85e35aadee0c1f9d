// What a painter keeps between frames. Internal to the toolkit.
#pragma once

#include <imgui.h>
#include <imgui_internal.h>

#include <map>
#include <utility>

#include "ui/toolkit/painter.h"

namespace ui::toolkit {

/// The blurred picture of a rounded rectangle just large enough to be cut into nine slices.
struct ShadowTexture {
  TextureId texture = 0;
  int side = 0;    ///< width and height of the picture
  int corner = 0;  ///< size of a corner slice
  int reach = 0;   ///< how far the shadow goes beyond the rectangle
};

struct Painter::Shared {
  ImDrawListSharedData data;
  std::map<std::pair<int, int>, ShadowTexture> shadows;  // by radius and blur
};

}  // namespace ui::toolkit
