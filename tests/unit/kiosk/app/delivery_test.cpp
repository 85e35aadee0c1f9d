// Delivery between the real queue and a real centre: whatever happens on the way, a case arrives once.
#include "kiosk/app/delivery.h"

#include "tests/unit/kiosk/app/storage_bench.h"
#include "tests/unit/kiosk/central/running_centre.h"

using namespace kiosk;
using namespace kiosk::tests;
using offline_cache::outbox::CaseState;
using offline_cache::outbox::CaseSummary;

BOOST_TEST_DONT_PRINT_LOG_VALUE(CaseState)

namespace {

struct News {
  base::IdempotencyKey key;
  central::SubmitOutcome outcome;
  bool delivered() const { return std::holds_alternative<DeliveredCase>(outcome); }
  const central::PathFault* fault() const { return std::get_if<central::PathFault>(&outcome); }
};

class Bench {
 public:
  Bench() {
    const auto made = line_.create(
        [settings = centre.settings()]() -> base::Result<std::unique_ptr<central::CentralClient>> {
          return std::make_unique<central::CentralClient>(RunningCentre::client(settings));
        });
    BOOST_REQUIRE(made.has_value());
    watch.on_change([this](central::Connectivity state) {
      if (state != central::Connectivity::Offline) delivery.pump();
    });
    watch.probe();
    BOOST_REQUIRE(
        wait_until(storage.main(), [this] { return watch.state() == central::Connectivity::Online; }));
  }
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  ~Bench() {
    stop_.request_stop();
    storage.main().close();
  }

  /// Stores a case of RS-01 in the lane of this citizen, as CaseDesk does.
  base::IdempotencyKey accept(const std::string& citizen, protocol::CaseSubmission made = new_submission()) {
    made.applicant.id_number = base::SecureString(citizen);
    const auto submission = std::make_shared<protocol::CaseSubmission>(std::move(made));
    offline_cache::outbox::NewCase fresh;
    fresh.key = submission->idempotency_key;
    fresh.terminal = submission->terminal;
    fresh.service = submission->service;
    fresh.attachments = attachments;
    fresh.payload = [submission](const std::string& receipt_number) {
      submission->receipt_number = receipt_number;
      return protocol::encode(*submission);
    };
    const auto accepted = storage.ask([fresh, submission](StorageBench::CaseStore& store) mutable {
      base::kStorageThread.assert_here();
      fresh.lane = store.lane_of(submission->applicant.id_number.reveal(), fresh.service);
      return store.accept_case(fresh, {});
    });
    BOOST_REQUIRE(accepted.has_value());
    return fresh.key;
  }
  CaseSummary summary(const base::IdempotencyKey& key) {
    const auto found = storage.ask([key](StorageBench::CaseStore& store) {
      base::kStorageThread.assert_here();
      return offline_cache::outbox::find_case(store.database(), key);
    });
    BOOST_REQUIRE((found.has_value() && found->has_value()));
    return **found;
  }
  bool wait_for(const base::IdempotencyKey& key, CaseState state) {
    return wait_until(storage.main(), [&] { return summary(key).state == state; });
  }
  bool wait_for_news(std::size_t count = 1) {
    return wait_until(storage.main(), [this, count] { return news.size() >= count; });
  }
  /// Where the case stands among those that the centre has, from 0.
  std::size_t place(const base::IdempotencyKey& key) {
    const base::Json rows = centre.rows();
    const std::string number = summary(key).receipt_number;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i]["receipt_number"] == number) return i;
    }
    BOOST_FAIL("the centre has no " + number);
    return 0;
  }

  RunningCentre centre;
  StorageBench storage{"T05"};
  std::vector<News> news;
  std::vector<offline_cache::outbox::NewAttachment> attachments;  ///< of the next accepted cases

 private:
  std::stop_source stop_;
  app::Line line_{"network", storage.clock(), storage.main()};

 public:
  app::CentreWatch watch{line_, storage.main(), stop_.get_token()};
  app::Delivery delivery{{storage.storage(), line_, storage.main(), watch},
                         stop_.get_token(),
                         [this](const auto& key, const auto& outcome) {
                           news.push_back({key, outcome});
                         }};
};

