// SpeechSource: a sentence in, its sound out. Recorded clips first, else a synthesiser in a child process.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "kiosk/base/secure.h"
#include "kiosk/catalog/texts.h"
#include "ui/voice/readings.h"
#include "ui/voice/sound.h"
#include "ui/voice/voice_settings.h"

namespace ui::voice {

struct Sentence {
  kiosk::base::SecureString text;  ///< as it stands on the screen
  kiosk::catalog::Language language = kiosk::catalog::Language::ZhCn;
  double rate = 1;
};

/// Blocks until the sound is made: not for the main thread. One call at a time.
class SpeechSource {
 public:
  virtual ~SpeechSource() = default;
  /// Canceled when `stop` is requested, which ends a child at once.
  virtual kiosk::base::Result<Sound> make(const Sentence& sentence, const std::stop_token& stop) = 0;
};

/// espeak-ng (GPL) as a child process: text through standard input only, WAV from standard output.
class Synthesiser final : public SpeechSource {
 public:
  Synthesiser(VoiceSettings settings, Readings readings)
      : settings_(std::move(settings)), readings_(std::move(readings)) {}
  kiosk::base::Result<Sound> make(const Sentence& sentence, const std::stop_token& stop) override;
  /// What is handed to the synthesiser.
  kiosk::base::SecureString prepared(const Sentence& sentence) const;

 private:
  VoiceSettings settings_;
  Readings readings_;
};

/// Clips by text id: FOLDER/<language>/<text id>.wav speaks the text of that id at rate 1; other texts and
/// other rates go to `otherwise`.
class Clips final : public SpeechSource {
 public:
  Clips(const std::filesystem::path& folder, const kiosk::catalog::Texts& texts,
        std::unique_ptr<SpeechSource> otherwise);
  kiosk::base::Result<Sound> make(const Sentence& sentence, const std::stop_token& stop) override;

 private:
  using Files = std::map<std::string, std::filesystem::path, std::less<>>;  // by the text itself
  Files chinese_, english_;
  std::unique_ptr<SpeechSource> otherwise_;
};

/// Clips of CONFIG/voice/clips before the synthesiser. The error names the file that is wrong.
kiosk::base::Result<std::unique_ptr<SpeechSource>> make_speech_source(const std::filesystem::path& config,
                                                                      const VoiceSettings& settings,
                                                                      const kiosk::catalog::Texts& texts);

}  // namespace ui::voice
