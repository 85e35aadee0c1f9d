// The terminal's frames: drawing, and what was touched in them.
#include "kiosk/app/terminal.h"

namespace kiosk::app {

void Terminal::draw(ui::toolkit::Ui& ui) {
  frame_is_current_ = true;
  if (voice_) voice_->before_frame(ui);
  face_.draw(ui, session(), {this, scans_.get()});
  if (voice_) voice_->draw_curtain(ui);
}

bool Terminal::after_frame() {
  if (!options_.capture.empty() && session().at != captured_step_) {
    captured_step_ = session().at;
    face_.capture(options_.capture, std::string(catalog::to_string(captured_step_)));
  }
  const bool wiped = face_.end_frame();
  ui::screens::Intents touched = face_.take_touched();
  for (flow::FlowEvent& event : touched) happen(std::move(event));
  if (voice_ && frame_is_current_) voice_->after_frame();
  return wiped || !touched.empty();
}

}  // namespace kiosk::app
