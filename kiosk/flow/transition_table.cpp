// The life of a visit as one table. Read it aloud: "On <step>, <event>: <sentence>."
#include "kiosk/flow/transition_table.h"

#include <algorithm>
#include <array>

#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

template <class Event>
inline constexpr std::size_t On = kind_of<Event>();

// clang-format off
constexpr std::array kTable{
  Transition{StepKind::Attract,     On<Begin>,            begin_visit,             "a touch begins a visit"},

  Transition{StepKind::Home,        On<ChooseDomain>,     open_domain,             "a domain shows its services"},
  Transition{StepKind::Home,        On<ChooseService>,    open_service,            "a much used service opens at once"},
  Transition{StepKind::Home,        On<Back>,             ask_to_end,              "back leaves the terminal"},
  Transition{StepKind::Home,        On<FindCases>,        open_lookup,             "somebody asks how far a case is"},
  Transition{StepKind::Domain,      On<ChooseService>,    open_service,            "a service shows its page"},
  Transition{StepKind::Domain,      On<ChooseDomain>,     open_domain,             "another domain shows its services"},
  Transition{StepKind::Domain,      On<Back>,             leave_domain,            "back shows the six domains"},
  Transition{StepKind::ServicePage, On<Next>,             start_service,           "start begins the service while all that it needs works"},
  Transition{StepKind::ServicePage, On<Back>,             leave_service_page,      "back shows the domain's services"},

  Transition{StepKind::Lookup,      On<CardRead>,         find_own_cases,          "the card shows the person's own cases"},
  Transition{StepKind::Lookup,      On<CardFailed>,       note_unread_card,        "no card: the reader waits on, the number helps too"},
  Transition{StepKind::Lookup,      On<EnterNumber>,      find_by_number,          "the slip's number is looked for"},
  Transition{StepKind::Lookup,      On<CodeRead>,         find_by_code,            "the slip's code is looked for"},
  Transition{StepKind::Lookup,      On<CodeFailed>,       wait_for_code_again,     "no code came: the reader waits on"},
  Transition{StepKind::Lookup,      On<CaseFound>,        keep_found_case,         "the case is shown"},
  Transition{StepKind::Lookup,      On<CaseNotFound>,     note_unknown_case,       "nobody knows the number, or not here: said so"},
  Transition{StepKind::Lookup,      On<Back>,             open_home,               "back shows the six domains"},
  Transition{StepKind::Cases,       On<CasesFound>,       keep_found_cases,        "the person's cases are listed"},
  Transition{StepKind::Cases,       On<ChooseCase>,       choose_case,             "a case shows its story"},
  Transition{StepKind::Cases,       On<Retry>,            ask_again_for_cases,     "the centre is asked again"},
  Transition{StepKind::Cases,       On<Back>,             ask_to_end,              "back leaves, after the card"},
  Transition{StepKind::Story,       On<CaseFound>,        keep_found_case,         "the story is complete"},
  Transition{StepKind::Story,       On<CaseNotFound>,     note_unknown_case,       "the centre does not tell more now"},
  Transition{StepKind::Story,       On<Next>,             fetch_for_collection,    "the document is fetched for its owner"},
  Transition{StepKind::Story,       On<DocumentReady>,    print_collected,         "the document is printed"},
  Transition{StepKind::Story,       On<DocumentFailed>,   note_document_missing,   "the document cannot be had now"},
  Transition{StepKind::Story,       On<Back>,             leave_story,             "back to the list, or to another number"},

  Transition{StepKind::Notice,      On<Next>,             go_forward,              "agreeing to the notice goes on"},
  Transition{StepKind::Notice,      On<Back>,             go_backward,             "declining the notice goes back to the service page"},

  Transition{StepKind::Identify,    On<CardRead>,         keep_card,               "a card that was read tells who is here"},
  Transition{StepKind::Identify,    On<CardFailed>,       tell_card_failure,       "a card that cannot be read is told with what to do"},
  Transition{StepKind::Identify,    On<Back>,             cancel_reading,          "back stops the reading"},
  Transition{StepKind::Confirm,     On<Next>,             go_forward,              "this is me"},
  Transition{StepKind::Confirm,     On<Back>,             go_backward,             "back reads the notice again"},

  Transition{StepKind::Form,        On<AnswerField>,      keep_answer,             "an answer is kept"},
  Transition{StepKind::Form,        On<Next>,             next_question,           "a good answer leads to the next question"},
  Transition{StepKind::Form,        On<Back>,             previous_question,       "back keeps the answers"},
  Transition{StepKind::Scan,        On<ScanPage>,         scan_page,               "the paper that lies there is photographed"},
  Transition{StepKind::Scan,        On<PageScanned>,      keep_page,               "the picture is kept and shown"},
  Transition{StepKind::Scan,        On<ScanFailed>,       tell_scan_failure,       "no picture: told with what to do"},
  Transition{StepKind::Scan,        On<RetakePage>,       drop_page,               "the last picture is thrown away"},
  Transition{StepKind::Scan,        On<Skip>,             bring_later,             "the paper follows later, where it may"},
  Transition{StepKind::Scan,        On<Next>,             next_material,           "the next paper, or the next step"},
  Transition{StepKind::Scan,        On<Back>,             previous_material,       "back keeps the pictures"},
  Transition{StepKind::Promise,     On<Next>,             keep_promise,            "the promise is made, with its time"},
  Transition{StepKind::Promise,     On<Back>,             go_backward,             "back keeps the answers"},
  Transition{StepKind::Sign,        On<DrawStroke>,       add_stroke,              "a stroke joins the signature"},
  Transition{StepKind::Sign,        On<ClearSignature>,   clear_signature,         "the signature is begun anew"},
  Transition{StepKind::Sign,        On<Next>,             finish_signature,        "a signature of more than a dot goes on"},
  Transition{StepKind::Sign,        On<Back>,             go_backward,             "back keeps the answers"},
  Transition{StepKind::Review,      On<ChangeAnswer>,     change_answer,           "an answer is changed and the review comes back"},
  Transition{StepKind::Review,      On<Next>,             go_forward,              "the citizen submits"},
  Transition{StepKind::Review,      On<Back>,             go_backward,             "back keeps the answers"},

  Transition{StepKind::Pay,         On<PaymentHeard>,     note_payment,            "the centre says what it costs and whether it was paid"},
  Transition{StepKind::Pay,         On<PaymentRefused>,   note_payment_refused,    "the service cannot be had: nothing is paid"},
  Transition{StepKind::Pay,         On<PaymentNotHeard>,  note_payment_not_heard,  "nobody can say at this moment whether it was paid"},
  Transition{StepKind::Pay,         On<UsePaymentCode>,   use_payment_code,        "the terminal's reader waits for the citizen's code"},
  Transition{StepKind::Pay,         On<PaymentCodeRead>,  send_payment_code,       "the code is given to the centre"},
  Transition{StepKind::Pay,         On<PaymentCodeNotRead>, tell_code_not_read,    "no code came: the phone's way stays"},
  Transition{StepKind::Pay,         On<Next>,             go_on_with_found_payment, "what was paid in an earlier visit counts"},
  Transition{StepKind::Pay,         On<Back>,             leave_payment,           "back closes the payment before anybody paid"},
  Transition{StepKind::Pay,         On<WaitExpired>,      stop_waiting_for_payment, "no answer in time: told with what becomes of the money"},

  Transition{StepKind::Submit,      On<CaseStored>,       note_stored,             "the case is on disk: now it is accepted"},
  Transition{StepKind::Submit,      On<CaseNotStored>,    note_not_stored,         "the disk refused: not accepted, and said so"},
  Transition{StepKind::Submit,      On<CentreAccepted>,   note_accepted,           "the centre has it"},
  Transition{StepKind::Submit,      On<CentreRejected>,   note_rejected,           "the centre refused it, with its reason"},
  Transition{StepKind::Submit,      On<CentreNotReached>, note_not_reached,        "never sent: taken back, or left to the queue"},
  Transition{StepKind::Submit,      On<CaseWithdrawn>,    note_withdrawn,          "taken back: nothing was submitted"},
  Transition{StepKind::Submit,      On<WaitExpired>,      stop_waiting_for_centre, "no answer in time: the queue goes on asking"},

  Transition{StepKind::Preview,     On<DocumentReady>,    note_document,           "the document can be looked at"},
  Transition{StepKind::Preview,     On<DocumentFailed>,   note_document_missing,   "the document cannot be had now"},
  Transition{StepKind::Preview,     On<Next>,             print_when_ready,        "the document is printed"},
  Transition{StepKind::Print,       On<PagePrinted>,      count_page,              "a page came out"},
  Transition{StepKind::Print,       On<PrintDone>,        finish_print,            "the printer counted its pages"},
  Transition{StepKind::Print,       On<PrintFailed>,      tell_print_failure,      "the printer stopped"},
  Transition{StepKind::Receipt,     On<SlipPrinted>,      finish_slip,             "the slip came out"},
  Transition{StepKind::Receipt,     On<SlipFailed>,       tell_slip_failure,       "no slip: the number is on the screen"},
  Transition{StepKind::Receipt,     On<CentreAccepted>,   note_accepted_late,      "the centre answered meanwhile"},
  Transition{StepKind::Collect,     On<CardTaken>,        note_card_taken,         "the card is taken"},
  Transition{StepKind::Collect,     On<CardStillThere>,   remind_of_card,          "the card still lies there: told again, then louder"},
  Transition{StepKind::Collect,     On<CentreAccepted>,   note_accepted_late,      "the centre answered meanwhile"},
  Transition{StepKind::Rate,        On<Rate>,             keep_rating,             "one of five levels"},
  Transition{StepKind::Rate,        On<Skip>,             leave_unrated,           "no rating is a rating of nothing"},
  Transition{StepKind::Rate,        On<WaitExpired>,      leave_unrated,           "silence is not a rating"},

  Transition{StepKind::Trouble,     On<Retry>,            try_again,               "the step is tried again"},
  Transition{StepKind::Trouble,     On<Skip>,             go_on_without,           "the citizen goes on with the number"},
  Transition{StepKind::Trouble,     On<Back>,             ask_to_end,              "back leaves, after the card"},
  Transition{StepKind::Trouble,     On<CentreAccepted>,   resume_after_late_answer, "the awaited answer came after all"},

  Transition{StepKind::Trouble,     On<PaymentHeard>,     resume_paid,             "it was paid after all"},

  Transition{StepKind::Goodbye,     On<Begin>,            return_to_attract,       "a touch clears the goodbye"},
  Transition{StepKind::Goodbye,     On<WaitExpired>,      return_to_attract,       "the terminal waits for the next citizen"},
};

