// Face: what the terminal shows: draws the session, hears touches, keeps pictures of screens when asked.
#pragma once

#include <filesystem>
#include <string>
#include <utility>

#include "kiosk/catalog/service_catalog.h"
#include "kiosk/settings/terminal_settings.h"
#include "ui/screens/screen.h"
#include "ui/toolkit/ui_host.h"

namespace kiosk::app {

/// Main thread. The world and the clock must outlive it.
class Face {
 public:
  struct World {
    const catalog::ServiceCatalog& catalog;
    const settings::TerminalSettings& terminal;
    const base::Clock& clock;
    const settings::Fleet* fleet = nullptr;  ///< the other terminals; none: nobody is named
  };
  /// Pictures that a screen may show; they must outlive the frame.
  struct Pictures {
    const ui::screens::PreviewPages* pages = nullptr;
    const ui::screens::ScanPictures* scans = nullptr;
  };
  Face(World world, ui::toolkit::UiHost& host) : world_(world), host_(host) {}

  /// For Chinese without a keyboard; none: letters and digits only. Must outlive this.
  void set_input_method(ui::toolkit::InputMethod* method) { input_method_ = method; }
  /// Before a frame: the citizen's size, theme and language.
  void prepare(const flow::Preferences& preferences);
  /// Draws the session as a part of the host's frame and keeps what was touched.
  void draw(ui::toolkit::Ui& ui, const flow::Session& session, const Pictures& pictures);
  /// What was touched since the last call.
  ui::screens::Intents take_touched() { return std::exchange(touched_, {}); }
  /// Nothing of the visit stays: masks, half-entered texts, cached pictures of personal text. The next frame,
  /// which shows nothing personal any more, gives the preview's pictures back; `end_frame` then wipes.
  void wipe() { wipe_after_frame_ = true; }
  /// After each frame. True when another one must follow.
  bool end_frame();
  ui::toolkit::UiHost& host() { return host_; }

  /// Writes NNN-<name>.png of the last frame into the folder.
  void capture(const std::filesystem::path& folder, const std::string& name);

 private:
  World world_;
  ui::toolkit::UiHost& host_;
  ui::screens::ScreenState state_;
  ui::toolkit::InputMethod* input_method_ = nullptr;
  ui::screens::Intents touched_;
  bool wipe_after_frame_ = false;
  int captured_ = 0;
};

}  // namespace kiosk::app
