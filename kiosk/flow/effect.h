// Effect: what the application shall do after a step. Each effect that asks something gets exactly one answer
// event.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/flow/session.h"

namespace kiosk::flow {

struct ReadCard {};          ///< → CardRead or CardFailed
struct AwaitCardRemoval {};  ///< → CardTaken or CardStillThere
struct TakePicture {};       ///< of the paper on the scanner → PageScanned or ScanFailed
struct DropPicture {
  std::string digest;
};                           ///< the application forgets it
struct CancelDeviceJobs {};  ///< their answers will be dropped
struct StoreCase {};         ///< one transaction: outbox row and audit record → CaseStored or CaseNotStored
struct WithdrawCase {};      ///< → CaseWithdrawn
struct AskPayment {};       ///< what it costs; then watched → PaymentHeard, PaymentRefused, PaymentNotHeard
struct WatchPayment {};     ///< the same for a payment that has its number
struct ReadPaymentCode {};  ///< → PaymentCodeRead or PaymentCodeNotRead
struct SendPaymentCode {
  base::SecureString code;
};  ///< what comes of it is told by the watch
/// The service is not done: nobody shall pay any more, and what was paid goes back. Kept until the centre has
/// it.
struct ClosePayment {
  std::string number;
  base::IdempotencyKey payment_key;
};
struct AwaitCode {};   ///< of a slip, before the code reader → CodeRead or CodeFailed
struct QueryCases {};  ///< of the person whose card was read → CasesFound
struct QueryCase {
  std::string number;
};  ///< → CaseFound or CaseNotFound
struct FetchDocument {
  std::string id;
};                        ///< → DocumentReady or DocumentFailed
struct PrintDocument {};  ///< → PagePrinted…, then PrintDone or PrintFailed
struct PrintSlip {};      ///< → SlipPrinted or SlipFailed
struct SendRating {
  int level = 0;
};  ///< 0 is "not rated"
struct ArmIdle {
  base::Duration after{};
};  ///< replaces the running one → IdleExpired
struct DisarmIdle {};
struct ArmWait {
  base::Duration after{};
};  ///< replaces the running one → WaitExpired
struct DisarmWait {};
struct TellTrouble {};  ///< session.trouble goes to the trail and to the centre
struct Wipe {};         ///< everything of the visit: session, documents, cached text

using Effect =
    std::variant<ReadCard, AwaitCardRemoval, TakePicture, DropPicture, CancelDeviceJobs, StoreCase,
                 WithdrawCase, AskPayment, WatchPayment, ReadPaymentCode, SendPaymentCode, ClosePayment,
                 AwaitCode, QueryCases, QueryCase, FetchDocument, PrintDocument, PrintSlip, SendRating,
                 ArmIdle, DisarmIdle, ArmWait, DisarmWait, TellTrouble, Wipe>;
using Effects = std::vector<Effect>;

/// "read-card", …: the words of the trail.
std::string_view effect_name(const Effect& effect);

}  // namespace kiosk::flow
