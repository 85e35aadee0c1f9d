// Session: everything that is known of one visit, as one value. The screen is a function of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/contract/document_scanner.h"
#include "drivers/contract/fault.h"
#include "drivers/contract/id_card_reader.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/secure.h"
#include "kiosk/catalog/service_definition.h"
#include "kiosk/flow/found_case.h"

namespace kiosk::flow {

using catalog::StepKind;

enum class TextSize { Standard, Large, Larger, Largest };
enum class ThemeChoice { Default, HighContrast, Night };

/// What the citizen set for this visit; back to the defaults after it.
struct Preferences {
  catalog::Language language = catalog::Language::ZhCn;
  TextSize text_size = TextSize::Standard;
  ThemeChoice theme = ThemeChoice::Default;
  bool low_reach = false;
  bool voice = false;
  int voice_rate = 0;    ///< steps from the usual rate; negative is slower
  bool curtain = false;  ///< the screen is black: the citizen listens
  friend bool operator==(const Preferences&, const Preferences&) = default;
};

/// What the terminal can do at this moment. Survives the visits: it is not about a person.
struct Surroundings {
  enum class Connectivity { Online, Degraded, Offline };
  Connectivity connectivity = Connectivity::Offline;
  std::vector<std::string> usable_devices{};  ///< device classes by word, sorted
  bool queue_has_room = true;
  bool maintenance = false;  ///< a technician works here or is about to: no visit begins
  friend bool operator==(const Surroundings&, const Surroundings&) = default;
};

struct Answer {
  base::FieldId field;
  base::SecureString value;
};

/// One point of a signature: millimetres from the box's upper left corner, milliseconds from its first point.
struct StrokePoint {
  float x_mm, y_mm;
  std::uint32_t at_ms;
};
using Stroke = std::vector<StrokePoint>;

/// One picture of a paper. The application keeps the pixels; the visit knows them by their digest.
struct ScannedPage {
  std::string digest;  ///< SHA-256 of the stored picture in hex
  std::vector<drivers::contract::PageFlaw> flaws{};
};

/// What was given of one material of the service.
struct ScannedMaterial {
  std::vector<ScannedPage> pages{};
  bool follows_later = false;  ///< the citizen brings it later
  bool done() const { return follows_later || !pages.empty(); }
};

/// Where the case stands, as far as the terminal knows. Each state is said to the citizen in its own words.
enum class CaseState {
  None,
  Storing,      ///< being made durable: nothing may be promised yet
  Stored,       ///< on disk: "accepted", will be delivered
  Delivered,    ///< the centre has it and answered
  Unconfirmed,  ///< sent, answer unknown: the queue goes on asking with the same key
  Withdrawn,    ///< never sent and taken back: nothing was submitted
  Rejected,     ///< the centre refused it, with a reason
};

struct CaseProgress {
  CaseState state = CaseState::None;
  base::IdempotencyKey key{};  ///< made once, when the citizen submits
  base::WallTime applied_at{};
  std::string receipt_number;  ///< on the slip; finds the case everywhere
  std::string case_number;     ///< the centre's own number
  std::string message;         ///< the centre's words, e.g. why it refused
  std::vector<IssuedDocument> documents{};
  std::string mail_number;  ///< the order that brings the result by EMS; empty: none
};

/// One line of what is to be paid; a reduction is negative.
struct PaymentLine {
  catalog::Text name;
  std::int64_t fen = 0;
};

/// What the centre asks for the service, and whether it has it. Only the centre's word makes it paid.
struct PaymentProgress {
  enum class State {
    None,
    Asking,    ///< the centre is asked what it costs
    Free,      ///< nothing to pay
    Asked,     ///< the code is shown
    Paid,      ///< the money is there, the service not yet done
    Unknown,   ///< nobody could say in time whether it was paid
    Over,      ///< not paid in time, or given up
    Returned,  ///< the money goes back under `refund_number`
  };
  State state = State::None;
  base::IdempotencyKey key{};  ///< made once for each question what it costs
  std::string number;          ///< the centre's; stands on the slip
  std::vector<PaymentLine> lines{};
  std::int64_t fen = 0;
  std::string code;              ///< for the citizen's phone
  base::WallTime valid_until{};  ///< by the terminal's clock
  bool found_again = false;      ///< paid in an earlier visit
  bool line_lost = false;        ///< nobody can say at this moment whether it was paid
  bool reading_code = false;     ///< the terminal's reader waits for the citizen's code
  std::string message;           ///< why a code was not taken
  std::string refund_number;

