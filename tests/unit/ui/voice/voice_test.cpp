// The queue stops at once, gives the loudspeaker nothing personal, and the synthesiser's sound is sound.
#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <numeric>

#include "kiosk/base/file.h"
#include "kiosk/catalog/service_catalog.h"
#include "tests/support/temporary_folder.h"
#include "ui/toolkit/button.h"
#include "ui/toolkit/ui_host.h"
#include "ui/voice/narrator.h"
#include "ui/voice/voice.h"

namespace ui::voice {
namespace {

namespace base = kiosk::base;
using kiosk::catalog::Language;

const kiosk::catalog::ServiceCatalog& catalog() {
  static const auto loaded = kiosk::catalog::ServiceCatalog::load("config").value();
  return loaded;
}

/// One second of sound for each sentence; remembers what it was asked.
class OneSecond final : public SpeechSource {
 public:
  base::Result<Sound> make(const Sentence& sentence, const std::stop_token&) override {
    asked.emplace_back(sentence.text.reveal());
    return Sound(8'000, std::vector<std::int16_t>(8'000, 1000));
  }
  std::vector<std::string> asked;
};

/// A loudspeaker on a manual clock.
class Ear final : public AudioSink {
 public:
  explicit Ear(const base::Clock& clock) : clock_(clock) {}
  void play(const Sound& sound, AudioOutput, double) override {
    ++played;
    end_ = std::max(end_, clock_.now()) + sound.length();
  }
  void silence() override { end_ = clock_.now(); }
  base::Duration remaining() const override { return std::max(base::Duration{0}, end_ - clock_.now()); }
  int played = 0;

