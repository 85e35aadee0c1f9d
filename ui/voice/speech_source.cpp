// espeak-ng behind pipes, and clips.
#include "ui/voice/speech_source.h"

#include <utility>

#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "kiosk/base/secure_memory.h"
#include "ui/voice/spoken_form.h"

namespace ui::voice {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::SecureString;
using kiosk::catalog::Language;

namespace {

constexpr std::size_t kLongestSound = 16U << 20;

void wipe(std::string& text) { kiosk::base::wipe(text.data(), text.size()); }

}  // namespace

SecureString Synthesiser::prepared(const Sentence& sentence) const {
  SecureString spoken = spoken_form(sentence.text.reveal(), sentence.language);
  return sentence.language == Language::ZhCn ? readings_.apply(spoken.reveal()) : std::move(spoken);
}

Result<Sound> Synthesiser::make(const Sentence& sentence, const std::stop_token& stop) {
  const std::string& voice = sentence.language == Language::ZhCn ? settings_.voice_zh : settings_.voice_en;
  const SecureString text = prepared(sentence);
  kiosk::base::ProcessRequest request;
  request.arguments = {
      settings_.program, "-v",      voice, "-s", std::to_string(settings_.words_per_minute_at(sentence.rate)),
      "--stdin",         "--stdout"};
  request.input = text.reveal();
  request.deadline = settings_.sentence_limit;
  request.output_limit = kLongestSound;
  auto outcome = kiosk::base::run_process(request, stop);
  wipe(request.input);
  if (!outcome) return tl::unexpected(outcome.error());
  Result<Sound> sound = outcome->exit_status == 0
                            ? parse_wav(outcome->output)
                            : fail(ErrorCode::Unavailable,
                                   settings_.program + " ended with " + std::to_string(outcome->exit_status));
  wipe(outcome->output);
  return sound;
}

Clips::Clips(const std::filesystem::path& folder, const kiosk::catalog::Texts& texts,
             std::unique_ptr<SpeechSource> otherwise)
    : otherwise_(std::move(otherwise)) {
  for (const auto& [id, text] : texts.all()) {
    for (const Language language : {Language::ZhCn, Language::En}) {
      const auto file = folder / std::string(to_string(language)) / (id + ".wav");
      std::error_code absent;
      if (!std::filesystem::is_regular_file(file, absent)) continue;
      (language == Language::ZhCn ? chinese_ : english_).emplace(text.in(language), file);
    }
  }
}

Result<Sound> Clips::make(const Sentence& sentence, const std::stop_token& stop) {
  const Files& files = sentence.language == Language::ZhCn ? chinese_ : english_;
  const auto clip = files.find(sentence.text.reveal());
  if (clip == files.end() || sentence.rate != 1) return otherwise_->make(sentence, stop);
  return kiosk::base::read_file(clip->second, kLongestSound).and_then([](const std::string& bytes) {
    return parse_wav(bytes);
  });
}

Result<std::unique_ptr<SpeechSource>> make_speech_source(const std::filesystem::path& config,
                                                         const VoiceSettings& settings,
                                                         const kiosk::catalog::Texts& texts) {
  auto readings = Readings::load(config);
  if (!readings) return tl::unexpected(readings.error());
  auto synthesiser = std::make_unique<Synthesiser>(settings, std::move(*readings));
  return std::make_unique<Clips>(config / "voice" / "clips", texts, std::move(synthesiser));
}

}  // namespace ui::voice
