// SAM_V frames: the published bytes, noise, wrong lengths and checksums, cuts at every place.
#include <boost/test/unit_test.hpp>
#include <random>

#include "drivers/id_card/samv_command.h"
#include "drivers/id_card/samv_frame.h"

using namespace drivers::id_card;
using kiosk::base::SecureBytes;

namespace {

using Bytes = std::vector<std::uint8_t>;

std::string hex(std::span<const std::uint8_t> bytes) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : bytes) {
    if (!text.empty()) text += ' ';
    text += kDigits[byte >> 4];
    text += kDigits[byte & 0x0F];
  }
  return text;
}

Bytes framed(std::initializer_list<std::uint8_t> body) {
  const Bytes copy(body);
  const SecureBytes frame = encode_frame(copy);
  return {frame.begin(), frame.end()};
}

Bytes operator+(Bytes left, const Bytes& right) {
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

/// "ok 00 00 90", "length", "checksum" for each thing that the parser found.
std::vector<std::string> drain(FrameParser& parser) {
  std::vector<std::string> found;
  while (auto frame = parser.take()) {
    if (!frame->trouble) {
      found.push_back(hex(frame->body));
    } else {
      found.emplace_back(*frame->trouble == FrameTrouble::WrongLength ? "length" : "checksum");
    }
  }
  return found;
}

std::vector<std::string> parse(const Bytes& bytes) {
  FrameParser parser;
  parser.feed(bytes);
  return drain(parser);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(samv_frames)

BOOST_AUTO_TEST_CASE(requests_are_the_published_bytes) {
  BOOST_TEST(hex(encode_request(kResetSam)) == "AA AA AA 96 69 00 03 10 FF EC");
  BOOST_TEST(hex(encode_request(kSamStatus)) == "AA AA AA 96 69 00 03 11 FF ED");
  BOOST_TEST(hex(encode_request(kSamNumber)) == "AA AA AA 96 69 00 03 12 FF EE");
  BOOST_TEST(hex(encode_request(kFindCard)) == "AA AA AA 96 69 00 03 20 01 22");
  BOOST_TEST(hex(encode_request(kSelectCard)) == "AA AA AA 96 69 00 03 20 02 21");
  BOOST_TEST(hex(encode_request(kReadCard)) == "AA AA AA 96 69 00 03 30 01 32");
  BOOST_TEST(hex(encode_request(kReadAddress)) == "AA AA AA 96 69 00 03 30 03 30");
  BOOST_TEST(hex(encode_request(kReadChipNumber)) == "AA AA AA 96 69 00 03 30 05 36");
}

BOOST_AUTO_TEST_CASE(a_published_answer_gives_the_number_of_the_module) {
  const Bytes answer{0xAA, 0xAA, 0xAA, 0x96, 0x69, 0x00, 0x14, 0x00, 0x00, 0x90, 0x05, 0x00, 0x03, 0x00,
                     0x05, 0x25, 0x35, 0x01, 0x87, 0xD6, 0x12, 0x00, 0x59, 0x00, 0x00, 0x00, 0x8C};
  FrameParser parser;
  parser.feed(answer);
  const auto frame = parser.take();
  BOOST_REQUIRE(frame);
  BOOST_REQUIRE(!frame->trouble);
  const auto parsed = parse_answer(frame->body);
  BOOST_REQUIRE(parsed);
  BOOST_TEST(fits(kSamNumber, *parsed));
  BOOST_TEST(!fits(kFindCard, *parsed));
  BOOST_TEST(sam_number_text(parsed->data) == "05.03-20260101-0001234567-0000000089");
}

BOOST_AUTO_TEST_CASE(frames_are_found_in_noise_and_behind_a_broken_preamble) {
  const Bytes ok = framed({0, 0, 0x90});
  BOOST_TEST(parse(Bytes{1, 2, 3, 0xAA, 0xAA} + ok + Bytes{9, 9} + ok) ==
                 (std::vector<std::string>{"00 00 90", "00 00 90"}),
             boost::test_tools::per_element());
  BOOST_TEST(parse(Bytes{0xAA} + ok) == std::vector<std::string>{"00 00 90"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_wrong_length_is_refused_and_the_next_frame_found) {
  const Bytes ok = framed({0, 0, 0x90});
  for (const int length : {0, 1, 3, 2315, 0xFFFF}) {
    Bytes wrong = ok;
    wrong[5] = static_cast<std::uint8_t>(length >> 8);
    wrong[6] = static_cast<std::uint8_t>(length & 0xFF);
    BOOST_TEST(parse(wrong + ok) == (std::vector<std::string>{"length", "00 00 90"}),
               boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(the_longest_frame_is_accepted) {
  const Bytes body(kLongestLen - 1, 0x5A);
  FrameParser parser;
  parser.feed(encode_frame(body));
  const auto frame = parser.take();
  BOOST_REQUIRE(frame);
  BOOST_TEST(!frame->trouble);
  BOOST_TEST(frame->body.size() == body.size());
}

BOOST_AUTO_TEST_CASE(a_wrong_checksum_is_told_apart_and_does_not_swallow_the_next_frame) {
  const Bytes ok = framed({0, 0, 0x90});
  Bytes wrong = ok;
  wrong.back() ^= 0x01;
  BOOST_TEST(parse(wrong + ok) == (std::vector<std::string>{"checksum", "00 00 90"}),
             boost::test_tools::per_element());
  // A frame that broke off in the middle of the next one.
  const Bytes broken = framed({0, 0, 0x90, 1, 2, 3, 4, 5, 6, 7, 8});
  BOOST_TEST(parse(Bytes(broken.begin(), broken.begin() + 12) + ok) ==
                 (std::vector<std::string>{"checksum", "00 00 90"}),
             boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_stream_cut_at_every_place_gives_the_same_frames) {
  Bytes wrong = framed({0, 0, 0x41});
  wrong.back() ^= 0x10;
  const Bytes stream = Bytes{7, 0xAA, 0x96} + framed({0, 0, 0x9F, 0, 0, 0, 0}) + wrong + Bytes{0xAA, 0xAA} +
                       framed({0, 0, 0x80}) + framed({0, 0, 0x90, 1, 2, 3, 4, 5, 6, 7, 8});
  const auto whole = parse(stream);
  BOOST_TEST(whole.size() == 4u);
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    FrameParser parser;
    parser.feed(std::span(stream).first(cut));
    auto found = drain(parser);
    parser.feed(std::span(stream).subspan(cut));
    for (auto& more : drain(parser)) found.push_back(more);
    BOOST_TEST(found == whole, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(random_bytes_neither_crash_nor_pile_up) {
  std::mt19937 random(1);
  FrameParser parser;
  for (int round = 0; round < 20'000; ++round) {
    Bytes noise(random() % 64);
    for (auto& byte : noise) byte = random() % 3 == 0 ? kPreamble[random() % 5] : std::uint8_t(random() & 0xFF);
    if (random() % 4 == 0) noise.insert(noise.end(), kPreamble.begin(), kPreamble.end());
    parser.feed(noise);
    while (auto frame = parser.take()) BOOST_REQUIRE(frame->body.size() < kLongestLen);
  }
  parser.reset();
  parser.feed(encode_frame(Bytes{0, 0, 0x90}));
  BOOST_TEST(drain(parser) == std::vector<std::string>{"00 00 90"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(answers_to_other_commands_do_not_fit) {
  const SamvAnswer found{sw::kCardFound, SecureBytes(4)};
  BOOST_TEST(fits(kFindCard, found));
  BOOST_TEST(!fits(kSelectCard, found));
  BOOST_TEST(!fits(kSamStatus, found));
  BOOST_TEST(!fits(kReadCard, SamvAnswer{sw::kFindFailed}));
  BOOST_TEST(!fits(kFindCard, SamvAnswer{sw::kOk}));
  BOOST_TEST(!fits(kSamStatus, SamvAnswer{0x77}));
  BOOST_TEST(fits(kReadAddress, SamvAnswer{sw::kNoContent}));
  BOOST_TEST(!parse_answer(Bytes{0, 0}));
}

BOOST_AUTO_TEST_SUITE_END()
