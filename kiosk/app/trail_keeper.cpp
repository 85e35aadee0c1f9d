// The trail's minute.
#include "kiosk/app/trail_keeper.h"

#include "kiosk/base/log.h"
#include "kiosk/crypto/encoding.h"
#include "kiosk/protocol/audit_head.h"

namespace kiosk::app {
namespace {

using offline_cache::audit::SignedHead;
using offline_cache::journal::CaseStore;
using offline_cache::outbox::MessageKind;

constexpr base::Duration kEvery{60'000};

base::Result<base::SecureBytes> encode_head(const SignedHead& signed_head, const base::IdempotencyKey& key) {
  protocol::AuditHead head;
  head.idempotency_key = key;
  head.terminal = signed_head.terminal;
  head.sequence = signed_head.head.sequence;
  head.head = crypto::to_hex(signed_head.head.hash);
  head.algorithm = signed_head.profile == crypto::CryptoProfile::Guomi ? protocol::ChainAlgorithm::Sm3
                                                                       : protocol::ChainAlgorithm::Sha256;
  head.signed_at = signed_head.signed_at;
  head.key_id = signed_head.key_id;
  head.signature = signed_head.signature;
  return protocol::encode(head);
}

/// Signs, hands a head that is newer than `known` to the queue, and tidies when nobody is there. Gives the
/// newest head that the queue has.
base::Result<std::int64_t> work(CaseStore& store, std::int64_t known, const base::IdempotencyKey& key,
                                bool alone) {
  base::kStorageThread.assert_here();
  const auto head = store.sign_head();
  if (!head) return tl::unexpected(head.error());
  if (*head && (*head)->head.sequence > known) {
    auto body = encode_head(**head, key);
    if (!body) return tl::unexpected(body.error());
    known = (*head)->head.sequence;
    const auto posted =
        store.post_message({key, MessageKind::Witness, std::to_string(known), std::move(*body)});
    if (!posted) return tl::unexpected(posted.error());
  }
  if (!alone) return known;
  return store.settle().map([known] { return known; });
}

}  // namespace

void TrailKeeper::keep() {
  const base::IdempotencyKey key{base::Uuid::make_v7(world_.clock)};
  const auto ask = [known = witnessed_, key, alone = !somebody_()](CaseStore& store) {
    return work(store, known, key, alone);
  };
  world_.storage.ask(ask, [this](const base::Result<std::int64_t>& known) {
    if (!known) return base::log(base::LogLevel::Error, "trail", known.error().to_string());
    if (*known > witnessed_) world_.delivery.pump();
    witnessed_ = *known;
  });
  timer_ = world_.main.post_after(kEvery, [this] { keep(); });
}

}  // namespace kiosk::app
