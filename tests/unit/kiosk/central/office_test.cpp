// What the centre keeps beside the cases: terminals, pushes, ratings' loops, reference data.
#include "kiosk/base/file.h"
#include "kiosk/crypto/signing_key.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/payment.h"
#include "kiosk/reference_data/snapshot_store.h"
#include "tests/central/cases/registry_repository.h"
#include "tests/unit/kiosk/central/running_centre.h"
#include "tests/unit/kiosk/central/speaker.h"

using namespace kiosk::tests;
using namespace kiosk::central;
namespace protocol = kiosk::protocol;
namespace base = kiosk::base;
using base::Json;

namespace {

Json report(double east, bool broken = false, const std::string& key = {}) {
  Json json = {{"reported_at", "2026-11-23T14:32:00+08:00"},
               {"software", "kiosk test"},
               {"place", {{"zh-CN", "样例大厅"}}},
               {"position", {{"east_m", east}, {"north_m", 0}}},
               {"services", {"GA-03"}},
               {"blocked_services", Json::array()},
               {"out_of_service", broken},
               {"devices", {"id-card-reader"}},
               {"faults", Json::array()},
               {"queued", 0}};
  if (!key.empty()) json["audit_public_key"] = key;
  return json;
}

/// The bill for these answers, which is nothing.
std::string free_bill(CentralClient& client, const protocol::CaseSubmission& submission) {
  protocol::PaymentQuestion question;
  question.idempotency_key = {base::Uuid::make_v7(base::SystemClock())};
  question.terminal = submission.terminal;
  question.service = submission.service;
  question.id_number = base::SecureString(submission.applicant.id_number.reveal());
  const auto bill = client.ask_payment(*protocol::encode(question), question.idempotency_key, {});
  const auto& payment = std::get<Delivered<protocol::Payment>>(bill).receipt;
  BOOST_REQUIRE((payment.state == protocol::PaymentState::Free));
  return payment.payment_number;
}

protocol::CaseReceipt new_case(CentralClient& client, const std::string& service) {
  auto submission = new_submission();
  submission.service.value = service;
  submission.answers = {{{"address_detail"}, base::SecureString("样例路 1 号"), {}}};
  if (service == "GA-09") submission.payment_number = free_bill(client, submission);
  return expect<DeliveredCase>(submit(client, Message(submission))).receipt;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(office)

BOOST_AUTO_TEST_CASE(the_nearest_terminal_that_works_comes_first) {
  RunningCentre centre;
  Speaker t05(centre, "T05"), t01(centre, "T01"), t02(centre, "T02");
  const std::string type(protocol::kTerminalReportType);
  BOOST_TEST(t05.send(Method::Put, "/v1/terminals/T05", type, report(0)) == 201);
  BOOST_TEST(t01.send(Method::Put, "/v1/terminals/T01", type, report(5, true)) == 201);
  BOOST_TEST(t02.send(Method::Put, "/v1/terminals/T02", type, report(90)) == 201);
  BOOST_TEST(t02.send(Method::Put, "/v1/terminals/T02", type, report(80)) == 200);
  BOOST_TEST(t01.send(Method::Put, "/v1/terminals/T02", type, report(0)) == 403);
  BOOST_TEST(t05.get("/v1/terminals?service=GA-03&near=T05") == 200);
  const Json& list = t05.answer["terminals"];
  BOOST_REQUIRE(list.size() == 3);
  BOOST_TEST(list[1]["terminal_id"] == "T02");
  BOOST_TEST(list[1]["distance_m"] == 80);
  BOOST_TEST(list[2]["state"] == "fault");
  t05.get("/v1/terminals?service=RS-01&near=T05");
  BOOST_TEST(t05.answer["terminals"][0]["state"] == "fault");
}

BOOST_AUTO_TEST_CASE(a_head_is_verified_with_the_key_of_the_enrolment_which_cannot_be_changed) {
  RunningCentre centre;
  TemporaryFolder folder;
  const auto signer = *kiosk::crypto::open_file_signer(folder / "audit.key");
  const auto other = *kiosk::crypto::open_file_signer(folder / "other.key");
  Speaker t05(centre, "T05");
  const std::string type(protocol::kTerminalReportType);
  t05.send(Method::Put, "/v1/terminals/T05", type, report(0, false, signer->public_key().to_pem()));
  BOOST_TEST(t05.send(Method::Put, "/v1/terminals/T05", type,
                      report(0, false, other->public_key().to_pem())) == 422);
  CentralClient client = centre.client();
  const base::SystemClock clock;
  for (auto* by : {signer.get(), other.get()}) {
    protocol::AuditHead head;
    head.idempotency_key.value = base::Uuid::make_v7(clock);
    head.terminal.value = "T05";
    head.sequence = by == signer.get() ? 64 : 128;
    head.head = std::string(64, 'c');
    head.signed_at = clock.wall();
    head.key_id = by->public_key().id();
    kiosk::crypto::CanonicalBytes message;
    message.field("kiosk-audit-checkpoint-v1").field("T05").number(head.sequence);
    message.field(std::vector<std::uint8_t>(32, 0xcc)).number(head.signed_at.since_epoch.count());
    head.signature = *by->sign(message.bytes());
    const auto outcome = client.witness(*encode(head), head.idempotency_key, {});
    BOOST_REQUIRE(outcome.index() == 0U);
    BOOST_TEST(std::get<0>(outcome).receipt.verified == (by == signer.get()));
  }
}

BOOST_AUTO_TEST_CASE(a_heartbeat_is_kept_in_the_registry_and_answers_what_is_published) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const base::SystemClock clock;
  protocol::TerminalReport report;
  report.idempotency_key.value = base::Uuid::make_v7(clock);
  report.terminal.value = "T05";
  report.reported_at = clock.wall();
  report.software = "1.2.3";
  report.configuration = std::string(64, 'a');
  report.place = {"样例大厅", {}};
  report.services = {"GA-03"};
  report.devices = {"id-card-reader"};
  report.faults = {{"receipt-printer", "paper-out", "2026-11-23T14:32:00+08:00"}};
  report.queued = 7;
  report.head = protocol::ReportedHead{640, std::string(64, 'c')};
  const auto state = client.report_terminal(report, {});
  if (!state) BOOST_FAIL(state.error().to_string());
  BOOST_TEST(state->reference_data.size() == 2U);
  BOOST_TEST(!client.reference_data("fees", state->reference_data[0].etag, {})->modified);
  const auto registry = ::tests::central::RegistryRepository::open(centre.folder() / "centre.db");
  const Json kept = Json::parse(registry->find("T05")->report);
  BOOST_TEST(kept["queued"] == 7);
  BOOST_TEST(kept["audit_head"]["sequence"] == 640);
  BOOST_TEST(kept["configuration"] == report.configuration);
  report.terminal.value = "T01";
  BOOST_TEST((client.report_terminal(report, {}).error().code == base::ErrorCode::PermissionDenied));
}

BOOST_AUTO_TEST_CASE(papers_that_follow_later_have_a_deadline_in_the_receipt_and_the_story) {
  RunningCentre centre;
  CentralClient client = centre.client();
  auto submission = new_submission();
  submission.service.value = "GA-03";
  submission.answers = {{{"house"}, base::SecureString("1"), {}}};
  submission.papers_to_follow = {"lease"};
  const auto receipt = expect<DeliveredCase>(submit(client, Message(submission))).receipt;
  BOOST_REQUIRE(receipt.papers_due.size() == 1);
  BOOST_TEST(receipt.papers_due[0].name == "lease");
  BOOST_TEST(receipt.papers_due[0].due_by > receipt.received_at);
  const auto story = client.case_story(receipt.receipt_number, {});
  BOOST_REQUIRE(story.has_value());
  const auto is_due = [&](const protocol::StoryStep& step) {
    return step.stage == "补交" && step.at == receipt.papers_due[0].due_by && !step.done;
  };
  BOOST_TEST(std::any_of(story->steps.begin(), story->steps.end(), is_due));
  BOOST_TEST(expect<DeliveredCase>(submit(client, Message(new_submission()))).receipt.papers_due.empty());
}

BOOST_AUTO_TEST_CASE(a_promised_case_says_until_when_and_its_light) {
  RunningCentre centre;
  CentralClient client = centre.client();
  for (const auto& [service, kind] :
       {std::pair{"GA-03", protocol::CaseKind::Promised}, std::pair{"RS-08", protocol::CaseKind::Joint},
        std::pair{"GA-09", protocol::CaseKind::Reported}}) {
    const auto receipt = new_case(client, service);
    BOOST_TEST((receipt.kind == kind), service);
    const auto progress = client.progress(receipt.case_number, {});
    BOOST_REQUIRE(progress.has_value());
    BOOST_TEST(!progress->promised_by.empty(), service);
    BOOST_TEST((progress->light == protocol::Light::Green), service);
  }
  const auto done = client.progress(new_case(client, "RS-01").case_number, {});
  BOOST_TEST(done->promised_by.empty());
  BOOST_TEST(!done->light.has_value());
}

BOOST_AUTO_TEST_CASE(the_supervision_gets_each_stage_acknowledges_it_and_answers) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto receipt = new_case(client, "GA-03");
  Speaker supervision(centre, "supervision"), terminal(centre, "T05");
  BOOST_TEST(terminal.get("/v1/pushes") == 403);
  BOOST_TEST(supervision.get("/v1/pushes?after=0") == 200);
  BOOST_REQUIRE(supervision.answer["pushes"].size() == 1);
  const std::string id = std::to_string(supervision.answer["pushes"][0]["push_id"].get<int>());
  BOOST_TEST(client.progress(receipt.case_number, {})->events.size() == 1);
  supervision.send(Method::Post, "/v1/pushes/" + id + "/receipt", "application/json", Json::object());
  BOOST_TEST(supervision.send(Method::Post, "/v1/pushes", protocol::kPushType,
                              {{"case_number", receipt.case_number},
                               {"stage", "监督检查"},
                               {"text", "现场核查通过"},
                               {"at", "2026-11-23T15:00:00+08:00"}}) == 201);
  const auto progress = client.progress(receipt.case_number, {});
  BOOST_REQUIRE(progress->events.size() == 3);
  BOOST_TEST(progress->events[1].text.zh_cn == "已推送监管部门");
  BOOST_TEST(progress->events[2].stage == "监督检查");
}

