// Voice: speaks one sentence after the other; stops at once.
#pragma once

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

#include "kiosk/base/executor.h"
#include "kiosk/catalog/language.h"
#include "ui/voice/audio_sink.h"
#include "ui/voice/speech_source.h"
#include "ui/voice/utterance.h"
#include "ui/voice/voice_settings.h"

namespace ui::voice {

/// How it is spoken now.
struct Manner {
  AudioOutput output = AudioOutput::Speaker;
  kiosk::catalog::Language language = kiosk::catalog::Language::ZhCn;
  double rate = 1;
  double gain_db = 0;
};

/// At most one sentence is being heard and the next one made. Main thread; sounds are made on `worker`, which
/// must be stopped before this object ends.
class Voice {
 public:
  struct Rooms {
    SpeechSource& source;  ///< used on `worker` only
    kiosk::base::Executor& worker;
    kiosk::base::Executor& main;
    AudioSink& sink;
  };
  /// Called when a sentence begins to be heard; also when its sound could not be made.
  using Heard = std::function<void(const Utterance&, AudioOutput)>;

  Voice(Rooms rooms, kiosk::base::Duration lead) : rooms_(rooms), lead_(lead) {}
  ~Voice() { stop(); }
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

  void on_heard(Heard heard) { heard_ = std::move(heard); }
  void set_manner(const Manner& manner) { manner_ = manner; }
  /// Says these after what is being said.
  void say(Utterances utterances);
  /// Silence now: nothing of what was said before is heard any more.
  void stop();
  bool speaking() const {
    return making_ || !waiting_.empty() || next_ || rooms_.sink.remaining().count() > 0;
  }

 private:
  struct Made {
    Utterance utterance;
    AudioOutput output;
    kiosk::base::Result<Sound> sound;
  };
  void make_next();
  void take(std::uint64_t generation, Made made);
  void hand_over();

  Rooms rooms_;
  kiosk::base::Duration lead_;
  Manner manner_;
  Heard heard_;
  std::deque<Utterance> waiting_;
  bool making_ = false;
  std::optional<Made> next_;  ///< made, and waits until the one before ends
  kiosk::base::TimerId timer_ = 0;
  std::uint64_t generation_ = 0;
  std::stop_source stop_;
};

}  // namespace ui::voice
