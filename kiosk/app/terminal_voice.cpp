// The terminal's voice: wiring, and patience with those who listen.
#include "kiosk/app/terminal.h"

namespace kiosk::app {

/// Who listens needs longer; the warning itself is as long as the screen says.
void Terminal::arm_idle(base::Duration after) {
  idle_after_ = after;
  const bool stretches = voice_ && !session().idle_warning;
  arm(idle_timer_, stretches ? voice_->patience(after) : after, flow::IdleExpired{});
}

/// A key that only moves the focus is a sign of life, too.
void Terminal::stay() {
  if (session().visitor_present() && !session().idle_warning && idle_after_.count() > 0)
    arm_idle(idle_after_);
}

base::Status Terminal::start_voice() {
  auto settings = ui::voice::VoiceSettings::load(options_.config);
  if (!settings) return tl::unexpected(settings.error());
  auto source = ui::voice::make_speech_source(options_.config, *settings, data_.catalog.texts());
  if (!source) return tl::unexpected(source.error());
  VoiceDesk::Rooms rooms{*supervisor_, main_, face_.host(), *audio_, clock_};
  rooms.session = [this]() -> const flow::Session& { return session(); };
  rooms.tell = [this](flow::FlowEvent event) { happen(std::move(event)); };
  rooms.stay = [this] { stay(); };
  voice_ = std::make_unique<VoiceDesk>(std::move(*settings), std::move(*source), data_.catalog.texts(),
                                       std::move(rooms));
  return {};
}

}  // namespace kiosk::app
