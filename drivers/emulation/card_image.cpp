// The chip's text block from a person's fields.
#include "drivers/emulation/card_image.h"

#include <algorithm>

#include "drivers/id_card/samv_frame.h"
#include "kiosk/base/file.h"
#include "kiosk/base/text.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Result;

namespace {

constexpr std::size_t kTextSize = 256;
constexpr std::size_t kPhotoSize = 1024;
constexpr std::size_t kAddressSize = 70;

/// Where a person's field stands in the text block, in bytes.
struct Place {
  const char* field;
  std::size_t offset;
  std::size_t size;
};
using Layout = std::vector<Place>;

/// A kind of card: its mark at byte 248 and its fields.
struct Kind {
  const char* word;
  char mark;
  Layout layout;
};

const Layout& resident_layout() {
  static const Layout kLayout{{"name", 0, 30},        {"sex", 30, 2},          {"nation", 32, 4},
                              {"birth", 36, 16},      {"address", 52, 70},     {"number", 122, 36},
                              {"authority", 158, 30}, {"valid_from", 188, 16}, {"valid_to", 204, 16}};
  return kLayout;
}

Layout permit_layout() {
  Layout layout = resident_layout();
  layout.push_back({"permit_number", 220, 18});
  layout.push_back({"permit_issues", 238, 4});
  return layout;
}

const std::vector<Kind>& kinds() {
  static const std::vector<Kind> kKinds{
      {"resident", ' ', resident_layout()},
      {"permit", 'J', permit_layout()},
      {"foreigner-2017",
       'I',
       {{"english_name", 0, 120},
        {"sex", 120, 2},
        {"number", 122, 30},
        {"nation", 152, 6},
        {"name", 158, 30},
        {"valid_from", 188, 16},
        {"valid_to", 204, 16},
        {"birth", 220, 16},
        {"card_version", 236, 4},
        {"authority", 240, 8}}},
      {"foreigner-2023",
       'Y',
       {{"name", 0, 30},
        {"sex", 30, 2},
        {"renewals", 32, 4},
        {"birth", 36, 16},
        {"number", 122, 36},
        {"valid_from", 188, 16},
        {"valid_to", 204, 16},
        {"nation", 242, 6},
        {"former_number", 250, 6}}},
  };
  return kKinds;
}

void put_text(std::vector<std::uint8_t>& block, const Place& place, const std::string& text) {
  const auto bytes = kiosk::base::utf8_to_utf16le_padded(text, place.size);
  std::copy(bytes.begin(), bytes.end(), block.begin() + static_cast<std::ptrdiff_t>(place.offset));
}

std::vector<std::uint8_t> blank_text() {
  std::vector<std::uint8_t> text(kTextSize, 0);
  for (std::size_t i = 0; i < text.size(); i += 2) text[i] = ' ';
  return text;
}

/// Two templates that are nobody's.
std::vector<std::uint8_t> made_up_templates() {
  std::vector<std::uint8_t> bytes(1024);
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 7);
  return bytes;
}

/// Characters 1 to 35 and 36 to 46 of a 2023 card's English name lie apart.
void put_split_name(std::vector<std::uint8_t>& text, const std::string& name) {
  const auto bytes = kiosk::base::utf8_to_utf16le_padded(name, 92);
  std::copy(bytes.begin(), bytes.begin() + 70, text.begin() + 52);
  std::copy(bytes.begin() + 70, bytes.end(), text.begin() + 220);
}

}  // namespace

Result<CardImage> make_card(const Json& person) {
  const bool texts_only =
      person.is_object() &&
      std::all_of(person.begin(), person.end(), [](const Json& value) { return value.is_string(); });
  if (!texts_only) return fail(ErrorCode::InvalidData, "a person is an object whose fields are texts");
  const auto& all = kinds();
  const std::string word = person.value("kind", "");
  const auto kind = std::find_if(all.begin(), all.end(), [&word](const Kind& k) { return word == k.word; });
  if (kind == all.end()) return fail(ErrorCode::InvalidData, "unknown kind of card: " + word);
  CardImage card;
  card.label = person.value("name", "");
  card.text = blank_text();
  card.photo.assign(kPhotoSize, 0);
  for (const Place& place : kind->layout) put_text(card.text, place, person.value(place.field, ""));
  if (kind->mark == 'Y') put_split_name(card.text, person.value("english_name", ""));
  card.text[248] = static_cast<std::uint8_t>(kind->mark);
  if (!person.value("fingerprints", "").empty()) card.fingerprints = made_up_templates();
  if (const std::string newest = person.value("newest_address", ""); !newest.empty()) {
    const auto bytes = kiosk::base::utf8_to_utf16le_padded(newest, kAddressSize);
    card.addresses.assign(bytes.begin(), bytes.end());
  }
  return card;
}

Result<CardImage> card_from_answer(std::span<const std::uint8_t> answer, std::string label) {
  constexpr std::size_t kLengths = 4;
  id_card::FrameParser parser;
  parser.feed(answer);
  const auto frame = parser.take();
  if (!frame || frame->trouble || frame->body.size() != 3 + kLengths + kTextSize + kPhotoSize) {
    return fail(ErrorCode::InvalidData, "is not a complete answer to 30 01 with its checksum", label);
  }
  CardImage card;
  card.label = std::move(label);
  const auto text = frame->body.begin() + 3 + kLengths;
  card.text.assign(text, text + kTextSize);
  card.photo.assign(text + kTextSize, frame->body.end());
  return card;
}

Result<CardImage> load_card(const std::filesystem::path& file) {
  const auto content = kiosk::base::read_file(file, 1U << 20);
  if (!content) return tl::unexpected(content.error());
  if (content->empty() || content->front() != '{') {
    return card_from_answer(kiosk::base::as_bytes(*content), file.filename().string());
  }
  const auto person = kiosk::base::parse_json(*content, file.string());
  if (!person) return tl::unexpected(person.error());
  return make_card(*person);
}

Result<CardImage> find_person(const std::filesystem::path& people_file, const std::string& name) {
  const auto document = kiosk::base::read_json_file(people_file);
  if (!document) return tl::unexpected(document.error());
  std::string known;
  for (const Json& person : document->value("people", Json::array())) {
    if (!person.is_object()) continue;
    if (person.value("name", "") == name) return make_card(person);
    known += (known.empty() ? "" : ", ") + person.value("name", "");
  }
  return fail(ErrorCode::NotFound, "no such person; there are " + known, people_file.string());
}

}  // namespace drivers::emulation
