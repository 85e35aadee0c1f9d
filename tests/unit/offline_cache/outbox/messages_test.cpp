// Messages besides cases, and scans in parts: kept until the centre has them.
#include "offline_cache/outbox/message_box.h"
#include "tests/unit/offline_cache/outbox/queue_bench.h"

using namespace offline_cache::outbox;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::SecureBytes;
using kiosk::tests::QueueBench;

namespace {

struct Bench : QueueBench {
  Bench() { BOOST_REQUIRE(database->execute(kMessageTablesUp)); }
  kiosk::base::IdempotencyKey post(MessageKind kind, const std::string& subject) {
    const NewMessage made{{kiosk::base::Uuid::make_v7(clock)}, kind, subject, SecureBytes{1, 2, 3}};
    BOOST_REQUIRE(change([&](auto& t) { return box.post(t, made); }));
    return made.key;
  }
  std::optional<DueMessage> take() {
    return change([&](auto& t) { return box.take_due(t); }).value();
  }
  std::string states() {
    std::string words;
    const auto list = list_messages(*database, 100).value();
    for (const auto& message : list) words += message.state + ' ';
    return words;
  }
  /// A scan of this many bytes for the case.
  NewAttachment scan(const kiosk::base::IdempotencyKey& of, std::size_t size) {
    NewAttachment made{{kiosk::base::Uuid::make_v7(clock)}, "lease", "image/jpeg", SecureBytes(size)};
    for (std::size_t i = 0; i < size; ++i) made.content[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
    BOOST_REQUIRE(change([&](auto& t) { return scans.add(t, of, made); }));
    return made;
  }
  std::vector<std::int64_t> missing(const NewAttachment& scan) {
    return scans.missing_parts(*database, scan.key).value();
  }

  MessageBox box{sealer, clock};
  AttachmentStore scans{sealer};
};

}  // namespace

BOOST_FIXTURE_TEST_SUITE(messages, Bench)

BOOST_AUTO_TEST_CASE(they_go_one_after_the_other_and_trouble_uses_nothing_up) {
  const auto first = post(MessageKind::Trouble, "E-1");
  const auto second = post(MessageKind::Trouble, "E-2");
  for (int i = 0; i < 100; ++i) {
    const auto due = take();
    BOOST_REQUIRE(due.has_value());
    BOOST_TEST((due->summary.key == first));
    BOOST_TEST((due->payload == SecureBytes{1, 2, 3}));
    BOOST_REQUIRE(change([&](auto& t) { return box.postpone(t, due->summary, {Duration{50}, "down"}); }));
    const auto other = take();
    BOOST_TEST((other->summary.key == second));
    BOOST_REQUIRE(change([&](auto& t) {
      return box.postpone(t, other->summary, {Duration{60}, "down", Sent::Never});
    }));
    BOOST_TEST(!take().has_value());
    BOOST_TEST((box.next_wake(*database).value().value() == clock.now() + Duration{50}));
    clock.advance(Duration{60});
  }
  const auto list = list_messages(*database, 10).value();
  BOOST_TEST(list[0].attempts == 100);
  BOOST_TEST(list[1].attempts == 0);
}

BOOST_AUTO_TEST_CASE(the_same_key_is_kept_once_and_a_restart_sends_it_again) {
  const NewMessage made{{kiosk::base::Uuid::make_v7(clock)}, MessageKind::Trouble, "E-1", SecureBytes{1}};
  for (int i = 0; i < 2; ++i) BOOST_REQUIRE(change([&](auto& t) { return box.post(t, made); }));
  BOOST_TEST(states() == "queued ");
  BOOST_REQUIRE(take().has_value());
  BOOST_TEST(!take().has_value());
  BOOST_REQUIRE(change([&](auto& t) { return box.recover(t); }));
  const auto due = take();
  BOOST_TEST((due->summary.key == made.key));
  BOOST_REQUIRE(change([&](auto& t) { return box.mark_delivered(t, due->summary); }));
  BOOST_TEST(states().empty());
  BOOST_TEST(database->integer("SELECT count(*) FROM outbox_message WHERE payload IS NULL").value().value() ==
             1);
}

BOOST_AUTO_TEST_CASE(a_refused_message_is_parked_and_stops_no_other) {
  post(MessageKind::Trouble, "E-1");
  const auto second = post(MessageKind::Trouble, "E-2");
  const auto due = take();
  BOOST_REQUIRE(change([&](auto& t) { return box.park(t, due->summary, "unknown kind"); }));
  BOOST_TEST((take()->summary.key == second));
  BOOST_TEST(states() == "parked sending ");
}

BOOST_AUTO_TEST_CASE(a_message_that_does_not_open_is_parked) {
  post(MessageKind::Trouble, "E-1");
  const auto second = post(MessageKind::Trouble, "E-2");
  BOOST_REQUIRE(database->execute("UPDATE outbox_message SET kind='rating' WHERE subject='E-1'"));
  BOOST_TEST((take()->summary.key == second));
  BOOST_TEST(states() == "parked sending ");
}

BOOST_AUTO_TEST_CASE(a_rating_waits_for_its_case_and_no_longer) {
  const auto key = accept("a");
  post(MessageKind::Rating, number_of(key));
  BOOST_TEST(!take().has_value());
  BOOST_TEST(states() == "held ");
  BOOST_REQUIRE(sending(key));
  BOOST_REQUIRE(accepted(key));
  BOOST_REQUIRE(change([&](auto& t) { return box.release(t, number_of(key)); }));
  BOOST_REQUIRE(take().has_value());
  const auto late = accept("b");
  post(MessageKind::Rating, number_of(late));
  BOOST_REQUIRE(change([&](auto& t) { return outbox.withdraw(t, late); }));
  BOOST_REQUIRE(change([&](auto& t) { return box.recover(t); }));
  BOOST_TEST(states() == "queued queued ");
}

BOOST_AUTO_TEST_CASE(a_newer_head_replaces_one_that_was_never_sent_and_no_other) {
  post(MessageKind::Witness, "64");
  post(MessageKind::Trouble, "E-1");
  post(MessageKind::Witness, "128");
  BOOST_TEST(list_messages(*database, 10).value().size() == 2U);
  take();
  const auto sent = take();
  BOOST_TEST(sent->summary.subject == "128");
  BOOST_REQUIRE(change([&](auto& t) { return box.postpone(t, sent->summary, {Duration{0}, "reset"}); }));
  post(MessageKind::Witness, "192");
  BOOST_TEST(list_messages(*database, 10).value().size() == 3U);
  const auto delivered = take();
  BOOST_REQUIRE(change([&](auto& t) { return box.mark_delivered(t, delivered->summary); }));
  BOOST_TEST(database->integer("SELECT count(*) FROM outbox_message WHERE kind='witness'").value().value() ==
             1);
}

BOOST_AUTO_TEST_CASE(a_scan_comes_back_part_by_part_as_it_was_stored) {
  const auto key = accept("a");
  const auto made = scan(key, 2 * kPartBytes + 5);
  BOOST_TEST((missing(made) == std::vector<std::int64_t>{1, 2, 3}));
  SecureBytes whole;
  for (const std::int64_t number : missing(made)) {
    const auto part = scans.read_part(*database, made.key, number).value();
    whole.insert(whole.end(), part.begin(), part.end());
  }
  BOOST_TEST((whole == made.content));
  const auto found = scans.next_unsent(*database, key).value().value();
  BOOST_TEST(found.bytes == static_cast<std::int64_t>(made.content.size()));
  BOOST_TEST((found.digest == kiosk::crypto::sha256(made.content)));
  const auto again = change([&](auto& t) { return scans.add(t, key, made); });
  BOOST_TEST((again.error().code == ErrorCode::AlreadyExists));
}

BOOST_AUTO_TEST_CASE(what_the_centre_holds_decides_which_parts_go) {
  const auto key = accept("a");
  const auto made = scan(key, 4 * kPartBytes);
  const auto held = [&](std::vector<std::int64_t> numbers) {
    BOOST_REQUIRE(change([&](auto& t) { return scans.note_held(t, made.key, numbers); }));
  };
  held({1, 3});
  BOOST_TEST((missing(made) == std::vector<std::int64_t>{2, 4}));
  held({1, 2, 3, 4});
  BOOST_TEST(!scans.next_unsent(*database, key).value().has_value());
  held({4});  // the centre lost what it had
  BOOST_TEST((missing(made) == std::vector<std::int64_t>{1, 2, 3}));
}

BOOST_AUTO_TEST_CASE(a_part_that_was_moved_or_changed_does_not_open_and_erased_ones_are_gone) {
  const auto key = accept("a");
  const auto made = scan(key, 2 * kPartBytes);
  BOOST_REQUIRE(database->execute(
      "UPDATE outbox_part SET sealed=(SELECT sealed FROM outbox_part WHERE number=2) WHERE number=1"));
  BOOST_TEST((scans.read_part(*database, made.key, 1).error().code == ErrorCode::InvalidData));
  BOOST_TEST(scans.read_part(*database, made.key, 2).has_value());
  BOOST_REQUIRE(change([&](auto& t) { return scans.erase(t, key); }));
  BOOST_TEST((scans.read_part(*database, made.key, 2).error().code == ErrorCode::NotFound));
  const auto empty = change([&](auto& t) { return scans.add(t, key, {{}, "none", "", {}}); });
  BOOST_TEST((empty.error().code == ErrorCode::InvalidArgument));
}

BOOST_AUTO_TEST_SUITE_END()
