// FlowEvent: everything that can happen in a visit: touches, answers of devices, store and centre, timers.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "drivers/contract/certificate_printer.h"
#include "drivers/contract/id_card_reader.h"
#include "drivers/contract/receipt_printer.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/flow/session.h"

namespace kiosk::flow {

// --- What a person touches (intents: what a screen may return) ---
struct Begin {};  ///< a touch on the attract screen
struct ChooseDomain {
  catalog::Domain domain{};
};
struct ChooseService {
  base::ServiceId service;
};
struct Next {};  ///< start, agree, continue, submit: the primary button
struct Back {};
struct GoHome {};
struct NotMe {};  ///< 不是我: ends at once
struct AnswerField {
  base::FieldId field;
  base::SecureString value;
};
struct ChangeAnswer {
  base::FieldId field;
};                         ///< from the check-answers page
struct ScanPage {};        ///< takes a picture of the paper that lies there
struct RetakePage {};      ///< throws the last picture away
struct UsePaymentCode {};  ///< the citizen's code before the terminal's reader, instead of the phone's camera
struct DrawStroke {
  Stroke stroke;
};
struct ClearSignature {};
struct Retry {};
struct Skip {};  ///< go on without it: rating, slip, printing
struct Rate {
  int level = 0;
};
struct StillHere {};
struct EndVisit {};
struct FindCases {};  ///< 办件进度
struct EnterNumber {
  std::string number;  ///< as typed
};
struct ChooseCase {
  std::size_t index = 0;  ///< of the cases that were found
};
struct SetPreferences {
  Preferences preferences;
};

// --- What devices, store and centre answer ---
struct CardRead {
  drivers::contract::IdCard card;
};
struct CardFailed {
  TroubleKind trouble{};
  std::string detail;
};
struct CardTaken {};
struct CardStillThere {};  ///< the wait for removal is over and it still lies there
struct PageScanned {
  ScannedPage page;
};
struct ScanFailed {
  TroubleKind trouble{};
  std::string detail;
};
struct CaseStored {
  std::string receipt_number;
};
struct CaseNotStored {
  std::string detail;
};
struct CentreAccepted {
  std::string case_number;
  std::string message;
  std::vector<IssuedDocument> documents;
  std::string mail_number{};
};
struct CentreRejected {
  std::string case_number;
  std::string message;
  std::string refund_number{};
};
/// What the centre says of the payment, whenever that has changed.
struct PaymentHeard {
  PaymentProgress::State state{};
  std::string number;
  std::vector<PaymentLine> lines;
  std::int64_t fen = 0;
  std::string code;
  base::Duration valid_for{};
  bool found_again = false;
  std::string message;
  std::string refund_number;
};
/// The person cannot have the service now: nothing is to be paid.
struct PaymentRefused {
  std::string message;
};
struct PaymentNotHeard {
  std::string detail;
};  ///< the centre cannot be asked at this moment; it is asked again
struct PaymentCodeRead {
  base::SecureString code;
};
struct PaymentCodeNotRead {
  std::string detail;
};
struct CentreNotReached {
  std::string detail;
};  ///< certainly never sent
struct CaseWithdrawn {
  bool withdrawn = false;
};  ///< false: it had been sent after all
struct CodeRead {
  std::string number;  ///< the number that the code carries
};
struct CodeFailed {
  bool again = false;  ///< nothing came in time, or no number: the reader may wait again
};
struct CasesFound {
  std::vector<FoundCase> cases;
  bool complete = true;  ///< the centre was asked, too
};
struct CaseFound {
  FoundCase found;
  bool complete = true;
};
struct CaseNotFound {
  LookupTrouble trouble{};
};
struct DocumentReady {
  int pages = 0;
};
struct DocumentFailed {
  std::string detail;
};
struct PagePrinted {
  int pages = 0;
};
struct PrintDone {
  int pages = 0;
  bool counted = false;
  bool taken = false;
};
struct PrintFailed {
  TroubleKind trouble{};
  int pages_out = 0;
  std::string detail;
};
struct SlipPrinted {
  bool taken = false;
};
struct SlipFailed {
  TroubleKind trouble{};
  std::string detail;
};
struct SurroundingsChanged {
  Surroundings surroundings;
};

// --- Timers ---
struct IdleExpired {};
struct WaitExpired {};  ///< the step's own wait: for the centre, on the goodbye screen, for the rating

using FlowEvent =
    std::variant<Begin, ChooseDomain, ChooseService, Next, Back, GoHome, NotMe, AnswerField, ChangeAnswer,
                 ScanPage, RetakePage, UsePaymentCode, DrawStroke, ClearSignature, Retry, Skip, Rate,
                 StillHere, EndVisit, FindCases, EnterNumber, ChooseCase, SetPreferences, CardRead,
                 CardFailed, CardTaken, CardStillThere, PageScanned, ScanFailed, CaseStored, CaseNotStored,
                 CentreAccepted, CentreRejected, CentreNotReached, CaseWithdrawn, PaymentHeard,
                 PaymentRefused, PaymentNotHeard, PaymentCodeRead, PaymentCodeNotRead, CodeRead, CodeFailed,
                 CasesFound, CaseFound, CaseNotFound, DocumentReady, DocumentFailed, PagePrinted, PrintDone,
                 PrintFailed, SlipPrinted, SlipFailed, SurroundingsChanged, IdleExpired, WaitExpired>;

inline constexpr std::size_t kEventKinds = std::variant_size_v<FlowEvent>;

/// The position of an event type in the variant: the table's column.
template <class Event, std::size_t I = 0>
constexpr std::size_t kind_of() {
  if constexpr (std::is_same_v<Event, std::variant_alternative_t<I, FlowEvent>>) {
    return I;
  } else {
    return kind_of<Event, I + 1>();
  }
}

/// "begin", "choose-domain", …: the words of the trail.
std::string_view event_name(std::size_t kind);
/// Touches are ignored where the screen does not offer them; answers are dropped where they come too late.
bool is_intent(std::size_t kind);

/// An event with what the engine may not make by itself, so that a recorded visit replays to the same end.
struct Occurrence {
  FlowEvent event;
  base::WallTime at{};
  base::Uuid fresh{};  ///< becomes a session id, an idempotency key or a trouble's number where one is due
};

}  // namespace kiosk::flow
