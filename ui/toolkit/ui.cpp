// Ui: looks and motion.
#include "ui/toolkit/ui.h"

namespace ui::toolkit {

TextLook Ui::look(TypeRole role, Color color) const {
  TextLook look;
  look.size = theme.type(role);
  look.color = color;
  look.line_spacing = theme.tokens().line_spacing;
  if (role >= TypeRole::Title) look.weight = FontWeight::Bold;
  return look;
}

void Ui::animate(kiosk::base::Duration delay) {
  if (theme.motion_ms() == 0) return;
  if (next_frame.count() < 0 || delay < next_frame) next_frame = delay;
}

float Ui::phase(int period_ms) const {
  if (theme.motion_ms() == 0) return 0;
  return static_cast<float>(now.since_boot.count() % period_ms) / static_cast<float>(period_ms);
}

}  // namespace ui::toolkit
