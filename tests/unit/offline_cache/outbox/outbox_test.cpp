// Cases keep their order, their key and their payload until somebody who may has decided.
#include "tests/unit/offline_cache/outbox/queue_bench.h"

using namespace offline_cache::outbox;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::tests::QueueBench;

BOOST_FIXTURE_TEST_SUITE(outbox_states, QueueBench)

BOOST_AUTO_TEST_CASE(an_accepted_case_is_due_at_once_with_the_payload_it_came_with) {
  const auto key = accept("lane", "测试人甲");
  const auto due = next();
  BOOST_REQUIRE(due.has_value());
  BOOST_TEST((due->summary.key == key));
  BOOST_TEST(std::string(kiosk::base::as_text(due->payload)) == "测试人甲");
  BOOST_TEST(due->summary.receipt_number ==
             "T05-261123-0001-" + std::string(1, due->summary.receipt_number.back()));
  BOOST_TEST((due->summary.applied_at == clock.wall()));
}

BOOST_AUTO_TEST_CASE(the_same_key_is_stored_once) {
  const auto made = fresh("lane");
  BOOST_REQUIRE(change([&](auto& t) { return outbox.accept(t, made); }));
  BOOST_TEST(
      (change([&](auto& t) { return outbox.accept(t, made); }).error().code == ErrorCode::AlreadyExists));
  BOOST_TEST(count_cases(*database).value()[CaseState::Queued] == 1);
}

BOOST_AUTO_TEST_CASE(order_is_kept_inside_a_lane_and_lanes_run_side_by_side) {
  const auto a1 = accept("a");
  const auto a2 = accept("a");
  const auto b1 = accept("b");
  BOOST_TEST((next()->summary.key == a1));
  BOOST_REQUIRE(sending(a1));
  BOOST_TEST((next()->summary.key == b1));
  BOOST_REQUIRE(sending(b1));
  BOOST_TEST(!next().has_value());
  BOOST_REQUIRE(accepted(a1));
  BOOST_TEST((next()->summary.key == a2));
}

BOOST_AUTO_TEST_CASE(a_case_that_needs_a_clerk_stops_its_own_lane_only) {
  const auto a1 = accept("a");
  const auto a2 = accept("a");
  const auto b1 = accept("b");
  BOOST_REQUIRE(sending(a1));
  BOOST_REQUIRE(change([&](auto& t) { return outbox.mark_needs_clerk(t, a1, "422"); }));
  BOOST_TEST((next()->summary.key == b1));
  BOOST_REQUIRE(sending(b1));
  BOOST_TEST(!next().has_value());
  BOOST_REQUIRE(change([&](auto& t) { return outbox.requeue(t, a1); }));
  BOOST_TEST((next()->summary.key == a1));
  BOOST_REQUIRE(sending(a1));
  BOOST_REQUIRE(change([&](auto& t) { return outbox.mark_rejected(t, a1, "no such address"); }));
  BOOST_TEST((next()->summary.key == a2));
}

BOOST_AUTO_TEST_CASE(a_case_accepted_behind_a_parked_one_waits_for_it) {
  const auto a1 = accept("a");
  BOOST_REQUIRE(change([&](auto& t) { return outbox.mark_needs_clerk(t, a1, "422"); }));
  accept("a");
  BOOST_TEST(!next().has_value());
}

BOOST_AUTO_TEST_CASE(at_most_eight_are_on_the_line) {
  for (int i = 0; i < 10; ++i) accept("lane " + std::to_string(i));
  for (int i = 0; i < kMostLanesAtOnce; ++i) BOOST_REQUIRE(sending(next()->summary.key));
  BOOST_TEST(!next().has_value());
}

BOOST_AUTO_TEST_CASE(trouble_on_the_line_uses_nothing_up) {
  const auto key = accept("a");
  for (int i = 0; i < 1000; ++i) {
    BOOST_REQUIRE(sending(key));
    BOOST_REQUIRE(change([&](auto& t) { return outbox.postpone(t, key, {Duration{1000}, "timed out"}); }));
    BOOST_TEST(!next().has_value());
    BOOST_TEST((outbox.next_wake(*database).value().value() == clock.now() + Duration{1000}));
    clock.advance(Duration{1000});
    BOOST_REQUIRE(next().has_value());
  }
  BOOST_TEST(find(key).attempts == 1000);
  BOOST_TEST(find(key).last_error == "timed out");
}

BOOST_AUTO_TEST_CASE(a_clock_that_jumps_ten_years_changes_nothing) {
  const auto key = accept("a");
  BOOST_REQUIRE(sending(key));
  BOOST_REQUIRE(change([&](auto& t) { return outbox.postpone(t, key, {Duration{1000}, ""}); }));
  const auto start = clock.wall();
  for (const int years : {10, -10}) {
    clock.set_wall({start.since_epoch + std::chrono::hours{24 * 365 * years}});
    BOOST_TEST(!next().has_value());
  }
  clock.advance(Duration{1000});
  BOOST_TEST((next()->summary.key == key));
}