 private:
  const base::Clock& clock_;
  base::MonoTime end_;
};

struct Stage {
  base::ManualClock clock;
  base::ManualExecutor main{clock};
  OneSecond source;
  Ear ear{clock};
  Voice voice{{source, main, main, ear}, base::Duration{150}};
};

Utterances sentences(int count) {
  Utterances all(static_cast<std::size_t>(count));
  for (auto& one : all) one.add("一句话");
  return all;
}

BOOST_AUTO_TEST_SUITE(voice)

BOOST_AUTO_TEST_CASE(speaks_one_sentence_after_the_other_and_makes_only_one_ahead) {
  Stage stage;
  stage.voice.say(sentences(4));
  stage.main.run_ready();
  BOOST_TEST(stage.ear.played == 1);
  BOOST_TEST(stage.source.asked.size() == 2U);
  stage.main.advance(base::Duration{850});
  BOOST_TEST(stage.ear.played == 2);
  stage.main.advance(base::Duration{4'000});
  BOOST_TEST(stage.ear.played == 4);
  BOOST_TEST(!stage.voice.speaking());
}

BOOST_AUTO_TEST_CASE(a_stop_is_silence_at_once_and_nothing_of_before_follows) {
  Stage stage;
  stage.voice.say(sentences(4));
  stage.main.run_ready();
  stage.voice.stop();
  BOOST_TEST(stage.ear.remaining().count() == 0);
  stage.main.advance(base::Duration{5'000});
  BOOST_TEST(stage.ear.played == 1);
}

BOOST_AUTO_TEST_CASE(a_sentence_that_is_being_made_when_the_stop_comes_is_not_heard) {
  Stage stage;
  stage.voice.say(sentences(2));
  stage.voice.stop();
  stage.main.advance(base::Duration{5'000});
  BOOST_TEST(stage.ear.played == 0);
}

BOOST_AUTO_TEST_CASE(a_touch_ends_the_speech_before_its_frame_is_shown) {
  Stage stage;
  toolkit::UiHost host(toolkit::load_themes("config/theme", "config/schemas/theme.schema.json").value(),
                       toolkit::Display{}, stage.clock);
  const auto build = [&stage](toolkit::Ui& ui) {
    if (ui.touch.had_event()) stage.voice.stop();
    toolkit::button(ui, {100, 100, 300, 200}, {.id = "one", .label = "一"});
  };
  host.frame(build);
  stage.voice.say(sentences(3));
  stage.main.run_ready();
  BOOST_TEST(stage.ear.remaining().count() == 1000);
  const base::MonoTime touched = stage.clock.now();
  host.input().finger_down(1, {200, 200});
  host.frame(build);
  BOOST_TEST(stage.ear.remaining().count() == 0);
  BOOST_TEST((stage.clock.now() - touched).count() <= 100);
  stage.main.advance(base::Duration{3'000});
  BOOST_TEST(stage.ear.played == 1);
}

BOOST_AUTO_TEST_CASE(the_loudspeaker_says_filled_in_and_the_headset_says_it_in_full) {
  Stage stage;
  toolkit::UiTree tree;
  toolkit::Node& node = tree.add("name", toolkit::Role::Field, {});
  node.set_name("姓名");
  node.set_value(base::SecureString("测试人甲"));
  const Narrator narrator(catalog().texts());
  for (const AudioOutput output : {AudioOutput::Speaker, AudioOutput::Headset}) {
    Manner manner;
    manner.output = output;
    stage.voice.set_manner(manner);
    stage.voice.say(narrator.everything(tree, Language::ZhCn));
    stage.main.advance(base::Duration{2'000});
  }
  BOOST_TEST(stage.source.asked.at(0) == "姓名，已填写。");
  BOOST_TEST(stage.source.asked.at(1) == "姓名，测试人甲。");
}

BOOST_AUTO_TEST_CASE(a_page_is_told_once_and_then_only_what_changes) {
  Narrator narrator(catalog().texts());
  toolkit::UiTree tree;
  const auto draw = [&tree](const char* status, const char* focus) {
    tree.begin_frame();
    tree.add("", toolkit::Role::Heading, {}).set_name("请选择");
    tree.add("", toolkit::Role::Status, {}).set_name(status);
    for (const char* id : {"a", "b"}) {
      toolkit::Node& choice = tree.add(id, toolkit::Role::Button, {});
      choice.set_name(id);
      choice.operable = true;
      choice.state.focused = std::string(id) == focus;
    }
  };
  draw("还有 20 秒", "");
  BOOST_TEST(narrator.follow(tree, Language::ZhCn).new_page);
  draw("还有 19 秒", "");
  BOOST_TEST(narrator.follow(tree, Language::ZhCn).utterances.empty(), "a countdown is not told again");
  draw("还有 19 秒", "b");
  const Narration focus = narrator.follow(tree, Language::ZhCn);
  BOOST_TEST(focus.interrupts);
  BOOST_TEST(focus.utterances.at(0).open == "b。");
  draw("读取成功", "b");
  BOOST_TEST(narrator.follow(tree, Language::ZhCn).utterances.at(0).open == "读取成功。");
}

BOOST_AUTO_TEST_CASE(the_synthesiser_speaks_at_each_rate_without_clipping) {
  const auto settings = VoiceSettings::load("config").value();
  BOOST_TEST(settings.rates.size() == 7U);
  Synthesiser synthesiser(settings, Readings::load("config").value());
  Sentence sentence;
  sentence.text = base::SecureString("请把身份证放在亮灯的读卡区，读完后自动继续。");
  double before = 1e9, slowest = 0;
  for (const double rate : settings.rates) {
    sentence.rate = rate;
    const auto sound = synthesiser.make(sentence, {});
    BOOST_TEST_REQUIRE(sound.has_value());
    const auto [least, most] = std::minmax_element(sound->samples.begin(), sound->samples.end());
    BOOST_TEST(*most < 32'767);
    BOOST_TEST(*least > -32'768);
    BOOST_TEST(*most > 3'000, "too soft to be heard");
    const auto length = static_cast<double>(sound->length().count());
    BOOST_TEST_MESSAGE("rate " << rate << ": " << length << " ms, peak " << *most);
    BOOST_TEST(length < before);
    if (rate == 0.5) slowest = length;
    BOOST_TEST(slowest / length == rate / 0.5, boost::test_tools::tolerance(0.08));
    before = length;
  }
}

BOOST_AUTO_TEST_CASE(a_clip_is_played_instead_of_the_synthesiser) {
  const kiosk::tests::TemporaryFolder folder;
  std::filesystem::create_directories(folder.path() / "zh-CN");
  std::string wav(
      "RIFF\x2c\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1f\0\0\x80\x3e\0\0\2\0\x10\0data\4\0\0\0\1\0\2\0", 48);
  BOOST_REQUIRE(base::write_file_atomically(folder.path() / "zh-CN" / "bar.home.wav", wav));
  auto otherwise = std::make_unique<OneSecond>();
  Clips clips(folder.path(), catalog().texts(), std::move(otherwise));
  Sentence sentence;
  sentence.text = base::SecureString("首页");
  BOOST_TEST(clips.make(sentence, {}).value().samples.size() == 2U);
  sentence.rate = 2;
  BOOST_TEST(clips.make(sentence, {}).value().samples.size() == 8'000U);
}

BOOST_AUTO_TEST_CASE(a_wrong_sound_file_is_an_error) {
  BOOST_TEST(!parse_wav("RIFF"));
  BOOST_TEST(!parse_wav(std::string("RIFF\0\0\0\0WAVE", 12)));
  BOOST_TEST(!parse_wav(std::string("RIFF\0\0\0\0WAVEfmt \xff\xff\xff\xff", 20)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::voice
