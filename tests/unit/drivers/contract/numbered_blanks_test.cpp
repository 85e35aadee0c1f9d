// The account of numbered blanks: against a plain model, and at its edges.
#include <boost/test/unit_test.hpp>
#include <map>
#include <random>

#include "drivers/contract/numbered_blanks.h"

using namespace drivers::contract;
using kiosk::base::ErrorCode;
using kiosk::base::Json;
using Ranges = std::vector<BlankRange>;

namespace {

BlankLedger ledger_of(const BlankRange& range) {
  auto ledger = BlankLedger::make("BDC", 8);
  BOOST_REQUIRE(ledger);
  BOOST_REQUIRE(ledger->load(range));
  return std::move(*ledger);
}

template <class Done>
bool failed_with(const Done& done, ErrorCode code) {
  return !done && done.error().code == code;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(numbered_blanks)

BOOST_AUTO_TEST_CASE(blanks_are_used_spoilt_and_returned_from_the_lowest_number_on) {
  auto ledger = ledger_of({100, 109});
  BOOST_TEST(*ledger.next() == 100u);
  BOOST_TEST(ledger.use(100, "R-1").has_value());
  BOOST_TEST(ledger.spoil(101, SpoilReason::Jammed).has_value());
  BOOST_TEST(*ledger.next() == 102u);
  BOOST_TEST(ledger.give_back({105, 109}).has_value());
  BOOST_TEST((ledger.totals() == BlankTotals{10, 3, 1, 1, 5}));
  BOOST_TEST(ledger.find(100)->document == "R-1");
  BOOST_TEST((ledger.find(101)->reason == SpoilReason::Jammed));
  BOOST_TEST(!ledger.find(110));
  BOOST_TEST(ledger.printed(123) == "BDC00000123");
}

BOOST_AUTO_TEST_CASE(no_number_counts_twice) {
  auto ledger = ledger_of({1, 10});
  BOOST_REQUIRE(ledger.use(1, "R-1"));
  BOOST_REQUIRE(ledger.spoil(2, SpoilReason::PrintFailed));
  BOOST_REQUIRE(ledger.give_back({9, 10}));
  const Json before = ledger.to_json();
  BOOST_TEST(failed_with(ledger.use(1, "R-2"), ErrorCode::Conflict));
  BOOST_TEST(failed_with(ledger.spoil(1, SpoilReason::Damaged), ErrorCode::Conflict));
  BOOST_TEST(failed_with(ledger.use(10, "R-2"), ErrorCode::Conflict));
  BOOST_TEST(failed_with(ledger.use(11, "R-2"), ErrorCode::NotFound));
  BOOST_TEST(failed_with(ledger.give_back({8, 9}), ErrorCode::Conflict));
  BOOST_TEST(failed_with(ledger.load({10, 20}), ErrorCode::AlreadyExists) == false);
  BOOST_TEST(failed_with(ledger.load({2, 2}), ErrorCode::AlreadyExists));
  BOOST_TEST(failed_with(ledger.load({5, 30}), ErrorCode::AlreadyExists));
  BOOST_TEST(ledger.totals().known == 20u);
  BOOST_TEST(before != ledger.to_json());
}

BOOST_AUTO_TEST_CASE(a_call_that_fails_changes_nothing) {
  auto ledger = ledger_of({1, 10});
  const Json before = ledger.to_json();
  BOOST_TEST(failed_with(ledger.load({9, 5}), ErrorCode::InvalidArgument));
  BOOST_TEST(failed_with(ledger.load({11, 100'000'000}), ErrorCode::InvalidArgument));
  BOOST_TEST(failed_with(ledger.load({11, 2'000'000}), ErrorCode::InvalidArgument));
  BOOST_TEST(failed_with(ledger.load({5, 15}), ErrorCode::AlreadyExists));
  BOOST_TEST(failed_with(ledger.use(3, ""), ErrorCode::InvalidArgument));
  BOOST_TEST(failed_with(ledger.spoil(3, SpoilReason::None), ErrorCode::InvalidArgument));
  BOOST_TEST(failed_with(ledger.give_back({5, 11}), ErrorCode::NotFound));
  BOOST_TEST(failed_with(ledger.use(UINT64_MAX, "R"), ErrorCode::InvalidArgument));
  BOOST_TEST((ledger.to_json() == before));
  BOOST_TEST(!BlankLedger::make("X", 0));
  BOOST_TEST(!BlankLedger::make("X", 16));
}

BOOST_AUTO_TEST_CASE(the_difference_names_what_is_missing_and_what_is_too_much) {
  auto ledger = ledger_of({10, 29});
  BOOST_REQUIRE(ledger.use(10, "R-1"));
  BOOST_TEST(ledger.compare({{11, 29}}).agrees());
  BOOST_TEST(ledger.compare({{20, 29}, {11, 15}, {14, 19}}).agrees());
  const auto difference = ledger.compare({{10, 14}, {16, 20}, {25, 32}});
  BOOST_TEST((difference.missing == Ranges{{15, 15}, {21, 24}}));
  BOOST_TEST((difference.surplus == Ranges{{10, 10}, {30, 32}}));
  BOOST_TEST((ledger.compare({}).missing == Ranges{{11, 29}}));
}

BOOST_AUTO_TEST_CASE(json_that_the_ledger_would_not_write_is_refused) {
  for (
      const char* text :
      {"{}", "[]", R"({"prefix":"","digits":0,"runs":[]})", R"({"prefix":"","digits":4,"runs":[{}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":1,"last":5,"state":"loaded"},{"first":5,"last":6,"state":"loaded"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":7,"last":8,"state":"loaded"},{"first":1,"last":2,"state":"loaded"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":5,"last":1,"state":"loaded"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":1,"last":10000,"state":"loaded"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":1,"last":1,"state":"lost"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":1,"last":1,"state":"used"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":1,"last":2,"state":"used","document":"R"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":1,"last":1,"state":"spoilt"}]})",
       R"({"prefix":"","digits":4,"runs":[{"first":1,"last":1,"state":"spoilt","reason":"boredom"}]})"}) {
    BOOST_TEST(failed_with(BlankLedger::from_json(Json::parse(text)), ErrorCode::InvalidData), text);
  }
}

BOOST_AUTO_TEST_CASE(any_sequence_of_calls_agrees_with_a_plain_list_of_numbers) {
  std::mt19937 random(17);
  const auto pick = [&random](std::uint64_t most) { return static_cast<std::uint64_t>(random() % most); };
  for (int run = 0; run < 60; ++run) {
    auto ledger = *BlankLedger::make("", 4);
    std::map<std::uint64_t, BlankState> model;
    const auto all = [&model](const BlankRange& range, auto holds) {
      bool result = true;
      for (auto n = range.first; n <= range.last; ++n) result = result && holds(model.find(n));
      return result;
    };
    const auto is_loaded = [&model](auto it) {
      return it != model.end() && it->second == BlankState::Loaded;
    };
    for (int step = 0; step < 80; ++step) {
      const std::uint64_t first = pick(60);
      const BlankRange range{first, first + pick(8)};
      const auto put = [&](BlankState state) {
        for (auto n = range.first; n <= range.last; ++n) model[n] = state;
      };
      switch (pick(4)) {
        case 0: {
          const bool free = all(
              range, [&model](auto it) { return it == model.end() || it->second == BlankState::Returned; });
          BOOST_REQUIRE(ledger.load(range).has_value() == free);
          if (free) put(BlankState::Loaded);
          break;
        }
        case 1: {
          const bool loaded = is_loaded(model.find(first));
          BOOST_REQUIRE(ledger.use(first, "R-" + std::to_string(step)).has_value() == loaded);
          if (loaded) model[first] = BlankState::Used;
          break;
        }
        case 2: {
          const bool loaded = is_loaded(model.find(first));
          BOOST_REQUIRE(ledger.spoil(first, SpoilReason::Damaged).has_value() == loaded);
          if (loaded) model[first] = BlankState::Spoilt;
          break;
        }
        default: {
          const bool loaded = all(range, is_loaded);
          BOOST_REQUIRE(ledger.give_back(range).has_value() == loaded);
          if (loaded) put(BlankState::Returned);
        }
      }
      const BlankTotals totals = ledger.totals();
      BOOST_REQUIRE(totals.known == model.size());
      BOOST_REQUIRE(totals.known == totals.loaded + totals.used + totals.spoilt + totals.returned);
      for (const auto& [number, state] : model) BOOST_REQUIRE((ledger.find(number)->state == state));
    }
    const auto again = BlankLedger::from_json(Json::parse(ledger.to_json().dump()));
    BOOST_REQUIRE(again);
    BOOST_TEST((again->runs() == ledger.runs()));
  }
}

BOOST_AUTO_TEST_SUITE_END()