BOOST_AUTO_TEST_CASE(a_bad_rating_opens_a_loop_that_the_slip_s_number_shows) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto receipt = new_case(client, "GA-03");
  protocol::Rating rating;
  rating.number = receipt.receipt_number;
  rating.level = 1;
  rating.reasons_version = "2020-510";
  rating.reasons = {"510"};
  rating.terminal.value = "T05";
  const auto rate = [&] { return client.send_rating(rating.number, *encode(rating), Message().key, {}); };
  auto outcome = rate();
  BOOST_REQUIRE(std::holds_alternative<Refused>(outcome));
  BOOST_TEST((std::get<Refused>(outcome).problem.type == protocol::ProblemType::UnknownReason));
  BOOST_TEST(std::get<Refused>(outcome).problem.pointer == "/reasons/0");
  rating.reasons = {"108"};
  BOOST_REQUIRE(rate().index() == 0U);
  const std::string number = receipt.receipt_number;
  BOOST_TEST(centre.command("rating-step " + number + " 整改 太早")["ok"] == false);
  BOOST_TEST(centre.command("rating-step " + number + " 反馈 已电话回访")["ok"] == true);
  BOOST_TEST(centre.command("rating-step " + number + " 整改 已补充材料样本")["ok"] == true);
  const auto progress = client.progress(number, {});
  BOOST_REQUIRE(progress->events.size() == 4);
  BOOST_TEST(progress->events[1].stage == "评价");
  BOOST_TEST(progress->events[3].text.zh_cn == "已补充材料样本");
}

