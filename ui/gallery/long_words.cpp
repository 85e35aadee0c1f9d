// A pseudo language: every wording longer by two fifths, so that what does not fit is found before a
// translator finds it.
#include "kiosk/base/text.h"
#include "ui/gallery/stage.h"

namespace ui::gallery {
namespace {

/// One more than two fifths, so that short words grow, too.
std::size_t extra_length(std::size_t length) { return (length * 2 + 4) / 5; }

/// Han characters are repeated, others become a word of as many letters; placeholders stay as they are.
std::string lengthened_wording(const std::string& wording, catalog::Language language) {
  if (wording.empty()) return wording;
  if (language == catalog::Language::En) {
    std::string longer = wording + " ";
    const std::size_t letters = extra_length(wording.size());
    for (std::size_t i = 0; i < letters; ++i) longer += i % 7 == 6 ? ' ' : "ettinor"[i % 7];
    while (longer.back() == ' ') longer.pop_back();
    return longer;
  }
  std::string longer = wording;
  constexpr std::string_view kFiller = "的长文字测试用";
  constexpr std::size_t kBytes = 3;  // of each of these characters in UTF-8
  const std::size_t wanted = extra_length(kiosk::base::to_code_points(wording).size());
  for (std::size_t i = 0; i < wanted; ++i) longer += kFiller.substr(i * kBytes % kFiller.size(), kBytes);
  return longer;
}

void lengthen(catalog::Text& text) {
  for (const auto language : catalog::kLanguages) {
    std::string& wording = text.wordings[static_cast<std::size_t>(language)];
    wording = lengthened_wording(wording, language);
  }
}

void lengthen(std::vector<catalog::Text>& texts) {
  for (catalog::Text& text : texts) lengthen(text);
}

void lengthen_service(catalog::ServiceDefinition& service) {
  for (catalog::Text* text : {&service.name, &service.summary, &service.who, &service.result, &service.time,
                              &service.fee, &service.basis}) {
    lengthen(*text);
  }
  lengthen(service.notice);
  for (catalog::FieldRule& field : service.form) {
    for (catalog::Text* text : {&field.question, &field.label, &field.hint}) lengthen(*text);
    for (catalog::Choice& choice : field.choices) {
      lengthen(choice.label);
      lengthen(choice.hint);
    }
  }
  for (catalog::Material& material : service.materials) {
    lengthen(material.name);
    lengthen(material.hint);
  }
  for (catalog::PromiseText& promise : service.promises) lengthen(promise.paragraphs);
}

}  // namespace

const catalog::ServiceCatalog& long_catalog() {
  static const catalog::ServiceCatalog longer = [] {
    auto texts = real_catalog().texts().all();
    for (auto& [id, text] : texts) {
      if (id != "keyboard.numbers") lengthen(text);  // ten words, one for each candidate
    }
    auto services = real_catalog().services();
    for (auto& service : services) lengthen_service(service);
    return catalog::ServiceCatalog(std::move(services), catalog::Texts(std::move(texts)),
                                   real_catalog().regions());
  }();
  return longer;
}

}  // namespace ui::gallery
