// Spoiling, delaying and dripping of answers.
#include "drivers/emulation/line_faults.h"

#include <utility>

namespace drivers::emulation {

kiosk::base::Json LineFaults::describe() const {
  return {{"mute", mute},
          {"slow", slow},
          {"garbage", garbage.times},
          {"late", late.times},
          {"spoiled", spoil.times}};
}

void FaultyLine::send(std::vector<std::uint8_t> bytes) {
  if (faults_.mute || bytes.empty()) return;
  if (faults_.spoil.strikes() && faults_.spoiler) faults_.spoiler(bytes);
  if (faults_.garbage.strikes()) add_garbage(bytes);
  const bool late = faults_.late.strikes();
  if (!late && held_.empty()) return deliver(std::move(bytes));
  held_.push_back(std::move(bytes));
  if (!late) return;
  loop_.post_after(faults_.late_by, [this, generation = generation_] {
    if (generation == generation_) release();
  });
}

void FaultyLine::forget() {
  ++generation_;
  held_.clear();
}

void FaultyLine::release() {
  const auto answers = std::exchange(held_, {});
  for (const auto& answer : answers) deliver(answer);
}

void FaultyLine::add_garbage(std::vector<std::uint8_t>& bytes) {
  std::vector<std::uint8_t> noise(faults_.garbage_bytes);
  for (std::uint8_t& byte : noise) byte = static_cast<std::uint8_t>(random_() & 0xFF);
  std::size_t at = 0;
  if (faults_.garbage_at == GarbageAt::Inside) at = bytes.size() / 2;
  if (faults_.garbage_at == GarbageAt::After) at = bytes.size();
  bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), noise.begin(), noise.end());
}

void FaultyLine::deliver(std::vector<std::uint8_t> bytes) {
  if (!faults_.slow) return port_.send(bytes);
  deliver_slowly(std::move(bytes), 0, generation_);
}

void FaultyLine::deliver_slowly(std::vector<std::uint8_t> bytes, std::size_t from, std::uint64_t generation) {
  if (generation != generation_ || from >= bytes.size()) return;
  port_.send(std::span(bytes).subspan(from, 1));
  loop_.post_after(kiosk::base::Duration{0}, [this, bytes = std::move(bytes), from, generation]() mutable {
    deliver_slowly(std::move(bytes), from + 1, generation);
  });
}

}  // namespace drivers::emulation
