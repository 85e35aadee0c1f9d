// SDL's queue of samples.
#include "ui/shell/sdl_audio.h"

#include <SDL.h>

#include <algorithm>
#include <cmath>

#include "kiosk/base/log.h"
#include "kiosk/base/secure_memory.h"

namespace ui::shell {

using voice::AudioOutput;

namespace {
constexpr Uint16 kDeviceBuffer = 512;  // samples: 23 ms at 22,050 Hz, all that is heard after a stop
}

std::vector<std::int16_t> with_gain(const std::vector<std::int16_t>& samples, double gain_db) {
  const double factor = std::pow(10.0, std::min(0.0, gain_db) / 20);
  std::vector<std::int16_t> out(samples.size());
  std::transform(samples.begin(), samples.end(), out.begin(), [factor](std::int16_t sample) {
    return static_cast<std::int16_t>(std::lround(sample * factor));
  });
  return out;
}

SdlAudio::SdlAudio(AudioDevices devices) : names_(std::move(devices)) {
  started_ = SDL_InitSubSystem(SDL_INIT_AUDIO) == 0;
}

SdlAudio::~SdlAudio() {
  close();
  if (started_) SDL_QuitSubSystem(SDL_INIT_AUDIO);
}

void SdlAudio::close() {
  if (device_ == 0) return;
  SDL_ClearQueuedAudio(device_);
  SDL_CloseAudioDevice(device_);
  device_ = 0;
}

bool SdlAudio::open(AudioOutput output, int rate) {
  if (device_ != 0 && output == output_ && rate == rate_) return true;
  close();
  SDL_AudioSpec wanted{};
  wanted.freq = rate;
  wanted.format = AUDIO_S16SYS;
  wanted.channels = 1;
  wanted.samples = kDeviceBuffer;
  const std::string& name = output == AudioOutput::Headset ? names_.headset : names_.speaker;
  device_ = started_ ? SDL_OpenAudioDevice(name.empty() ? nullptr : name.c_str(), 0, &wanted, nullptr, 0) : 0;
  if (device_ == 0) {
    if (!complained_)
      kiosk::base::log(kiosk::base::LogLevel::Warning, "audio", std::string("no sound: ") + SDL_GetError());
    complained_ = true;
    return false;
  }
  output_ = output;
  rate_ = rate;
  SDL_PauseAudioDevice(device_, 0);
  return true;
}

void SdlAudio::play(const voice::Sound& sound, AudioOutput output, double gain_db) {
  if (!open(output, sound.rate)) return;
  std::vector<std::int16_t> samples = with_gain(sound.samples, gain_db);
  const std::size_t bytes = samples.size() * sizeof(std::int16_t);
  SDL_QueueAudio(device_, samples.data(), static_cast<Uint32>(bytes));
  kiosk::base::wipe(samples.data(), bytes);
}

void SdlAudio::silence() {
  if (device_ != 0) SDL_ClearQueuedAudio(device_);
}

kiosk::base::Duration SdlAudio::remaining() const {
  if (device_ == 0) return kiosk::base::Duration{0};
  const auto samples = static_cast<std::int64_t>(SDL_GetQueuedAudioSize(device_) / sizeof(std::int16_t));
  return kiosk::base::Duration{samples * 1000 / rate_};
}

}  // namespace ui::shell
