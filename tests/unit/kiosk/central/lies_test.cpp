// Lies: whatever stands on the way says whatever it likes, and no message is decided by it, lost or doubled.
#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <cstdlib>

#include "kiosk/protocol/http_names.h"
#include "tests/unit/kiosk/central/cutting_proxy.h"
#include "tests/unit/kiosk/central/running_centre.h"

using namespace kiosk::tests;
using namespace kiosk::central;
namespace protocol = kiosk::protocol;
namespace base = kiosk::base;
namespace data = boost::unit_test::data;

namespace {

RunningCentre::Options speaking(int http_version) {
  RunningCentre::Options options;
  options.http2 = http_version == 2;
  return options;
}

/// The shortest message that must be known exactly once.
struct Trouble {
  Trouble() {
    static int number = 0;
    const base::SystemClock clock;
    key.value = base::Uuid::make_v7(clock);
    const protocol::TroubleReport report{
        key, {"T05"}, "N" + std::to_string(++number), "paper-out", clock.wall(), {}, {}, {}};
    body = *encode(report);
  }
  base::IdempotencyKey key;
  base::SecureBytes body;
};

/// The long run cuts at every byte, the ordinary one at every 17th.
bool every_byte() { return std::getenv("KIOSK_LONG_TESTS") != nullptr; }

bool delivered(const TroubleOutcome& outcome) {
  return std::holds_alternative<Delivered<protocol::TroubleReceipt>>(outcome);
}
const PathFault* fault_of(const TroubleOutcome& outcome) { return std::get_if<PathFault>(&outcome); }

/// Sends again until it is through, as the queue does.
void deliver(CentralClient& client, const Trouble& trouble) {
  for (int tries = 0; tries < 5; ++tries) {
    if (delivered(client.report_trouble(trouble.body, trouble.key, {}))) return;
  }
  BOOST_FAIL("not delivered");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lies)

BOOST_DATA_TEST_CASE(a_page_in_any_status_decides_nothing, data::make({1, 2}), version) {
  RunningCentre centre(speaking(version));
  CentralClient client = centre.client();
  const Trouble trouble;
  int pages = 0;
  for (int status = 100; status <= 599; ++status) {
    centre.fault("status:" + std::to_string(status));
    const auto outcome = client.report_trouble(trouble.body, trouble.key, {});
    const PathFault* fault = fault_of(outcome);
    BOOST_REQUIRE_MESSAGE(fault != nullptr, status);
    BOOST_TEST((fault->sent == SentState::UnknownOutcome), status << ": " << fault->message);
    ++pages;
  }
  centre.fault("none");
  deliver(client, trouble);
  BOOST_TEST(centre.status()["troubles"] == 1);
  BOOST_TEST(pages == 500);
}

BOOST_AUTO_TEST_CASE(foreign_bodies_under_our_media_types_decide_nothing_in_any_status) {
  const Trouble trouble;
  HttpAnswer answer;
  for (const char* body :
       {"", "<html></html>", "{}", "[]", "null", "{\"version\":1}", "\xff\xfe", "{\"version\":1"}) {
    answer.body.assign(body, body + std::string_view(body).size());
    for (const std::string_view type : {protocol::kTroubleReceiptType, protocol::kProblemType,
                                        protocol::kCaseReceiptType, std::string_view("text/html")}) {
      answer.media_type = type;
      for (answer.status = 100; answer.status <= 599; ++answer.status) {
        const auto outcome = classify_trouble(answer, trouble.key);
        BOOST_REQUIRE_MESSAGE(fault_of(outcome) != nullptr, type << " " << answer.status << " " << body);
      }
    }
  }
}

BOOST_DATA_TEST_CASE(each_lie_over_each_http_is_a_fault_of_the_path, data::make({1, 2}), version) {
  RunningCentre centre(speaking(version));
  int troubles = 0;
  for (const char* lie : {"wrong-key", "stale-receipt", "broken-receipt", "plain-receipt", "drop-reply",
                          "endless", "html-200", "status:502", "cut:3"}) {
    CentralClient client = centre.client();
    deliver(client, Trouble());
    ++troubles;
    const Trouble trouble;
    centre.fault(lie);
    const auto outcome = client.report_trouble(trouble.body, trouble.key, {});
    BOOST_TEST((fault_of(outcome) != nullptr), lie);
    centre.fault("none");
    deliver(client, trouble);
    BOOST_TEST(centre.status()["troubles"] == ++troubles, lie);
  }
}

BOOST_DATA_TEST_CASE(a_reply_at_one_byte_a_second_is_given_up, data::make({1, 2}), version) {
  RunningCentre centre(speaking(version));
  auto settings = centre.settings();
  settings.low_speed_time = base::Duration{1000};
  CentralClient client = RunningCentre::client(settings);
  centre.fault("stall*1");
  const Trouble trouble;
  const auto outcome = client.report_trouble(trouble.body, trouble.key, {});
  BOOST_REQUIRE(fault_of(outcome) != nullptr);
  BOOST_TEST((fault_of(outcome)->trouble == PathTrouble::TimedOut));
  deliver(client, trouble);
  BOOST_TEST(centre.status()["troubles"] == 1);
}

BOOST_DATA_TEST_CASE(a_reply_cut_at_every_byte_makes_no_second_message, data::make({1, 2}), version) {
  RunningCentre centre(speaking(version));
  CentralClient client = centre.client();
  int bytes = 0;
  int troubles = 0;
  for (bool through = false; !through && bytes < 2'000; ++bytes) {
    const Trouble trouble;
    centre.fault("cut:" + std::to_string(bytes));
    through = delivered(client.report_trouble(trouble.body, trouble.key, {}));
    centre.fault("none");
    deliver(client, trouble);
    ++troubles;
  }
  BOOST_TEST(centre.status()["troubles"] == troubles);
  BOOST_TEST(bytes > 100);
  BOOST_TEST_MESSAGE("HTTP/" << version << ": " << bytes << " cuts of the reply");
}

BOOST_DATA_TEST_CASE(a_line_cut_at_every_byte_makes_no_second_message,
                     data::make({1, 2}) * data::make({0, 1}), version, upwards) {
  RunningCentre centre(speaking(version));
  CuttingProxy proxy(centre.status()["port"].get<std::uint16_t>());
  auto settings = centre.settings();
  settings.base_url = "https://localhost:" + std::to_string(proxy.port());
  const std::size_t stride = every_byte() ? 1 : 17;
  int troubles = 0;
  std::size_t bytes = 1;
  for (bool through = false; !through && bytes < 20'000; bytes += stride) {
    CentralClient client = RunningCentre::client(settings);
    const Trouble trouble;
    proxy.set(upwards != 0 ? CutPlan{bytes, SIZE_MAX} : CutPlan{SIZE_MAX, bytes});
    const auto outcome = client.report_trouble(trouble.body, trouble.key, {});
    through = delivered(outcome);
    BOOST_REQUIRE(through || fault_of(outcome) != nullptr);
    const bool known = centre.status()["troubles"] == troubles + 1;
    const bool never_sent = !through && fault_of(outcome)->sent == SentState::NeverSent;
    BOOST_TEST(!(known && never_sent), "the centre knows what was said never to have left, " << bytes);
    proxy.set({});
    deliver(client, trouble);
    ++troubles;
  }
  BOOST_TEST(centre.status()["troubles"] == troubles);
  BOOST_TEST(troubles > 30);
  BOOST_TEST_MESSAGE("HTTP/" << version << (upwards != 0 ? " up" : " down") << ": " << troubles << " cuts, "
                             << bytes << " bytes");
}

BOOST_AUTO_TEST_CASE(retry_after_is_read_as_seconds_and_as_date_and_is_bounded) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto wait = [&](const char* fault) {
    centre.fault(fault);
    const Trouble trouble;
    const auto outcome = client.report_trouble(trouble.body, trouble.key, {});
    BOOST_REQUIRE(std::holds_alternative<Busy>(outcome));
    return std::get<Busy>(outcome).retry_after.value_or(base::Duration{-1}).count();
  };
  BOOST_TEST(wait("busy:7") == 7'000);
  const auto until = wait("busy-until:120");
  BOOST_TEST(until > 100'000);
  BOOST_TEST(until <= 120'000);
  BOOST_TEST(wait("busy:1000000") == 3'600'000);
  BOOST_TEST(wait("busy-until:1000000") == 3'600'000);
}

BOOST_AUTO_TEST_SUITE_END()
