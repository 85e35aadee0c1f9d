// SdlAudio: sound through SDL, to the loudspeaker or the headset.
#pragma once

#include <memory>
#include <string>

#include "kiosk/base/result.h"
#include "ui/voice/audio_sink.h"

namespace ui::shell {

/// Names of SDL's sound devices; empty: the system's own.
struct AudioDevices {
  std::string speaker, headset;
};

/// Opens a device when something is first played on it; without a device nothing is heard and the log says so
/// once. Main thread; must end before the window does.
class SdlAudio final : public voice::AudioSink {
 public:
  explicit SdlAudio(AudioDevices devices);
  ~SdlAudio() override;
  SdlAudio(const SdlAudio&) = delete;
  SdlAudio& operator=(const SdlAudio&) = delete;

  void play(const voice::Sound& sound, voice::AudioOutput output, double gain_db) override;
  void silence() override;
  kiosk::base::Duration remaining() const override;

 private:
  bool open(voice::AudioOutput output, int rate);
  void close();

  AudioDevices names_;
  voice::AudioOutput output_ = voice::AudioOutput::Speaker;
  std::uint32_t device_ = 0;  ///< SDL's number; 0: none open
  int rate_ = 0;
  bool started_ = false, complained_ = false;
};

/// The samples made softer: 10^(dB/20), rounded; `gain_db` above 0 counts as 0, so nothing clips.
std::vector<std::int16_t> with_gain(const std::vector<std::int16_t>& samples, double gain_db);

}  // namespace ui::shell
