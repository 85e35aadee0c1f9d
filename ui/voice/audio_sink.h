// AudioSink: where sound goes out: loudspeaker or headset.
#pragma once

#include "kiosk/base/clock.h"
#include "ui/voice/sound.h"

namespace ui::voice {

enum class AudioOutput { Speaker, Headset };

/// Main thread.
class AudioSink {
 public:
  virtual ~AudioSink() = default;
  /// Appends the sound, made softer by `gain_db` (not above 0), to what is playing.
  virtual void play(const Sound& sound, AudioOutput output, double gain_db) = 0;
  /// Drops everything that has not been heard yet.
  virtual void silence() = 0;
  /// How much is still to be heard.
  virtual kiosk::base::Duration remaining() const = 0;
};

/// Plays nothing and is done at once: a terminal without a sound device, and pictures without a display.
class NoAudio final : public AudioSink {
 public:
  void play(const Sound&, AudioOutput, double) override {}
  void silence() override {}
  kiosk::base::Duration remaining() const override { return kiosk::base::Duration{0}; }
};

}  // namespace ui::voice
