// Drawing the session.
#include "kiosk/app/face.h"

#include <array>
#include <cstdio>

#include "kiosk/base/log.h"
#include "ui/screens/presentation.h"

namespace kiosk::app {

void Face::prepare(const flow::Preferences& preferences) {
  host_.set_settings(ui::screens::ui_settings(preferences, world_.terminal));
  host_.set_texts(ui::screens::widget_texts(world_.catalog.texts(), preferences.language));
}

void Face::draw(ui::toolkit::Ui& ui, const flow::Session& session, const Pictures& pictures) {
  const ui::screens::SessionView view{session,        world_.catalog, world_.terminal, world_.clock.wall(),
                                      pictures.pages, pictures.scans, input_method_, world_.fleet};
  ui::screens::Intents touched = ui::screens::draw_screen(ui, view, state_);
  touched_.insert(touched_.end(), std::make_move_iterator(touched.begin()),
                  std::make_move_iterator(touched.end()));
}

bool Face::end_frame() {
  if (!std::exchange(wipe_after_frame_, false)) return false;
  state_ = ui::screens::ScreenState{};
  if (input_method_ != nullptr) input_method_->reset();
  host_.forget_personal();
  return true;
}

void Face::capture(const std::filesystem::path& folder, const std::string& name) {
  std::array<char, 16> number{};
  std::snprintf(number.data(), number.size(), "%03d-", ++captured_);
  const auto written = typeset::write_png(folder / (number.data() + name + ".png"), host_.capture());
  if (!written) base::log(base::LogLevel::Warning, "capture", written.error().to_string());
}

}  // namespace kiosk::app
