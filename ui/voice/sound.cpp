// WAV reading (Microsoft RIFF: chunks of a four-letter name, a little-endian size and the content).
#include "ui/voice/sound.h"

#include <algorithm>
#include <cstring>

#include "kiosk/base/secure_memory.h"

namespace ui::voice {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

namespace {

template <class Number>
Number number_at(std::string_view bytes, std::size_t at) {
  Number value{};
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return value;
}

constexpr std::size_t kRiffHeader = 12;
constexpr std::size_t kChunkHeader = 8;
constexpr std::size_t kFormatSize = 16;

}  // namespace

Sound::~Sound() { kiosk::base::wipe(samples.data(), samples.size() * sizeof(std::int16_t)); }

Sound& Sound::operator=(Sound&& other) noexcept {
  kiosk::base::wipe(samples.data(), samples.size() * sizeof(std::int16_t));
  samples = std::move(other.samples);
  rate = other.rate;
  return *this;
}

kiosk::base::Duration Sound::length() const {
  return kiosk::base::Duration{static_cast<std::int64_t>(samples.size()) * 1000 / rate};
}

kiosk::base::Result<Sound> parse_wav(std::string_view bytes) {
  if (bytes.size() < kRiffHeader || bytes.substr(0, 4) != "RIFF" || bytes.substr(8, 4) != "WAVE") {
    return fail(ErrorCode::InvalidData, "not a WAV file");
  }
  int rate = 0;
  for (std::size_t at = kRiffHeader; at + kChunkHeader <= bytes.size();) {
    const std::string_view name = bytes.substr(at, 4);
    const std::size_t size = number_at<std::uint32_t>(bytes, at + 4);
    const std::string_view body = bytes.substr(at + kChunkHeader, size);
    if (name == "fmt " && body.size() >= kFormatSize) {
      const bool usable = number_at<std::uint16_t>(body, 0) == 1 && number_at<std::uint16_t>(body, 2) == 1 &&
                          number_at<std::uint16_t>(body, 14) == 16;
      rate = usable ? static_cast<int>(number_at<std::uint32_t>(body, 4)) : 0;
      if (rate < 8'000 || rate > 96'000) return fail(ErrorCode::Unsupported, "not 16-bit mono PCM");
    }
    if (name == "data" && rate > 0) {
      std::vector<std::int16_t> samples(body.size() / sizeof(std::int16_t));
      std::memcpy(samples.data(), body.data(), samples.size() * sizeof(std::int16_t));
      return Sound{rate, std::move(samples)};
    }
    at += kChunkHeader + size + size % 2;
  }
  return fail(ErrorCode::InvalidData, "a WAV file without sound");
}

}  // namespace ui::voice