BOOST_AUTO_TEST_CASE(after_a_restart_what_was_on_the_line_goes_again_with_the_same_key) {
  const auto a = accept("a");
  const auto b = accept("b");
  BOOST_REQUIRE(sending(a));
  BOOST_REQUIRE(sending(b));
  BOOST_REQUIRE(change([&](auto& t) { return outbox.postpone(t, b, {Duration{300'000}, "down"}); }));
  BOOST_TEST(!next().has_value());
  BOOST_REQUIRE(change([&](auto& t) { return outbox.recover(t); }));
  BOOST_TEST((next()->summary.key == a));
  BOOST_TEST(next()->summary.attempts == 1);
  BOOST_REQUIRE(sending(a));
  BOOST_TEST((next()->summary.key == b));
}

BOOST_AUTO_TEST_CASE(a_receipt_from_the_centre_erases_the_payload_and_may_come_twice) {
  const auto key = accept("a");
  BOOST_REQUIRE(sending(key));
  BOOST_REQUIRE(accepted(key));
  BOOST_REQUIRE(accepted(key));
  BOOST_TEST(find(key).centre_receipt == R"({"case":"1"})");
  BOOST_TEST(database->integer("SELECT count(*) FROM outbox_case WHERE payload IS NULL").value().value() ==
             1);
  BOOST_TEST((change([&](auto& t) { return outbox.mark_rejected(t, key, ""); }).error().code ==
              ErrorCode::Conflict));
  BOOST_TEST((sending(key).error().code == ErrorCode::Conflict));
}

BOOST_AUTO_TEST_CASE(only_a_case_that_was_never_sent_can_be_withdrawn) {
  const auto kept = accept("a");
  const auto sent = accept("b");
  BOOST_REQUIRE(sending(sent));
  BOOST_REQUIRE(change([&](auto& t) { return outbox.postpone(t, sent, {Duration{0}, "reset"}); }));
  const auto withdraw = [&](const auto& key) {
    return change([&](auto& t) { return outbox.withdraw(t, key); });
  };
  BOOST_TEST((withdraw(sent).error().code == ErrorCode::Conflict));
  BOOST_REQUIRE(withdraw(kept));
  BOOST_TEST((find(kept).state == CaseState::Withdrawn));
  BOOST_TEST((sending(kept).error().code == ErrorCode::Conflict));
}

BOOST_AUTO_TEST_CASE(a_try_that_never_left_does_not_count_and_the_case_may_be_taken_back) {
  const auto key = accept("a");
  BOOST_REQUIRE(sending(key));
  BOOST_REQUIRE(change([&](auto& t) {
    return outbox.postpone(t, key, {Duration{0}, "refused", Sent::Never});
  }));
  BOOST_TEST(find(key).attempts == 0);
  BOOST_TEST(change([&](auto& t) { return outbox.withdraw(t, key); }).has_value());
}

BOOST_AUTO_TEST_CASE(a_payload_is_encoded_with_the_number_that_its_case_was_given) {
  auto made = fresh("a");
  made.payload = [](const std::string& number) {
    return kiosk::base::SecureBytes(number.begin(), number.end());
  };
  const auto number = change([&](auto& t) { return outbox.accept(t, made); }).value();
  const auto due = next();
  BOOST_TEST(kiosk::base::as_text(due->payload) == number);
}

BOOST_AUTO_TEST_CASE(a_payload_that_does_not_open_parks_its_lane_and_the_others_go_on) {
  const auto a = accept("a");
  const auto b = accept("b");
  BOOST_REQUIRE(database->run("UPDATE outbox_case SET receipt_number='moved' WHERE lane='a'"));
  BOOST_TEST((next()->summary.key == b));
  BOOST_TEST((find(a).state == CaseState::NeedsClerk));
  BOOST_TEST(find(a).last_error.find("does not open") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_queue_can_be_found_listed_and_counted) {
  const auto a = accept("a");
  const auto b = accept("b");
  BOOST_REQUIRE(change([&](auto& t) { return outbox.withdraw(t, a); }));
  BOOST_TEST((find_case(*database, number_of(b)).value()->key == b));
  BOOST_TEST(!find_case(*database, "T05-000000-0000-0").value().has_value());
  BOOST_TEST(list_cases(*database, {}).value().size() == 2U);
  BOOST_TEST((list_cases(*database, {.state = CaseState::Queued}).value().front().key == b));
  BOOST_TEST((list_cases(*database, {.after = 1, .limit = 5}).value().front().key == b));
  auto counts = count_cases(*database).value();
  BOOST_TEST(counts[CaseState::Queued] == 1);
  BOOST_TEST(counts[CaseState::Withdrawn] == 1);
  BOOST_TEST(counts[CaseState::Accepted] == 0);
  BOOST_TEST((sending({}).error().code == ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(picking_uses_an_index_whatever_the_length_of_the_queue) {
  std::string plan;
  BOOST_REQUIRE(database->each(
      "EXPLAIN QUERY PLAN SELECT sequence FROM outbox_case INDEXED BY outbox_due "
      "WHERE state='queued' AND head=1 AND due_ms<=? ORDER BY due_ms, sequence LIMIT 1",
      [&](const offline_cache::store::Statement& row) { plan += row.text(3) + '\n'; }, std::int64_t{1}));
  BOOST_TEST(plan.find("USING INDEX outbox_due") != std::string::npos, plan);
  BOOST_TEST(plan.find("TEMP B-TREE") == std::string::npos, plan);
}

BOOST_AUTO_TEST_SUITE_END()