const std::string kOne = "100000199003070010", kOther = "100000199003070028";

}  // namespace

BOOST_FIXTURE_TEST_SUITE(delivery, Bench)

BOOST_AUTO_TEST_CASE(a_stored_case_arrives_and_its_receipt_is_kept) {
  const auto key = accept(kOne);
  delivery.pump();
  BOOST_REQUIRE(wait_for_news());
  BOOST_TEST((news[0].key == key));
  BOOST_TEST(news[0].delivered());
  const CaseSummary found = summary(key);
  BOOST_TEST(found.state == CaseState::Accepted, "the news comes after the answer is on the disk");
  BOOST_TEST(found.attempts == 1);
  BOOST_TEST(base::Json::parse(found.centre_receipt)["receipt_number"] == found.receipt_number);
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(a_case_whose_reply_is_lost_twice_arrives_once) {
  centre.fault("drop-reply*2");
  const auto key = accept(kOne);
  delivery.pump();
  BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_TEST(centre.cases() == 1);
  BOOST_TEST(centre.rows()[0]["times_received"] >= 2);
  BOOST_TEST(summary(key).attempts >= 2);
  BOOST_REQUIRE(news.size() >= 2);
  BOOST_REQUIRE(news.front().fault() != nullptr);
  BOOST_TEST((news.front().fault()->sent == central::SentState::UnknownOutcome));
  BOOST_TEST(news.back().delivered());
}

BOOST_AUTO_TEST_CASE(a_case_that_never_left_uses_nothing_up_and_may_be_taken_back) {
  centre.fault("down");
  const auto key = accept(kOne);
  const auto regretted = accept(kOther);
  delivery.pump();
  BOOST_REQUIRE(wait_for_news());
  BOOST_REQUIRE(
      wait_until(storage.main(), [this] { return watch.state() == central::Connectivity::Offline; }));
  for (const News& one : news) {
    BOOST_REQUIRE(one.fault() != nullptr);
    BOOST_TEST((one.fault()->sent == central::SentState::NeverSent));
  }
  BOOST_TEST(summary(key).state == CaseState::Queued);
  BOOST_TEST(summary(key).attempts == 0);
  BOOST_TEST(!summary(key).last_error.empty());
  const auto withdrawn = storage.ask([regretted](StorageBench::CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.withdraw(regretted);
  });
  BOOST_TEST(withdrawn.has_value());
  centre.fault("none");
  watch.probe();
  BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_TEST(centre.cases() == 1);
  BOOST_TEST(summary(regretted).state == CaseState::Withdrawn);
}

BOOST_AUTO_TEST_CASE(a_centre_that_comes_back_gets_the_case_without_anybody_asking) {
  centre.fault("down");
  const auto key = accept(kOne);
  delivery.pump();
  BOOST_REQUIRE(
      wait_until(storage.main(), [this] { return watch.state() == central::Connectivity::Offline; }));
  centre.fault("none");
  const base::MonoTime begin = storage.clock().now();
  BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_TEST((storage.clock().now() - begin < base::Duration{30'000}), "probed as while online");
}

BOOST_AUTO_TEST_CASE(a_proxy_that_says_400_decides_nothing) {
  centre.fault("html-400");
  const auto key = accept(kOne);
  delivery.pump();
  BOOST_REQUIRE(wait_for_news());
  BOOST_REQUIRE(news[0].fault() != nullptr);
  BOOST_TEST((news[0].fault()->trouble == central::PathTrouble::ForeignAnswer));
  BOOST_TEST(summary(key).state != CaseState::NeedsClerk);
  BOOST_TEST(summary(key).state != CaseState::Rejected);
  BOOST_TEST(centre.cases() == 0);
  centre.fault("none");
  watch.probe();
  BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(cases_of_one_lane_keep_their_order_while_another_lane_goes_on) {
  centre.fault("busy:2*1");
  const auto first = accept(kOne);
  const auto second = accept(kOne);
  const auto other = accept(kOther);
  delivery.pump();
  for (const auto& key : {first, second, other}) BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_TEST(place(other) == 0U);
  BOOST_TEST(place(first) == 1U);
  BOOST_TEST(place(second) == 2U);
  BOOST_TEST(std::holds_alternative<central::Busy>(news[0].outcome));
  BOOST_TEST((news[0].key == first));
}

BOOST_AUTO_TEST_CASE(a_rejected_case_ends_with_the_centres_reason) {
  auto submission = new_submission();
  submission.service.value = "GA-03";
  submission.answers = {{{"house"}, base::SecureString("云溪镇样例退回路 1 号"), {}}};
  const auto key = accept(kOne, submission);
  delivery.pump();
  BOOST_REQUIRE(wait_for_news());
  BOOST_REQUIRE(news[0].delivered());
  const auto& receipt = std::get<DeliveredCase>(news[0].outcome).receipt;
  BOOST_TEST((receipt.state == protocol::CaseState::Rejected));
  BOOST_TEST(summary(key).state == CaseState::Rejected);
  BOOST_TEST(summary(key).last_error == receipt.reason.zh_cn);
}

BOOST_AUTO_TEST_CASE(a_refused_case_waits_for_a_clerk_and_parks_its_lane_only) {
  auto submission = new_submission();
  submission.service.value = "XX-99";
  auto later = new_submission();
  later.service.value = "XX-99";
  const auto refused = accept(kOne, submission);
  const auto behind = accept(kOne, later);
  const auto other = accept(kOther);
  delivery.pump();
  BOOST_REQUIRE(wait_for(other, CaseState::Accepted));
  BOOST_TEST((news[0].key == refused));
  BOOST_TEST(std::holds_alternative<central::Refused>(news[0].outcome));
  BOOST_TEST(summary(refused).state == CaseState::NeedsClerk);
  BOOST_TEST(summary(behind).state == CaseState::Queued);
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(an_answer_that_the_disk_does_not_take_is_written_later_without_a_second_try) {
  const auto sql = [this](const char* text) {
    const auto done = storage.ask([text](StorageBench::CaseStore& store) {
      base::kStorageThread.assert_here();
      return store.database().execute(text);
    });
    BOOST_REQUIRE_MESSAGE(done.has_value(), (done ? "" : done.error().to_string()));
  };
  sql("CREATE TEMP TRIGGER disk_trouble BEFORE UPDATE OF centre_receipt ON outbox_case "
      "WHEN NEW.state='accepted' BEGIN SELECT RAISE(FAIL, 'disk trouble'); END");
  const auto key = accept(kOne);
  delivery.pump();
  BOOST_REQUIRE(wait_until(storage.main(), [this] { return centre.cases() == 1; }));
  BOOST_TEST(summary(key).state == CaseState::Sending);
  BOOST_TEST(news.empty(), "nobody is told what is not on the disk");
  sql("DROP TRIGGER disk_trouble");
  BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_REQUIRE(wait_for_news());
  BOOST_TEST(news.size() == 1U);
  BOOST_TEST(centre.rows()[0]["times_received"] == 1);
}

BOOST_AUTO_TEST_CASE(the_scans_of_a_case_arrive_before_it_and_only_missing_parts_are_sent_again) {
  const auto content = [](std::size_t size, std::uint8_t seed) {
    base::SecureBytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i * 31 + seed);
    return bytes;
  };
  attachments = {{{base::Uuid::make_v7(storage.clock())}, "lease", "image/jpeg", content(200'000, 1)},
                 {{base::Uuid::make_v7(storage.clock())}, "deed", "application/pdf", content(48 * 1024, 2)}};
  centre.fault("drop-reply*3");
  const auto key = accept(kOne);
  delivery.pump();
  BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_TEST(centre.cases() == 1);
  const auto found = storage.ask([key](StorageBench::CaseStore& store) {
    base::kStorageThread.assert_here();
    return offline_cache::outbox::attachments_of(store.database(), key);
  });
  BOOST_REQUIRE((found.has_value() && found->size() == 2U));
  for (const auto& attachment : *found) {
    BOOST_TEST(attachment.is_sent());
    BOOST_TEST(attachment.parts == (attachment.name == "lease" ? 5 : 1));
  }
  const auto left = storage.ask([](StorageBench::CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.database().integer("SELECT count(*) FROM outbox_part WHERE sealed IS NOT NULL");
  });
  BOOST_TEST(left.value().value() == 0, "the bytes are erased with the case's receipt");
}

BOOST_AUTO_TEST_CASE(a_small_case_does_not_wait_for_the_scans_of_another_citizen) {
  attachments = {{{base::Uuid::make_v7(storage.clock())}, "lease", "image/jpeg",
                  base::SecureBytes(std::size_t{4} << 20, std::uint8_t{7})}};
  const auto large = accept(kOne);
  attachments.clear();
  const auto small = accept(kOther);
  delivery.pump();
  BOOST_REQUIRE(wait_for(small, CaseState::Accepted));
  BOOST_TEST(summary(large).state == CaseState::Sending);
  BOOST_REQUIRE(wait_for(large, CaseState::Accepted));
  BOOST_TEST(place(small) == 0U);
}

BOOST_AUTO_TEST_CASE(a_centre_that_asks_for_patience_is_left_alone_by_all_lanes) {
  centre.fault("busy:3*1");
  const auto first = accept(kOne);
  delivery.pump();
  BOOST_REQUIRE(wait_for_news());
  const base::MonoTime asked = storage.clock().now();
  const auto other = accept(kOther);
  delivery.pump();
  BOOST_REQUIRE(wait_for(other, CaseState::Accepted));
  BOOST_TEST((storage.clock().now() - asked >= base::Duration{2'500}), "it was not left alone");
  BOOST_REQUIRE(wait_for(first, CaseState::Accepted));
}

BOOST_AUTO_TEST_CASE(a_rating_and_a_trouble_wait_for_the_line_and_the_rating_for_its_case) {
  using offline_cache::outbox::MessageKind;
  centre.fault("down");
  const auto key = accept(kOne);
  protocol::Rating rating;
  rating.number = summary(key).receipt_number;
  rating.level = 5;
  rating.terminal = {"T05"};
  protocol::TroubleReport trouble;
  trouble.idempotency_key = {base::Uuid::make_v7(storage.clock())};
  trouble.terminal = {"T05"};
  trouble.trouble_number = "E-1234";
  trouble.kind = "paper-out";
  const auto post = [this](offline_cache::outbox::NewMessage message) {
    const auto posted = storage.ask([message = std::move(message)](StorageBench::CaseStore& store) {
      base::kStorageThread.assert_here();
      return store.post_message(message);
    });
    BOOST_REQUIRE(posted.has_value());
  };
  post({{base::Uuid::make_v7(storage.clock())},
        MessageKind::Rating,
        rating.number,
        protocol::encode(rating).value()});
  post({trouble.idempotency_key, MessageKind::Trouble, trouble.trouble_number,
        protocol::encode(trouble).value()});
  const auto waiting = [this] {
    std::string words;
    const auto list = storage.ask([](StorageBench::CaseStore& store) {
      base::kStorageThread.assert_here();
      return offline_cache::outbox::list_messages(store.database(), 10);
    });
    for (const auto& message : list.value()) words += message.state + ' ';
    return words;
  };
  delivery.pump();
  BOOST_REQUIRE(
      wait_until(storage.main(), [this] { return watch.state() == central::Connectivity::Offline; }));
  BOOST_TEST(waiting() == "held queued ");
  centre.fault("none");
  watch.probe();
  BOOST_REQUIRE(wait_for(key, CaseState::Accepted));
  BOOST_REQUIRE(wait_until(storage.main(), [&] { return waiting().empty(); }));
}

BOOST_AUTO_TEST_SUITE_END()
