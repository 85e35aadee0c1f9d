// Icons by name, as characters of the Material Design Icons font.
#pragma once

#include <string_view>

namespace ui::toolkit {

/// 0 when no icon has this name. The names are those of Material Design Icons 1.6.50 that icons.cpp lists.
char32_t icon_code_point(std::string_view name);

}  // namespace ui::toolkit
