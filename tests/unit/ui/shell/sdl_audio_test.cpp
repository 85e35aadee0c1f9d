// Volume steps, and a queue that falls silent.
#include <boost/test/unit_test.hpp>
#include <cmath>
#include <cstdlib>

#include "ui/shell/sdl_audio.h"
#include "ui/voice/voice_settings.h"

namespace ui::shell {
namespace {

double loudness(const std::vector<std::int16_t>& samples) {
  double sum = 0;
  for (const double sample : samples) sum += sample * sample;
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

BOOST_AUTO_TEST_SUITE(sdl_audio)

BOOST_AUTO_TEST_CASE(each_volume_step_is_louder_and_they_span_more_than_18_decibels) {
  const auto settings = voice::VoiceSettings::load("config").value();
  const std::vector<std::int16_t> wave(1'000, 20'000);
  double before = 0, softest = 0;
  for (const double decibels : settings.volumes_db) {
    const double now = loudness(with_gain(wave, decibels));
    BOOST_TEST(now > before);
    if (softest == 0) softest = now;
    before = now;
  }
  BOOST_TEST(before / softest >= 7.9);
  BOOST_TEST(loudness(with_gain(wave, 6)) == 20'000.0, "louder than the sound itself would clip");
}

BOOST_AUTO_TEST_CASE(silence_empties_the_queue) {
  setenv("SDL_AUDIODRIVER", "dummy", 1);
  SdlAudio audio({});
  const voice::Sound second(22'050, std::vector<std::int16_t>(22'050, 1'000));
  audio.play(second, voice::AudioOutput::Headset, 0);
  BOOST_TEST(audio.remaining().count() > 500);
  audio.silence();
  BOOST_TEST(audio.remaining().count() == 0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::shell
