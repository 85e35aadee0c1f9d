// VoiceDesk: keypad and headset of the panel, and what is said of each frame.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/strand.h"
#include "kiosk/catalog/texts.h"
#include "kiosk/flow/event.h"
#include "kiosk/flow/session.h"
#include "ui/toolkit/ui_host.h"
#include "ui/voice/narrator.h"
#include "ui/voice/voice.h"

namespace kiosk::app {

/// Main thread. Voice on, its rate and the black screen are preferences of the visit and end with it; so does
/// the volume. Plugging the headset turns voice on and begins a visit; pulling it out turns voice off and the
/// picture on.
class VoiceDesk {
 public:
  struct Rooms {
    drivers::supervisor::DeviceSupervisor& devices;
    base::Mailbox& main;
    ui::toolkit::UiHost& host;
    ui::voice::AudioSink& audio;
    const base::Clock& clock;
    std::function<const flow::Session&()> session{};
    std::function<void(flow::FlowEvent)> tell{};
    std::function<void()> stay{};  ///< a key was pressed: the citizen is there
  };
  VoiceDesk(ui::voice::VoiceSettings settings, std::unique_ptr<ui::voice::SpeechSource> source,
            const catalog::Texts& texts, Rooms rooms);
  ~VoiceDesk() { stop(); }
  VoiceDesk(const VoiceDesk&) = delete;
  VoiceDesk& operator=(const VoiceDesk&) = delete;

  /// Listens to the panel, when the terminal has one.
  void start();
  /// Silence; listens no more. Before the supervisor stops.
  void stop();

  /// While a frame is made, before it is drawn: a touch or a key ends the speech.
  void before_frame(ui::toolkit::Ui& ui);
  /// Paints the screen black when the citizen asked for it. The tree stays.
  void draw_curtain(ui::toolkit::Ui& ui) const;
  /// Says what the shown frame has that the last one had not.
  void after_frame();
  /// How long the terminal waits for somebody who listens.
  base::Duration patience(base::Duration idle) const;

  /// Keeps what is said, for tests of a desk terminal: `heard` asks whether it has been said after what was
  /// last asked for.
  void remember_what_is_heard() { remembers_ = true; }
  bool heard(const std::string& text);

 private:
  void listen();
  void take(const drivers::contract::Completion<drivers::contract::PanelEvent>& done);
  void take_headset(bool plugged);
  void press(drivers::contract::PanelKey key);
  void change_volume(int steps);
  void set_voice(bool on);
  void follow_visit();
  ui::voice::Manner manner() const;
  void say(std::string_view words);
  void arm_hint();

  ui::voice::VoiceSettings settings_;
  std::unique_ptr<ui::voice::SpeechSource> source_;
  const catalog::Texts& texts_;
  Rooms rooms_;
  base::Strand strand_;
  ui::voice::Voice voice_;
  ui::voice::Narrator narrator_;
  bool headset_ = false, on_ = false, stopped_ = false, remembers_ = false;
  int rate_ = 0;
  std::size_t volume_ = 0;
  base::SessionId visit_{};
  base::TimerId hint_timer_ = 0;
  std::deque<base::SecureString> heard_;
};

}  // namespace kiosk::app