constexpr std::array kEverywhere{
  EverywhereTransition{On<GoHome>,              open_home,             "home forgets the person and shows the six domains"},
  EverywhereTransition{On<NotMe>,               deny_identity,         "not me: everything is forgotten at once"},
  EverywhereTransition{On<EndVisit>,            ask_to_end,            "the visit ends, after the card"},
  EverywhereTransition{On<StillHere>,           go_on_after_warning,   "the citizen is still here"},
  EverywhereTransition{On<SetPreferences>,      change_preferences,    "size, theme or language changes at once"},
  EverywhereTransition{On<SurroundingsChanged>, note_surroundings,     "the terminal's own state is noted"},
  EverywhereTransition{On<IdleExpired>,         warn_of_idleness,      "first a question, then the end"},
};
// clang-format on

}  // namespace

std::span<const Transition> transition_table() { return kTable; }
std::span<const EverywhereTransition> everywhere_table() { return kEverywhere; }

const Transition* find_transition(StepKind at, std::size_t event) {
  const auto found = std::find_if(kTable.begin(), kTable.end(), [at, event](const Transition& row) {
    return row.at == at && row.event == event;
  });
  return found == kTable.end() ? nullptr : &*found;
}

const EverywhereTransition* find_everywhere(std::size_t event) {
  const auto found = std::find_if(kEverywhere.begin(), kEverywhere.end(),
                                  [event](const EverywhereTransition& row) { return row.event == event; });
  return found == kEverywhere.end() ? nullptr : &*found;
}

}  // namespace kiosk::flow
