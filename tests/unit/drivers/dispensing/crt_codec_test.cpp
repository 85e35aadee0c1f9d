// CRT frames, commands, answers, and the account of cards.
#include <boost/test/unit_test.hpp>
#include <random>

#include "drivers/dispensing/card_account.h"
#include "drivers/dispensing/crt_command.h"

using namespace drivers::dispensing;
using drivers::contract::CardCounts;
using drivers::contract::CardPlace;
using Bytes = std::vector<std::uint8_t>;

namespace {

const Bytes kAnswer{0x50, 0x31, 0x30, '2', '1', '0'};

void feed(CrtParser& parser, const Bytes& bytes) { parser.feed(bytes); }

int total(const CardCounts& c) { return c.stacker + c.moving + c.handed_out + c.spoilt + c.unaccounted; }

}  // namespace

BOOST_AUTO_TEST_SUITE(crt_codec)

BOOST_AUTO_TEST_CASE(commands_have_the_published_bytes) {
  BOOST_TEST((encode_command(0, kInitKeep) == Bytes{0xF2, 0, 0, 3, 0x43, 0x30, 0x33, 3, 0xB2}));
  BOOST_TEST((encode_command(0, kToExit) == Bytes{0xF2, 0, 0, 3, 0x43, 0x30, 0x30, 3, 0xB1}));
  BOOST_TEST((encode_command(0, kToErrorBin) == Bytes{0xF2, 0, 0, 3, 0x43, 0x30, 0x31, 3, 0xB0}));
  BOOST_TEST((encode_command(0, kStatus) == Bytes{0xF2, 0, 0, 3, 0x43, 0x31, 0x30, 3, 0xB0}));
  BOOST_TEST((encode_command(0, kAcceptCard) == Bytes{0xF2, 0, 0, 3, 0x43, 0x33, 0x30, 3, 0xB2}));
}

BOOST_AUTO_TEST_CASE(a_frame_cut_anywhere_between_noise_is_found) {
  Bytes stream{0x00, 0x55, 0x06, 0x99};
  const auto frame = encode_frame(5, kAnswer);
  stream.insert(stream.end(), frame.begin(), frame.end());
  stream.push_back(0x15);
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    CrtParser parser;
    std::vector<CrtTokenKind> kinds;
    Bytes text;
    const auto middle = stream.begin() + static_cast<std::ptrdiff_t>(cut);
    for (const Bytes& part : {Bytes(stream.begin(), middle), Bytes(middle, stream.end())}) {
      feed(parser, part);
      while (const auto token = parser.take()) {
        kinds.push_back(token->kind);
        if (token->kind == CrtTokenKind::Frame) text = token->text;
      }
    }
    BOOST_TEST((kinds == std::vector{CrtTokenKind::Ack, CrtTokenKind::Frame, CrtTokenKind::Nak}), cut);
    BOOST_TEST((text == kAnswer));
  }
}

BOOST_AUTO_TEST_CASE(wrong_checksums_and_lengths_are_refused_and_a_frame_behind_them_is_found) {
  const auto good = encode_frame(0, kAnswer);
  for (std::size_t at = 1; at < good.size(); ++at) {
    Bytes stream = good;
    stream[at] ^= 0x01;
    const bool longer = at == 2 || at == 3;
    stream.insert(stream.end(), good.begin(), good.end());
    if (longer) stream.insert(stream.end(), 600, 0x55);
    CrtParser parser;
    feed(parser, stream);
    bool refused = false;
    bool found = false;
    while (const auto token = parser.take()) {
      refused |= token->kind == CrtTokenKind::WrongChecksum || token->kind == CrtTokenKind::WrongLength;
      found |= token->kind == CrtTokenKind::Frame && token->text == kAnswer;
    }
    BOOST_TEST(refused, at);
    BOOST_TEST(found, at);
  }
  for (const Bytes& header :
       {Bytes{0xF2, 0, 0, 0}, Bytes{0xF2, 0, 0, 2}, Bytes{0xF2, 0, 4, 1}, Bytes{0xF2, 0, 0xFF, 0xFF}}) {
    CrtParser parser;
    feed(parser, header);
    BOOST_TEST((parser.take()->kind == CrtTokenKind::WrongLength));
  }
}

