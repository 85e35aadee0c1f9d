// Messages that are no cases: troubles, audit heads, attachments in parts.
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/protocol/http_names.h"
#include "tests/unit/kiosk/central/running_centre.h"

using namespace kiosk::tests;
using namespace kiosk::central;
namespace protocol = kiosk::protocol;
namespace base = kiosk::base;

namespace {

base::IdempotencyKey new_key() {
  const base::SystemClock clock;
  return {base::Uuid::make_v7(clock)};
}

protocol::TroubleReport new_trouble(const std::string& number) {
  const base::SystemClock clock;
  return {new_key(), {"T05"}, number, "paper-out", clock.wall(), {"RS-01"}, {}, "1 of 2 pages out"};
}

protocol::AuditHead new_head(std::int64_t sequence, char digit) {
  const base::SystemClock clock;
  protocol::AuditHead head;
  head.idempotency_key = new_key();
  head.terminal.value = "T05";
  head.sequence = sequence;
  head.head = std::string(64, digit);
  head.signed_at = clock.wall();
  head.key_id = "0011223344556677";
  head.signature = {1, 2, 3};
  return head;
}

template <class Message>
base::SecureBytes bytes_of(const Message& message) {
  auto body = encode(message);
  if (!body) BOOST_FAIL(body.error().to_string());
  return std::move(*body);
}

/// The alternative that is expected of any outcome.
template <class T, class Outcome>
T take(const Outcome& outcome) {
  const auto* fault = std::get_if<PathFault>(&outcome);
  const auto* refused = std::get_if<Refused>(&outcome);
  BOOST_REQUIRE_MESSAGE(std::holds_alternative<T>(outcome),
                        outcome.index() << (fault != nullptr ? fault->message : "")
                                        << (refused != nullptr ? refused->problem.title : ""));
  return std::get<T>(outcome);
}
using State = Delivered<protocol::AttachmentState>;

/// A scan of a size that is no multiple of a part, and what it takes to send it.
struct Scan {
  Scan() {
    for (std::size_t i = 0; i < 2 * protocol::kAttachmentPartSize + 1234; ++i) {
      bytes.push_back(static_cast<std::uint8_t>(i * 31));
    }
    attachment.idempotency_key = new_key();
    attachment.terminal.value = "T05";
    attachment.digest = kiosk::crypto::to_hex(kiosk::crypto::sha256(bytes));
    attachment.size = static_cast<std::int64_t>(bytes.size());
    attachment.media_type = "image/jpeg";
    attachment.name = "lease";
    attachment.receipt_number = "T05-20261123-000042";
  }
  std::span<const std::uint8_t> part(std::size_t number) const {
    const std::size_t from = (number - 1) * protocol::kAttachmentPartSize;
    return std::span(bytes).subspan(from, std::min(protocol::kAttachmentPartSize, bytes.size() - from));
  }
  AttachmentOutcome announce(CentralClient& client) const {
    return client.announce_attachment(attachment.digest, bytes_of(attachment), attachment.idempotency_key,
                                      {});
  }
  AttachmentOutcome send(CentralClient& client, std::int64_t number) const {
    return client.send_part(attachment.digest, number, part(static_cast<std::size_t>(number)),
                            attachment.idempotency_key, {});
  }
  std::vector<std::uint8_t> bytes;
  protocol::Attachment attachment;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(messages)

BOOST_AUTO_TEST_CASE(a_trouble_is_known_once_by_its_number) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const auto trouble = new_trouble("7K3M-9QXA");
  const auto body = bytes_of(trouble);
  centre.fault("drop-reply*1");
  take<PathFault>(client.report_trouble(body, trouble.idempotency_key, {}));
  using Receipt = Delivered<protocol::TroubleReceipt>;
  const auto receipt = take<Receipt>(client.report_trouble(body, trouble.idempotency_key, {})).receipt;
  BOOST_TEST(receipt.trouble_number == "7K3M-9QXA");
  BOOST_TEST(centre.status()["troubles"] == 1);

  const auto other = new_trouble("7K3M-9QXA");
  auto refused = take<Refused>(client.report_trouble(bytes_of(other), other.idempotency_key, {}));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::TroubleNumberTaken));
  auto changed = trouble;
  changed.detail = "2 of 2 pages out";
  refused = take<Refused>(client.report_trouble(bytes_of(changed), trouble.idempotency_key, {}));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::IdempotencyKeyReused));
}

BOOST_AUTO_TEST_CASE(a_trouble_whose_number_or_detail_cannot_be_right_is_not_sent) {
  auto trouble = new_trouble("no number");
  BOOST_TEST(encode(trouble).error().where == "/trouble_number");
  trouble = new_trouble("7K3M-9QXA");
  trouble.detail = std::string(301, 'x');
  BOOST_TEST(encode(trouble).error().where == "/detail");
}

