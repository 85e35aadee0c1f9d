// The queue of sentences.
#include "ui/voice/voice.h"

#include <algorithm>

#include "kiosk/base/log.h"

namespace ui::voice {

using kiosk::base::Duration;
using kiosk::base::Result;

void Voice::say(Utterances utterances) {
  for (Utterance& utterance : utterances) {
    if (!utterance.empty()) waiting_.push_back(std::move(utterance));
  }
  make_next();
}

void Voice::stop() {
  rooms_.sink.silence();
  ++generation_;
  stop_.request_stop();
  stop_ = std::stop_source();
  waiting_.clear();
  next_.reset();
  making_ = false;
  rooms_.main.cancel(timer_);
}

void Voice::make_next() {
  if (making_ || next_ || waiting_.empty()) return;
  making_ = true;
  const bool private_ear = manner_.output == AudioOutput::Headset;
  // Tasks are copied: what they carry is shared, and moved out once.
  const auto utterance = std::make_shared<Utterance>(std::move(waiting_.front()));
  waiting_.pop_front();
  const auto sentence = std::make_shared<Sentence>();
  sentence->text = private_ear ? utterance->full : kiosk::base::SecureString(utterance->open);
  sentence->language = manner_.language;
  sentence->rate = manner_.rate;
  const auto work = [this, utterance, sentence, output = manner_.output, generation = generation_,
                     stop = stop_.get_token()] {
    auto made =
        std::make_shared<Made>(Made{std::move(*utterance), output, rooms_.source.make(*sentence, stop)});
    rooms_.main.post([this, made, generation] { take(generation, std::move(*made)); });
  };
  rooms_.worker.post(work);
}

void Voice::take(std::uint64_t generation, Made made) {
  if (generation != generation_) return;
  making_ = false;
  if (!made.sound) kiosk::base::log(kiosk::base::LogLevel::Warning, "voice", made.sound.error().to_string());
  next_ = std::move(made);
  const Duration wait = rooms_.sink.remaining() - lead_;
  if (wait.count() <= 0) return hand_over();
  timer_ = rooms_.main.post_after(wait, [this] { hand_over(); });
}

void Voice::hand_over() {
  if (!next_) return;
  // The headset may have been pulled out meanwhile: then a stop came before, and nothing waits here.
  if (next_->sound) rooms_.sink.play(*next_->sound, next_->output, manner_.gain_db);
  if (heard_) heard_(next_->utterance, next_->output);
  next_.reset();
  make_next();
}

}  // namespace ui::voice
