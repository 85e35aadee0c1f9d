// What a tape of a card reader keeps of a card, and what it does not.
#include <boost/test/unit_test.hpp>

#include "drivers/id_card/card_scrubber.h"
#include "drivers/id_card/card_text.h"
#include "drivers/id_card/samv_command.h"
#include "drivers/id_card/samv_frame.h"
#include "drivers/id_card/samv_scrubber.h"
#include "kiosk/base/text.h"

using namespace drivers::id_card;
using drivers::contract::IdCardKind;
using drivers::transport::TapePiece;
using drivers::transport::TapeSide;
using kiosk::base::SecureBytes;

namespace {

void put(SecureBytes& text, std::size_t offset, std::size_t size, std::string_view words) {
  const auto field = kiosk::base::utf8_to_utf16le_padded(words, size);
  std::copy(field.begin(), field.end(), text.begin() + static_cast<std::ptrdiff_t>(offset));
}

SecureBytes resident(std::string_view number = "10000019650307001X") {
  SecureBytes text;
  for (std::size_t unit = 0; unit < kTextSize / 2; ++unit) text.insert(text.end(), {0x20, 0x00});
  put(text, 0, 30, "测试提·测𬱖 江");
  put(text, 30, 2, "2");
  put(text, 32, 4, "05");
  put(text, 36, 16, "19650307");
  put(text, 52, 70, "测试省某路98号A");
  put(text, 122, 36, number);
  put(text, 158, 30, "某县公安局");
  put(text, 188, 16, "20200505");
  put(text, 204, 16, "长期");
  return text;
}

std::string right_number() {
  std::string number = "10000019650307002";
  for (const char digit : std::string("0123456789X")) {
    const std::string whole = number + digit;
    const auto text = resident(whole);
    if (parse_card_text(text)) return whole;
  }
  return {};
}

SecureBytes answer(std::uint8_t status, const SecureBytes& data) {
  SecureBytes body{0, 0, status};
  body.insert(body.end(), data.begin(), data.end());
  return encode_frame(body);
}

SecureBytes joined(const std::vector<TapePiece>& pieces) {
  SecureBytes all;
  for (const TapePiece& piece : pieces) all.insert(all.end(), piece.bytes.begin(), piece.bytes.end());
  return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(samv_scrubber)

BOOST_AUTO_TEST_CASE(a_card_becomes_a_synthetic_one_of_the_same_form) {
  SecureBytes text = resident(right_number());
  BOOST_REQUIRE(scrub_card_text(text));
  const auto card = parse_card_text(text);
  BOOST_REQUIRE_MESSAGE(card.has_value(), (card ? "" : card.error().to_string()));
  BOOST_TEST((card->kind == IdCardKind::Resident));
  BOOST_TEST(card->name.reveal() == "测试省·试𬱖 县");
  BOOST_TEST(card->number.reveal() == "100000199003070018");
  BOOST_TEST(card->address.reveal() == "测试省测试11试A");
  BOOST_TEST(card->sex_code.reveal() == "1");
  BOOST_TEST(card->valid_to.reveal() == "长期");
  SecureBytes again = text;
  BOOST_REQUIRE(scrub_card_text(again));
  BOOST_TEST((again == text));
}

BOOST_AUTO_TEST_CASE(a_card_that_was_refused_stays_refused) {
  SecureBytes text = resident("100000196503070000");
  if (parse_card_text(text)) text = resident("100000196503070001");
  BOOST_REQUIRE(!parse_card_text(text));
  BOOST_REQUIRE(scrub_card_text(text));
  BOOST_TEST(!parse_card_text(text));
}

BOOST_AUTO_TEST_CASE(an_unknown_layout_and_an_unexpected_answer_are_hidden) {
  SecureBytes text = resident();
  text[kLayoutMark] = 'Q';
  BOOST_TEST(!scrub_card_text(text));
  const auto scrubber = make_samv_scrubber();
  (void)scrubber->feed(TapeSide::Out, encode_request(kSamStatus));
  const auto late = scrubber->feed(TapeSide::In, answer(sw::kOk, SecureBytes(70, 0x33)));
  BOOST_REQUIRE(late.size() == 1u);
  BOOST_TEST(late.front().hidden);
  BOOST_TEST(scrubber->feed(TapeSide::In, answer(sw::kOk, {})).front().hidden == false);
}

BOOST_AUTO_TEST_CASE(frames_are_held_back_until_they_are_whole_and_noise_is_hidden) {
  const auto scrubber = make_samv_scrubber();
  (void)scrubber->feed(TapeSide::Out, encode_request(kReadAddress));
  SecureBytes frame = answer(sw::kOk, SecureBytes(70, 0x33));
  std::vector<TapePiece> pieces = scrubber->feed(TapeSide::In, SecureBytes{1, 2, 3});
  BOOST_REQUIRE(pieces.size() == 1u);
  BOOST_TEST(pieces.front().hidden);
  for (std::size_t i = 0; i + 1 < frame.size(); ++i) {
    BOOST_TEST(scrubber->feed(TapeSide::In, std::span(frame).subspan(i, 1)).empty());
  }
  pieces = scrubber->feed(TapeSide::In, std::span(frame).last(1));
  BOOST_REQUIRE(pieces.size() == 1u);
  BOOST_TEST(!pieces.front().hidden);
  BOOST_TEST(pieces.front().bytes.size() == frame.size());
  BOOST_TEST((pieces.front().bytes != frame));
  FrameParser parser;
  parser.feed(joined(pieces));
  BOOST_TEST((parser.take()->trouble == std::nullopt));
  (void)scrubber->feed(TapeSide::In, std::span(frame).first(20));
  BOOST_TEST(scrubber->flush(TapeSide::In).front().hidden);
}

BOOST_AUTO_TEST_SUITE_END()
