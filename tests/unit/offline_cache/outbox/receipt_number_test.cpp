// Numbers on slips: unique whatever the clock does, and readable after a citizen typed them.
#include <set>

#include "offline_cache/outbox/receipt_number.h"
#include "offline_cache/outbox/retry_policy.h"
#include "tests/unit/offline_cache/outbox/queue_bench.h"

using namespace offline_cache::outbox;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::Result;
using kiosk::tests::QueueBench;

namespace {

struct Counter : QueueBench {
  Result<std::string> allocate(const std::string& terminal = "T05") {
    return change([&](auto& t) { return allocate_receipt_number(t, {terminal}, clock.wall()); });
  }
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(receipt_numbers, Counter)

BOOST_AUTO_TEST_CASE(the_check_character_is_that_of_iso_7064_mod_37_36) {
  BOOST_TEST(check_character("A12425GABC1234002") ==
             'M');  // a Global Release Identifier, whose check this is
  BOOST_TEST(check_character("a1-2425g-abc1234002") == 'M');
}

BOOST_AUTO_TEST_CASE(numbers_count_up_within_a_day_and_start_anew_on_the_next) {
  BOOST_TEST(allocate().value().substr(0, 16) == "T05-261123-0001-");
  BOOST_TEST(allocate().value().substr(0, 16) == "T05-261123-0002-");
  clock.advance(std::chrono::hours{24});
  BOOST_TEST(allocate().value().substr(0, 16) == "T05-261124-0001-");
  BOOST_TEST(allocate("desk").value().substr(0, 17) == "DESK-261124-0001-");
}

BOOST_AUTO_TEST_CASE(a_clock_that_goes_back_and_forth_makes_no_number_twice) {
  std::set<std::string> numbers;
  const auto start = clock.wall();
  for (int round = 0; round < 50; ++round) {
    clock.set_wall({start.since_epoch + std::chrono::hours{24 * 365 * (round % 3 - 1) * 10}});
    for (int i = 0; i < 3; ++i) numbers.insert(allocate().value());
  }
  BOOST_TEST(numbers.size() == 150U);
}

BOOST_AUTO_TEST_CASE(more_than_9999_a_day_only_make_the_number_longer) {
  BOOST_REQUIRE(database->run("INSERT INTO receipt_counter VALUES ('T05','261123',9999)"));
  const std::string number = allocate().value();
  BOOST_TEST(number.substr(0, 17) == "T05-261123-10000-");
  BOOST_TEST(read_receipt_number(number).value() == number);
}

BOOST_AUTO_TEST_CASE(a_typed_number_is_forgiven_its_form_but_not_a_wrong_character) {
  const std::string number = allocate().value();
  BOOST_TEST(read_receipt_number(number).value() == number);
  BOOST_TEST(read_receipt_number("t05 - 261123 - 0001 - " + number.substr(16)).value() == number);
  BOOST_TEST(read_receipt_number("T052611230001" + number.substr(16)).value() == number);
  for (std::size_t i = 0; i < number.size(); ++i) {
    std::string wrong = number;
    if (wrong[i] == '-') continue;
    wrong[i] = wrong[i] == '7' ? '8' : '7';
    BOOST_TEST(!read_receipt_number(wrong).has_value(), wrong);
  }
  for (const char* bad : {"", "-", "T05", "T05-261123", "0001", "T05-26A123-0001-1"})
    BOOST_TEST(!read_receipt_number(bad));
}

BOOST_AUTO_TEST_CASE(a_terminal_whose_id_cannot_be_printed_is_refused) {
  for (const char* bad : {"", "T-5", "县五", "TERMINAL9"}) {
    BOOST_TEST((allocate(bad).error().code == ErrorCode::InvalidArgument));
  }
}

BOOST_AUTO_TEST_CASE(the_wait_grows_with_full_jitter_up_to_five_minutes_and_retry_after_wins) {
  const RetryPolicy policy;
  BOOST_TEST(policy.delay(1, {}, 0.999).count() == 999);
  BOOST_TEST(policy.delay(4, {}, 0.5).count() == 4000);
  BOOST_TEST(policy.delay(1'000'000, {}, 0.999).count() == 299'700);
  BOOST_TEST(policy.delay(9, {}, 0.0).count() == 0);
  BOOST_TEST(policy.delay(9, Duration{7000}, 0.9).count() == 7000);
  BOOST_TEST((policy.delay(9, std::chrono::hours{24 * 3650}, 0.9) == Duration(std::chrono::hours{24})));
  for (int i = 0; i < 100; ++i) {
    const double random = random_fraction();
    BOOST_TEST((random >= 0.0 && random < 1.0));
  }
}

BOOST_AUTO_TEST_SUITE_END()
