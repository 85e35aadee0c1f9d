// Keys in, speech out.
#include "kiosk/app/voice_desk.h"

#include <algorithm>

namespace kiosk::app {

using drivers::contract::CompletionCode;
using drivers::contract::PanelKey;
using ui::toolkit::NavigationKey;
using ui::voice::AudioOutput;

namespace {

constexpr std::size_t kRemembered = 1000;

bool is_volume(PanelKey key) { return key == PanelKey::VolumeUp || key == PanelKey::VolumeDown; }

NavigationKey navigation_of(PanelKey key) {
  switch (key) {
    case PanelKey::Up:
    case PanelKey::Left: return NavigationKey::Previous;
    case PanelKey::Ok: return NavigationKey::Activate;
    case PanelKey::Back: return NavigationKey::Back;
    case PanelKey::Help: return NavigationKey::Help;
    case PanelKey::Down:
    case PanelKey::Right:
    case PanelKey::VolumeUp:
    case PanelKey::VolumeDown: break;
  }
  return NavigationKey::Next;
}

}  // namespace

VoiceDesk::VoiceDesk(ui::voice::VoiceSettings settings, std::unique_ptr<ui::voice::SpeechSource> source,
                     const catalog::Texts& texts, Rooms rooms)
    : settings_(std::move(settings)),
      source_(std::move(source)),
      texts_(texts),
      rooms_(std::move(rooms)),
      strand_("voice", rooms_.clock),
      voice_({*source_, strand_, rooms_.main, rooms_.audio}, settings_.lead),
      narrator_(texts),
      volume_(settings_.default_volume_speaker) {
  voice_.on_heard([this](const ui::voice::Utterance& utterance, AudioOutput output) {
    if (!remembers_) return;
    heard_.push_back(output == AudioOutput::Headset ? utterance.full : base::SecureString(utterance.open));
    if (heard_.size() > kRemembered) heard_.pop_front();
  });
}

void VoiceDesk::start() {
  if (rooms_.devices.find(drivers::contract::DeviceClass::Panel) != nullptr) listen();
}

void VoiceDesk::stop() {
  if (std::exchange(stopped_, true)) return;
  rooms_.main.cancel(hint_timer_);
  voice_.stop();
  strand_.stop();
}

void VoiceDesk::listen() {
  if (stopped_) return;
  rooms_.devices.wait_for_panel_event(base::SessionId{}, settings_.panel_wait,
                                      [this](const auto& done) { take(done); });
}

void VoiceDesk::take(const drivers::contract::Completion<drivers::contract::PanelEvent>& done) {
  if (stopped_) return;
  if (done.ok() && done.value) {
    if (done.value->senses.headset) take_headset(*done.value->senses.headset);
    if (done.value->key) press(*done.value->key);
  }
  const bool answers =
      done.ok() || done.code == CompletionCode::TimeOut || done.code == CompletionCode::Canceled;
  if (answers) return listen();
  rooms_.main.post_after(settings_.panel_retry, [this] { listen(); });
}

void VoiceDesk::take_headset(bool plugged) {
  if (plugged == headset_) return;
  headset_ = plugged;
  voice_.stop();
  volume_ = plugged ? settings_.default_volume_headset : settings_.default_volume_speaker;
  set_voice(plugged);
}

void VoiceDesk::set_voice(bool on) {
  flow::Preferences wanted = rooms_.session().preferences;
  wanted.voice = on;
  if (!on) wanted.curtain = false;
  if (wanted == rooms_.session().preferences) return;
  rooms_.tell(flow::SetPreferences{wanted});
}

void VoiceDesk::press(PanelKey key) {
  rooms_.stay();
  rooms_.main.cancel(hint_timer_);
  if (is_volume(key)) return change_volume(key == PanelKey::VolumeUp ? 1 : -1);
  // The headset of the last citizen, or of one who waited: the first key begins with voice.
  if (headset_ && !rooms_.session().visitor_present()) return set_voice(true);
  rooms_.host.input().key(navigation_of(key));
}

void VoiceDesk::change_volume(int steps) {
  if (!on_) return;
  const int last = static_cast<int>(settings_.volumes_db.size()) - 1;
  volume_ = static_cast<std::size_t>(std::clamp(static_cast<int>(volume_) + steps, 0, last));
  voice_.stop();
  const std::string step = std::to_string(volume_ + 1);
  say(catalog::fill(texts_.get("voice.volume", rooms_.session().preferences.language), {{"step", step}}));
}

void VoiceDesk::say(std::string_view words) {
  voice_.set_manner(manner());
  ui::voice::Utterances utterances(1);
  utterances.front().add(words);
  voice_.say(std::move(utterances));
}

ui::voice::Manner VoiceDesk::manner() const {
  const flow::Preferences& wanted = rooms_.session().preferences;
  const int last = static_cast<int>(settings_.rates.size()) - 1;
  const int rate = std::clamp(static_cast<int>(settings_.default_rate) + wanted.voice_rate, 0, last);
  ui::voice::Manner manner;
  manner.output = headset_ ? AudioOutput::Headset : AudioOutput::Speaker;
  manner.language = wanted.language;
  manner.rate = settings_.rates[static_cast<std::size_t>(rate)];
  manner.gain_db = settings_.volumes_db[volume_];
  return manner;
}

void VoiceDesk::before_frame(ui::toolkit::Ui& ui) {
  if (ui.touch.had_event()) voice_.stop();
  ui.touch.set_blind(rooms_.session().preferences.curtain);
}

void VoiceDesk::draw_curtain(ui::toolkit::Ui& ui) const {
  if (rooms_.session().preferences.curtain) ui.paint.fill(ui.screen, ui::toolkit::Color{0, 0, 0, 255});
}

/// Another citizen: the usual volume, and nothing of what was told.
void VoiceDesk::follow_visit() {
  const flow::Session& session = rooms_.session();
  if (session.id != visit_) {
    visit_ = session.id;
    volume_ = headset_ ? settings_.default_volume_headset : settings_.default_volume_speaker;
    narrator_.forget();
  }
  if (session.preferences.voice == on_) return;
  on_ = session.preferences.voice;
  voice_.stop();
  rooms_.main.cancel(hint_timer_);
  narrator_.forget();
}

void VoiceDesk::after_frame() {
  follow_visit();
  if (!on_) return;
  const flow::Preferences& wanted = rooms_.session().preferences;
  const bool other_rate = wanted.voice_rate != rate_;
  const bool faster = wanted.voice_rate > rate_;
  rate_ = wanted.voice_rate;
  ui::voice::Narration narration = narrator_.follow(rooms_.host.tree(), wanted.language);
  voice_.set_manner(manner());
  if (narration.interrupts) voice_.stop();
  if (narration.new_page) arm_hint();
  voice_.say(std::move(narration.utterances));
  if (other_rate && !narration.new_page)
    say(texts_.get(faster ? "voice.faster" : "voice.slower", wanted.language));
}

/// Once a page, when all has been said and no key comes.
void VoiceDesk::arm_hint() {
  rooms_.main.cancel(hint_timer_);
  hint_timer_ = rooms_.main.post_after(settings_.hint_after, [this] {
    if (!on_) return;
    if (voice_.speaking()) return arm_hint();
    say(texts_.get("voice.hint", rooms_.session().preferences.language));
  });
}

base::Duration VoiceDesk::patience(base::Duration idle) const {
  if (!rooms_.session().preferences.voice) return idle;
  return base::Duration{static_cast<std::int64_t>(static_cast<double>(idle.count()) * settings_.idle_factor)};
}

bool VoiceDesk::heard(const std::string& text) {
  const auto found = std::find_if(heard_.begin(), heard_.end(), [&text](const base::SecureString& said) {
    return said.reveal().find(text) != std::string_view::npos;
  });
  if (found == heard_.end()) return false;
  heard_.erase(heard_.begin(), found + 1);
  return true;
}

}  // namespace kiosk::app
