// zinnia's recogniser and its model.
#include "ui/entry/handwriting.h"

#include <zinnia.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>

namespace ui::entry {
namespace base = kiosk::base;

namespace {

constexpr int kCanvas = 1000;
/// The model parts 口 from 囗 by its size: each reading is looked at large and small.
constexpr std::array kMargins{0.1F, 0.55F};
/// A reading that leaves something out must fit this much better.
constexpr float kSplitPenalty = 0.03F;

struct Closer {
  void operator()(zinnia_recognizer_t* it) const { zinnia_recognizer_destroy(it); }
  void operator()(zinnia_character_t* it) const { zinnia_character_destroy(it); }
  void operator()(zinnia_result_t* it) const { zinnia_result_destroy(it); }
};
using Character = std::unique_ptr<zinnia_character_t, Closer>;

/// The ink in the middle of the canvas with this share of its size as margin, its shape kept.
Character to_character(const Ink& ink, float margin) {
  float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
  for (const InkStroke& stroke : ink) {
    for (const InkPoint point : stroke) {
      left = std::min(left, point.x), right = std::max(right, point.x);
      top = std::min(top, point.y), bottom = std::max(bottom, point.y);
    }
  }
  const float side = std::max({right - left, bottom - top, 1e-3F}) * (1 + 2 * margin);
  const float x0 = (left + right) / 2 - side / 2, y0 = (top + bottom) / 2 - side / 2;
  Character character(zinnia_character_new());
  zinnia_character_set_width(character.get(), kCanvas);
  zinnia_character_set_height(character.get(), kCanvas);
  for (std::size_t s = 0; s < ink.size(); ++s) {
    for (const InkPoint point : ink[s]) {
      zinnia_character_add(character.get(), s, static_cast<int>((point.x - x0) / side * kCanvas),
                           static_cast<int>((point.y - y0) / side * kCanvas));
    }
  }
  return character;
}

}  // namespace

struct Handwriting::Recognizer {
  std::unique_ptr<zinnia_recognizer_t, Closer> it{zinnia_recognizer_new()};
};

Handwriting::Handwriting(std::unique_ptr<Recognizer> recognizer) : recognizer_(std::move(recognizer)) {}
Handwriting::~Handwriting() = default;

base::Result<std::unique_ptr<Handwriting>> Handwriting::open(const std::filesystem::path& model) {
  auto recognizer = std::make_unique<Recognizer>();
  if (zinnia_recognizer_open(recognizer->it.get(), model.c_str()) == 0) {
    return base::fail(base::ErrorCode::NotFound, "the model of handwriting cannot be opened", model.string());
  }
  return std::unique_ptr<Handwriting>(new Handwriting(std::move(recognizer)));
}

struct Handwriting::Scores {
  std::map<std::string, float> best;
};

void Handwriting::classify(const Ink& ink, float penalty, std::size_t at_most, Scores& scores) const {
  for (const float margin : kMargins) {
    const Character character = to_character(ink, margin);
    const std::unique_ptr<zinnia_result_t, Closer> result(
        zinnia_recognizer_classify(recognizer_->it.get(), character.get(), at_most));
    const std::size_t count = result ? zinnia_result_size(result.get()) : 0;
    for (std::size_t i = 0; i < count; ++i) {
      const float score = zinnia_result_score(result.get(), i) - penalty;
      const auto [at, fresh] = scores.best.emplace(zinnia_result_value(result.get(), i), score);
      if (!fresh) at->second = std::max(at->second, score);
    }
  }
}

std::vector<base::SecureString> Handwriting::recognize(const Ink& ink, std::size_t at_most) const {
  Scores scores;
  const auto readings = ink.empty() ? std::vector<Ink>{} : readings_of(ink);
  for (std::size_t i = 0; i < readings.size(); ++i)
    classify(readings[i], i == 0 ? 0.F : kSplitPenalty, at_most, scores);
  std::vector<std::pair<float, std::string_view>> order;
  for (const auto& [word, score] : scores.best) order.emplace_back(-score, word);
  std::sort(order.begin(), order.end());
  std::vector<base::SecureString> words;
  for (const auto& [score, word] : order) {
    if (words.size() < at_most) words.emplace_back(word);
  }
  return words;
}

}  // namespace ui::entry