  bool holds_money() const { return state == State::Paid && fen > 0; }
};

/// How far the paper is.
struct PrintProgress {
  bool running = false;
  int pages_printed = 0;
  bool counted = false;
  bool done = false;  ///< all pages counted by the printer
  bool slip_printed = false;
  bool card_taken = false;
};

/// What went wrong, in the words that decide the screen.
enum class TroubleKind {
  None,
  CardNotPresented,  ///< nobody put a card in time
  CardRemoved,       ///< pulled in mid-read
  CardUnreadable,
  CardNotAuthentic,
  CardExpired,
  ReaderMissing,
  ServiceUnavailable,  ///< a device is missing before the visit began
  CentreUnreachable,   ///< never sent: nothing was submitted
  CentreUnconfirmed,   ///< sent, no answer yet
  CentreRefused,       ///< the centre's reason is shown
  CaseNotStored,       ///< the disk refused it: not accepted
  DocumentMissing,     ///< the case is done, its document cannot be fetched now
  PaperOut,
  PaperJam,
  PrinterCover,
  PrinterMissing,
  PrintIncomplete,  ///< pages missing or not counted
  SlipNotPrinted,   ///< the number is on the screen only
  ScannerMissing,
  NothingToScan,    ///< no paper lies there
  ScanFailed,       ///< jammed, broken off, cover open: try again
  PaymentTimedOut,  ///< not paid in time: nothing was paid, nothing was submitted
  PaymentUnknown,   ///< nobody could say in time: what was paid is found again or goes back
  CardLeftBehind,   ///< nobody took the card: the person's data are wiped, the card still lies there
};

struct Trouble {
  TroubleKind kind = TroubleKind::None;
  StepKind at = StepKind::Attract;  ///< the step that it happened on, and that "try again" goes back to
  std::string number;               ///< citizen, technician and centre see the same
  std::string detail;               ///< for the technician; never personal
  int pages_out = 0;
};

struct Rating {
  int level = 0;  ///< 1 very bad … 5 very good; 0 = not rated
};

/// "card-not-presented", …: the word of the texts "trouble.<word>.title".
std::string_view to_string(TroubleKind kind);
std::string_view to_string(CaseState state);
std::string_view to_string(PaymentProgress::State state);

/// One visit from the first touch to the wipe.
struct Session {
  base::SessionId id{};
  StepKind at = StepKind::Attract;
  Preferences preferences{};
  Surroundings surroundings{};
  catalog::Domain domain{};
  const catalog::ServiceDefinition* service = nullptr;  ///< owned by the catalogue
  std::size_t step = 0;                                 ///< index into service->steps
  std::size_t question = 0;                             ///< index into service->form
  bool back_to_review = false;  ///< a changed answer returns to the check-answers page
  std::optional<drivers::contract::IdCard> applicant{};
  std::vector<Answer> answers{};
  std::size_t material = 0;                  ///< index into service->materials
  std::vector<ScannedMaterial> materials{};  ///< one for each of service->materials, from the step scan on
  bool scanning = false;
  bool promised = false;
  base::WallTime promised_at{};
  PaymentProgress payment{};
  std::vector<Stroke> signature{};
  CaseProgress progress{};
  bool document_ready = false;  ///< fetched, checked, can be shown and printed
  PrintProgress print{};
  Trouble trouble{};
  Rating rating{};
  Lookup lookup{};
  bool idle_warning = false;  ///< "are you still there?" lies over the screen
  int reminders = 0;          ///< how often "take your card" has been said
  bool card_left_behind = false;

  const base::SecureString* answer(const base::FieldId& field) const;
  /// False for a question that depends on another answer than the one that was given.
  bool asks(const catalog::FieldRule& rule) const;
  bool visitor_present() const { return at != StepKind::Attract; }
};

}  // namespace kiosk::flow
