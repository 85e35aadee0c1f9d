// Reading config/voice/speech.json.
#include "ui/voice/voice_settings.h"

#include <algorithm>
#include <cmath>

#include "kiosk/base/json_file.h"

namespace ui::voice {

using kiosk::base::Duration;
using kiosk::base::Json;

namespace {

Duration seconds(const Json& value) { return Duration{std::llround(value.get<double>() * 1000)}; }

kiosk::base::Status check(const VoiceSettings& voice, const std::string& file) {
  const bool rates =
      voice.default_rate < voice.rates.size() && std::is_sorted(voice.rates.begin(), voice.rates.end());
  const bool volumes = voice.default_volume_headset < voice.volumes_db.size() &&
                       voice.default_volume_speaker < voice.volumes_db.size() &&
                       std::is_sorted(voice.volumes_db.begin(), voice.volumes_db.end());
  const bool speeds = voice.words_per_minute.size() == voice.rates.size() &&
                      std::is_sorted(voice.words_per_minute.begin(), voice.words_per_minute.end());
  if (rates && volumes && speeds) return {};
  return kiosk::base::fail(
      kiosk::base::ErrorCode::InvalidData,
      "steps must rise, each rate needs its words a minute, and each default must be a step", file);
}

}  // namespace

int VoiceSettings::words_per_minute_at(double rate) const {
  const auto above = std::lower_bound(rates.begin(), rates.end(), rate);
  if (above == rates.end()) return words_per_minute.back();
  const auto i = static_cast<std::size_t>(above - rates.begin());
  if (i == 0 || *above == rate) return words_per_minute[i];
  const double share = (rate - rates[i - 1]) / (rates[i] - rates[i - 1]);
  return static_cast<int>(std::lround(std::lerp(words_per_minute[i - 1], words_per_minute[i], share)));
}

kiosk::base::Result<VoiceSettings> VoiceSettings::load(const std::filesystem::path& config) {
  const auto rules = kiosk::base::JsonSchema::load(config / "schemas" / "speech.schema.json");
  if (!rules) return tl::unexpected(rules.error());
  const auto file = config / "voice" / "speech.json";
  const auto json = kiosk::base::read_checked_json(file, *rules);
  if (!json) return tl::unexpected(json.error());
  VoiceSettings voice;
  json->at("program").get_to(voice.program);
  json->at("voices").at("zh-CN").get_to(voice.voice_zh);
  json->at("voices").at("en").get_to(voice.voice_en);
  json->at("words_per_minute").get_to(voice.words_per_minute);
  json->at("rates").get_to(voice.rates);
  json->at("default_rate").get_to(voice.default_rate);
  json->at("volumes_db").get_to(voice.volumes_db);
  json->at("default_volume_headset").get_to(voice.default_volume_headset);
  json->at("default_volume_speaker").get_to(voice.default_volume_speaker);
  voice.lead = Duration{json->at("lead_ms").get<int>()};
  voice.sentence_limit = seconds(json->at("sentence_limit_s"));
  voice.hint_after = seconds(json->at("hint_after_s"));
  json->at("idle_factor").get_to(voice.idle_factor);
  voice.panel_wait = Duration{json->at("panel_wait_ms").get<int>()};
  voice.panel_retry = Duration{json->at("panel_retry_ms").get<int>()};
  voice.speaker_device = json->value("speaker_device", "");
  voice.headset_device = json->value("headset_device", "");
  if (auto good = check(voice, file.string()); !good) return tl::unexpected(good.error());
  return voice;
}

}  // namespace ui::voice
