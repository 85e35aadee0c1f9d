// Sound: samples of one sentence, and reading them from a WAV file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace ui::voice {

/// Mono, signed 16 bit. Wiped at the end of its life: it may say something personal.
struct Sound {
  Sound() = default;
  Sound(int hertz, std::vector<std::int16_t> wave) : rate(hertz), samples(std::move(wave)) {}
  Sound(Sound&&) noexcept = default;
  Sound& operator=(Sound&& other) noexcept;
  Sound(const Sound&) = delete;
  Sound& operator=(const Sound&) = delete;
  ~Sound();
  kiosk::base::Duration length() const;

  int rate = 22'050;  ///< samples a second
  std::vector<std::int16_t> samples;
};

/// RIFF/WAVE, PCM, 16 bit, one channel. A data size that is too large (a stream's) ends with the bytes.
kiosk::base::Result<Sound> parse_wav(std::string_view bytes);

}  // namespace ui::voice
