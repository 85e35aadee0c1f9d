// Small parts of a page: texts, cards, field rows, steps, banners, badges.
#pragma once

#include "ui/toolkit/ui.h"

namespace ui::toolkit {

/// Heights that these parts look well in, in pixels.
float banner_height(const Theme& theme, bool with_detail = true);
float field_row_height(const Theme& theme);
float stepper_height(const Theme& theme);

/// The page's background.
void page_background(Ui& ui);
/// A white card with its shadow (or border in a flat theme).
void card(Ui& ui, const Rect& rect);
/// A text that is read aloud. Returns the used height.
float label(Ui& ui, const Rect& rect, TextRef text, const TextLook& look,
            VerticalAlign vertical = VerticalAlign::Top);
/// The page's title: role Heading.
float heading(Ui& ui, const Rect& rect, TextRef text, const TextLook& look,
              VerticalAlign vertical = VerticalAlign::Top);
/// A rounded label. Returns its width; it is right-aligned to the rectangle's right edge when `right`.
float badge(Ui& ui, const Rect& rect, TextRef text, Color fill, Color ink, bool right = false);

struct FieldRowSpec {
  std::string_view id = {};
  TextRef label = {};
  TextRef value = {};
  bool changeable = false;      ///< shows a "change" button
  std::string_view error = {};  ///< what is wrong with the value
};
/// Label, value and a change button in one row. True when change was pressed.
bool field_row(Ui& ui, const Rect& rect, const FieldRowSpec& spec);

struct StepperSpec {
  int step = 1;  ///< 1 … count
  int count = 1;
  TextRef text = {};  ///< "第 2 步 / 共 4 步"
};
void stepper(Ui& ui, const Rect& rect, const StepperSpec& spec);

enum class BannerKind { Info, Success, Warning, Error };
struct BannerSpec {
  BannerKind kind = BannerKind::Info;
  TextRef title = {};
  TextRef detail = {};
  std::string_view icon = {};  ///< another than the kind's own
};
void banner(Ui& ui, const Rect& rect, const BannerSpec& spec);

/// Darkens the screen and takes all touches below; returns a card of this size in mm in the middle.
Rect dialog(Ui& ui, std::string_view id, float width_mm, float height_mm);

/// A rotating ring; still when motion is reduced.
void spinner(Ui& ui, const Rect& rect, TextRef name);
/// `fraction` 0 … 1.
void progress_bar(Ui& ui, const Rect& rect, float fraction, TextRef name);

}  // namespace ui::toolkit
