// Theme: tokens to pixels, and the contrast of what widgets put on what.
#include "ui/toolkit/theme.h"

#include <cmath>

namespace ui::toolkit {

namespace {
constexpr double kBody = 10;
constexpr double kOther = 4.5;
constexpr double kGraphic = 3;  // WCAG 2 1.4.11: icons, outlines, focus rings
}  // namespace

Theme::Theme(const ThemeTokens& tokens, Display display, TextSize text_size, bool reduced_motion)
    : color(tokens.color),
      tokens_(tokens),
      display_(display),
      text_size_(text_size),
      reduced_motion_(reduced_motion) {}

float Theme::mm(float length) const { return std::round(length * display_.px_per_mm); }

float Theme::type(TypeRole role) const {
  return mm(tokens_.type_mm[static_cast<std::size_t>(role)][static_cast<std::size_t>(text_size_)]);
}

float Theme::target() const {
  return std::fmax(mm(tokens_.target_mm), std::round(type(TypeRole::Label) * 1.9F));
}

float Theme::primary_target() const {
  return std::fmax(mm(tokens_.primary_target_mm), std::round(type(TypeRole::Label) * 2.2F));
}

std::vector<ContrastFinding> check_contrast(const ThemeTokens& tokens) {
  const Palette& c = tokens.color;
  std::vector<ContrastFinding> findings;
  const auto check = [&](std::string pair, Color ink, Color ground, double required) {
    findings.push_back({std::move(pair), contrast_ratio(ink, ground), required});
  };
  check("text on card", c.text, c.card, kBody);
  check("text on pressed card", c.text, c.card_pressed, kBody);
  check("text on page top", c.text, c.page_top, kBody);
  check("text on page bottom", c.text, c.page_bottom, kBody);
  check("selected text", c.selected_text, c.selected_fill, kBody);
  check("secondary text on card", c.text_secondary, c.card, kOther);
  check("secondary text on page", c.text_secondary, c.page_top, kOther);
  check("text on header start", c.text_on_header, c.header_start, kOther);
  check("text on header end", c.text_on_header, c.header_end, kOther);
  check("text on accent", c.text_on_accent, c.accent, kOther);
  check("text on accent end", c.text_on_accent, c.accent_end, kOther);
  check("accent ink on soft", c.accent_ink, c.accent_soft, kOther);
  check("accent ink on card", c.accent_ink, c.card, kOther);
  check("text on danger", c.text_on_danger, c.danger, kOther);
  check("danger on soft", c.danger, c.danger_soft, kOther);
  check("danger on card", c.danger, c.card, kOther);
  check("success on soft", c.success, c.success_soft, kOther);
  check("warning on soft", c.warning, c.warning_soft, kOther);
  check("text on soft danger", c.text, c.danger_soft, kOther);
  check("disabled text", c.disabled_text, c.disabled_fill, kOther);
  check("disabled text on card", c.disabled_text, c.card, kOther);
  check("outline on card", c.outline, c.card, kGraphic);
  check("focus on card", c.focus, c.card, kGraphic);
  check("focus on page", c.focus, c.page_top, kGraphic);
  for (const Hue& hue : tokens.hues) check("badge", hue.ink, hue.soft, kOther);
  return findings;
}

}  // namespace ui::toolkit