BOOST_AUTO_TEST_CASE(the_witness_keeps_each_head_and_refuses_a_fork) {
  RunningCentre centre;
  CentralClient client = centre.client();
  using Receipt = Delivered<protocol::WitnessReceipt>;
  const auto head = new_head(64, 'a');
  BOOST_TEST(take<Receipt>(client.witness(bytes_of(head), head.idempotency_key, {})).receipt.sequence == 64);
  const auto again = new_head(64, 'a');
  BOOST_TEST(take<Receipt>(client.witness(bytes_of(again), again.idempotency_key, {})).receipt.head ==
             head.head);
  const auto fork = new_head(64, 'b');
  const auto refused = take<Refused>(client.witness(bytes_of(fork), fork.idempotency_key, {}));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::AuditFork));
  const auto later = new_head(128, 'b');
  take<Receipt>(client.witness(bytes_of(later), later.idempotency_key, {}));
  BOOST_TEST(centre.status()["witnessed"] == 2);
}

BOOST_AUTO_TEST_CASE(an_attachment_arrives_in_parts_and_goes_on_where_it_was_broken_off) {
  RunningCentre centre;
  const Scan scan;
  {
    CentralClient client = centre.client();
    BOOST_TEST(take<State>(scan.announce(client)).receipt.parts_held.empty());
    BOOST_TEST(!take<State>(scan.send(client, 3)).receipt.complete);
    centre.fault("drop-reply*2");
    take<PathFault>(scan.send(client, 1));
    centre.fault("none");
  }
  CentralClient client = centre.client();
  const auto held = client.attachment(scan.attachment.digest, {});
  if (!held) BOOST_FAIL(held.error().to_string());
  const std::vector<std::int64_t> expected = {1, 3};
  BOOST_TEST(held->parts_held == expected, boost::test_tools::per_element());
  BOOST_TEST(take<State>(scan.announce(client)).receipt.parts_held == expected,
             boost::test_tools::per_element());
  BOOST_TEST(take<State>(scan.send(client, 2)).receipt.complete);
  BOOST_TEST(take<State>(scan.send(client, 2)).receipt.complete);
}

BOOST_AUTO_TEST_CASE(a_part_with_a_wrong_digest_size_or_number_is_refused) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const Scan scan;
  auto refused = take<Refused>(scan.send(client, 1));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::NotFound));
  take<State>(scan.announce(client));
  const auto& digest = scan.attachment.digest;
  const auto& key = scan.attachment.idempotency_key;
  refused = take<Refused>(client.send_part(digest, 3, scan.part(1), key, {}));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::PartMismatch));
  refused = take<Refused>(client.send_part(digest, 4, scan.part(3), key, {}));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::PartMismatch));
  refused = take<Refused>(client.send_part(digest, 1, scan.part(1), new_key(), {}));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::IdempotencyKeyReused));
}

BOOST_AUTO_TEST_CASE(a_whole_without_its_digest_is_refused_and_can_be_sent_anew) {
  RunningCentre centre;
  CentralClient client = centre.client();
  const Scan scan;
  take<State>(scan.announce(client));
  take<State>(scan.send(client, 1));
  take<State>(scan.send(client, 2));
  std::vector<std::uint8_t> wrong(scan.part(3).begin(), scan.part(3).end());
  wrong[0] ^= 1;
  const auto refused =
      take<Refused>(client.send_part(scan.attachment.digest, 3, wrong, scan.attachment.idempotency_key, {}));
  BOOST_TEST((refused.problem.type == protocol::ProblemType::DigestMismatch));
  BOOST_TEST(client.attachment(scan.attachment.digest, {})->parts_held.empty());
  for (const int number : {1, 2}) take<State>(scan.send(client, number));
  BOOST_TEST(take<State>(scan.send(client, 3)).receipt.complete);
}

BOOST_AUTO_TEST_CASE(no_lie_on_the_way_decides_a_message) {
  RunningCentre centre;
  for (const char* lie : {"html-400", "html-200", "status:502", "wrong-key", "stale-receipt",
                          "broken-receipt", "plain-receipt"}) {
    CentralClient client = centre.client();
    const auto head = new_head(1, 'a');
    centre.fault(lie);
    const auto fault = take<PathFault>(client.witness(bytes_of(head), head.idempotency_key, {}));
    BOOST_TEST((fault.trouble == PathTrouble::ForeignAnswer), lie << ": " << fault.message);
    const Scan scan;
    BOOST_TEST((take<PathFault>(scan.announce(client)).trouble == PathTrouble::ForeignAnswer), lie);
    centre.fault("none");
  }
}

BOOST_AUTO_TEST_CASE(a_state_of_another_attachment_is_a_path_fault) {
  HttpAnswer answer;
  answer.status = 200;
  answer.media_type = protocol::kAttachmentStateType;
  protocol::AttachmentState state{new_key(), std::string(64, 'a'), 10, 49152, {1}, true};
  const auto said = [&] {
    const std::string json = to_json(state).dump();
    answer.body.assign(json.begin(), json.end());
    return classify_attachment(answer, state.idempotency_key, std::string(64, 'a'));
  };
  take<State>(said());
  state.digest = std::string(64, 'b');
  BOOST_TEST((take<PathFault>(said()).trouble == PathTrouble::ForeignAnswer));
}

BOOST_AUTO_TEST_SUITE_END()
