// VoiceSettings: how the terminal speaks, from config/voice/speech.json.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace ui::voice {

struct VoiceSettings {
  std::string program;   ///< espeak-ng
  std::string voice_zh;  ///< cmn-latn-pinyin
  std::string voice_en;
  std::vector<int> words_per_minute{160};        ///< the synthesiser's number for each of the rates
  std::vector<double> rates{1.0};                ///< slow to fast, 0.5 … 2
  std::size_t default_rate = 0;                  ///< index of rates
  std::vector<double> volumes_db{0.0};           ///< soft to loud, of full scale
  std::size_t default_volume_headset = 0;        ///< index of volumes_db
  std::size_t default_volume_speaker = 0;        ///< index of volumes_db
  kiosk::base::Duration lead{150};               ///< the next sentence is handed over so early
  kiosk::base::Duration sentence_limit{10'000};  ///< for making one sentence's sound
  kiosk::base::Duration hint_after{8'000};       ///< silence before the hint how to go on
  double idle_factor = 2;                        ///< idle timers with voice on
  kiosk::base::Duration panel_wait{500};         ///< one request for a key
  kiosk::base::Duration panel_retry{2'000};      ///< pause after a panel that does not answer
  std::string speaker_device, headset_device;    ///< names of sound devices; empty: the system's own

  /// The synthesiser's number for a rate; between two rates in proportion.
  int words_per_minute_at(double rate) const;

  /// Reads CONFIG/voice/speech.json. InvalidData when a default is not a step of its list.
  static kiosk::base::Result<VoiceSettings> load(const std::filesystem::path& config);
};

}  // namespace ui::voice