BOOST_AUTO_TEST_CASE(random_bytes_never_break_the_parser) {
  std::mt19937 random(3);
  CrtParser parser;
  for (int i = 0; i < 20000; ++i) {
    const std::uint8_t byte = random() % 4 == 0 ? 0xF2 : static_cast<std::uint8_t>(random());
    parser.feed({&byte, 1});
    while (const auto token = parser.take()) {
      if (token->kind == CrtTokenKind::Frame) (void)parse_answer(kStatus, token->text);
    }
  }
}

BOOST_AUTO_TEST_CASE(answers_tell_place_stacker_and_bin_or_an_error) {
  const auto status = parse_answer(kStatus, kAnswer);
  BOOST_REQUIRE(status && status->status);
  BOOST_TEST((status->status->card == CardPlace::ReadPosition));
  BOOST_TEST((status->status->stacker == StackerLevel::Few));
  BOOST_TEST(!status->status->error_bin_full);
  BOOST_TEST(parse_answer(kStatus, Bytes{0x45, 0x31, 0x30, 'A', '0'})->error == "A0");
  for (const Bytes& wrong : {Bytes{}, Bytes{0x50}, Bytes{0x50, 0x31, 0x30}, Bytes{0x50, 0x31, 0x30, '0', '0'},
                             Bytes{0x50, 0x30, 0x30, '0', '0', '0'}, Bytes{0x50, 0x31, 0x30, '3', '0', '0'},
                             Bytes{0x50, 0x31, 0x30, '0', '0', '2'}, Bytes{0x45, 0x31, 0x30, '!', '0'},
                             Bytes{0x43, 0x31, 0x30, '0', '0', '0'}}) {
    BOOST_TEST(!parse_answer(kStatus, wrong));
  }
}

BOOST_AUTO_TEST_CASE(each_card_of_the_stacker_is_accounted_for_whatever_happens) {
  constexpr std::array kOrders{CardOrder::Nothing, CardOrder::Stage, CardOrder::Present, CardOrder::Reject,
                               CardOrder::Accept};
  constexpr std::array kPlaces{CardPlace::None, CardPlace::Exit, CardPlace::ReadPosition};
  std::mt19937 random(5);
  for (int run = 0; run < 200; ++run) {
    CardAccount account;
    account.exchange(static_cast<int>(random() % 20));
    for (int step = 0; step < 100; ++step) {
      if (random() % 3 == 0) account.order(kOrders[random() % kOrders.size()]);
      account.observe(kPlaces[random() % kPlaces.size()]);
      if (random() % 25 == 0) account.restore(account.counts());
      const CardCounts& counts = account.counts();
      BOOST_REQUIRE(total(counts) == counts.loaded);
      BOOST_REQUIRE(counts.stacker >= 0);
      BOOST_REQUIRE(counts.moving <= 1);
    }
  }
}

BOOST_AUTO_TEST_CASE(handed_out_spoilt_captured_and_vanished_cards_are_told_apart) {
  CardAccount account;
  account.exchange(10);
  const auto go = [&account](CardOrder order, CardPlace place) {
    account.order(order);
    account.observe(place);
  };
  go(CardOrder::Stage, CardPlace::ReadPosition);
  go(CardOrder::Present, CardPlace::Exit);
  account.observe(CardPlace::None);
  go(CardOrder::Stage, CardPlace::ReadPosition);
  go(CardOrder::Reject, CardPlace::None);
  go(CardOrder::Accept, CardPlace::ReadPosition);
  go(CardOrder::Reject, CardPlace::None);
  go(CardOrder::Stage, CardPlace::ReadPosition);
  account.observe(CardPlace::None);
  BOOST_TEST((account.counts() == CardCounts{10, 7, 0, 1, 1, 1, 1}));
}

BOOST_AUTO_TEST_SUITE_END()
