// One frame: the memory of another step is dropped, the step's function draws, overlays lie on top.
#include "ui/screens/screen.h"

#include <algorithm>

#include "ui/screens/frame.h"
#include "ui/screens/page_texture.h"
#include "ui/screens/screen_table.h"

namespace ui::screens {
namespace {

const ScreenEntry* find_screen(flow::StepKind kind) {
  const auto found = std::find_if(kScreenTable.begin(), kScreenTable.end(),
                                  [kind](const ScreenEntry& entry) { return entry.kind == kind; });
  return found == kScreenTable.end() ? nullptr : &*found;
}

/// A page that is turned to starts clean; a new visit starts without anything.
void follow_session(Ui& ui, const flow::Session& session, ScreenState& state) {
  const bool same_paper = state.at == session.at && state.material == session.material;
  if (same_paper && state.question == session.question) return;
  if (!same_paper) give_back_texture(ui, state);
  const bool present = session.visitor_present();
  const bool help = state.help_open && present;
  const bool voice = state.voice_open && present;
  const bool known = state.voice_known;
  const auto mode = present ? state.entry_mode : std::nullopt;
  if (state.at) ui.touch.drop_focus();
  state = ScreenState{};
  state.help_open = help;
  state.voice_open = voice;
  state.voice_known = known;
  state.entry_mode = mode;
  state.at = session.at;
  state.question = session.question;
  state.material = session.material;
}

/// The clock in the head moves once a minute.
void wake_for_clock(Page& page) {
  constexpr std::int64_t kMinuteMs = 60'000;
  page.wake_in(base::Duration{kMinuteMs - page.view.now.since_epoch.count() % kMinuteMs});
}

/// The help leaves the bar free; the idle warning covers everything.
void draw_overlays(Page& page) {
  if (page.view.session.idle_warning) {
    draw_bar(page);
    return draw_idle_warning(page);
  }
  page.state.warned_since.reset();
  note_voice(page);
  if (page.state.help_open) {
    draw_help(page);
  } else if (page.state.voice_open) {
    draw_voice_sheet(page);
  }
  draw_bar(page);
}

}  // namespace

Intents draw_screen(Ui& ui, const SessionView& view, ScreenState& state) {
  Intents intents;
  follow_session(ui, view.session, state);
  ui.paint.set_language(catalog::to_string(view.session.preferences.language));
  const Zones zones =
      make_zones(ui.theme, ui.screen, view.terminal.display, view.session.preferences.low_reach);
  Page page{ui, view, state, intents, zones};
  wake_for_clock(page);
  if (const ScreenEntry* screen = find_screen(view.session.at)) screen->draw(page);
  draw_overlays(page);
  return intents;
}

bool has_screen(flow::StepKind kind) { return find_screen(kind) != nullptr; }

}  // namespace ui::screens