BOOST_AUTO_TEST_CASE(reference_data_come_once_are_kept_and_then_only_their_etag) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const base::SystemClock clock;
  TemporaryFolder folder;
  const auto pem = base::read_file(centre.folder() / "content-approval.key.pub");
  BOOST_REQUIRE(pem.has_value());
  auto store = kiosk::reference_data::SnapshotStore::open(folder.path(),
                                                          *kiosk::crypto::PublicKey::from_pem(*pem), clock);
  BOOST_REQUIRE(store.has_value());
  for (const char* name : {"fees", "notices"}) {
    const auto first = client.reference_data(name, store->etag(name), {});
    if (!first) BOOST_FAIL(first.error().to_string());
    BOOST_TEST(first->modified);
    BOOST_TEST(store->take(name, first->text, first->etag).has_value());
    BOOST_TEST(store->valid(name) != nullptr);
    BOOST_TEST(!client.reference_data(name, store->etag(name), {})->modified);
  }
  BOOST_TEST((client.reference_data("weather", "", {}).error().code == base::ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(in_the_guomi_profile_every_message_carries_its_terminal_s_envelope) {
  const TemporaryFolder keys;
  RunningCentre::Options options;
  options.envelope_keys = keys.path();
  RunningCentre centre(options);
  auto settings = centre.settings();
  const Message message;
  CentralClient bare = RunningCentre::client(settings);
  BOOST_TEST((expect<PathFault>(submit(bare, message)).trouble == PathTrouble::Unauthorized));
  settings.envelope_key = keys / "T05";  // its public half is the T05.pub that the centre knows
  CentralClient signing = RunningCentre::client(settings);
  expect<DeliveredCase>(submit(signing, message));
  settings.envelope_key = keys / "somebody";
  CentralClient other = RunningCentre::client(settings);
  BOOST_TEST((expect<PathFault>(submit(other, Message())).trouble == PathTrouble::Unauthorized));
  BOOST_TEST(centre.cases() == 1);
}

BOOST_AUTO_TEST_CASE(one_connection_carries_more_exchanges_than_a_server_s_usual_limit_of_resets) {
  RunningCentre centre;
  CentralClient client = centre.client();
  for (int i = 0; i < 1'200; ++i) BOOST_REQUIRE(client.health({}).has_value());
  BOOST_TEST(centre.status()["connections"] == 1);
}

BOOST_AUTO_TEST_CASE(small_messages_go_over_one_http_2_connection_and_large_bodies_never_over_http_2) {
  std::vector<std::pair<int, std::size_t>> traffic;
  int connections = 0;
  {
    RunningCentre::Options options;
    options.observer = [&traffic](const ::tests::central::Request& request, const auto&) {
      traffic.emplace_back(request.http_version, request.body.size());
    };
    RunningCentre centre(options);
    CentralClient client = centre.client();
    for (int i = 0; i < 50; ++i) new_case(client, "GA-03");
    connections = centre.status()["connections"];
    auto large = new_submission();
    large.service.value = "GA-03";
    for (int i = 0; i < 40; ++i) {
      large.answers.push_back({{"f" + std::to_string(i)}, base::SecureString(std::string(3000, 'x')), {}});
    }
    expect<DeliveredCase>(submit(client, Message(large)));
  }
  BOOST_TEST(connections == 1);
  BOOST_TEST(traffic.size() == 51U);
  for (const auto& [version, bytes] : traffic) {
    BOOST_TEST(version == (bytes > 60'000 ? 1 : 2), bytes << " bytes over HTTP/" << version);
  }
}

BOOST_AUTO_TEST_SUITE_END()
