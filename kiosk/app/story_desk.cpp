// What this terminal knows first, then what the centre adds.
#include "kiosk/app/story_desk.h"

#include <algorithm>

#include "kiosk/app/case_payload.h"
#include "offline_cache/audit/audit_log.h"
#include "offline_cache/audit/case_story.h"
#include "offline_cache/outbox/receipt_number.h"

namespace kiosk::app {

/// One case in the queue of this terminal, with its trail.
struct StoryDesk::KnownHere {
  std::optional<offline_cache::outbox::CaseSummary> summary;
  std::vector<offline_cache::audit::StoredRecord> records;
  std::optional<protocol::CaseReceipt> receipt;
};

namespace {

using offline_cache::journal::CaseStore;
using QueueState = offline_cache::outbox::CaseState;

catalog::Text both(const protocol::LocalizedText& text) {
  catalog::Text made;
  for (const catalog::Language language : catalog::kLanguages) {
    made.wordings[static_cast<std::size_t>(language)] = text.in(catalog::to_string(language));
  }
  return made;
}

catalog::Text same_in_both(const std::string& words) { return both({words, words}); }

std::string state_word(protocol::CaseState state) {
  switch (state) {
    case protocol::CaseState::Accepted: return "in-work";
    case protocol::CaseState::Completed: return "completed";
    case protocol::CaseState::Rejected: return "rejected";
    case protocol::CaseState::NeedsClerk: return "needs-clerk";
  }
  return "in-work";
}

std::string state_word(QueueState state) {
  switch (state) {
    case QueueState::Queued: return "queued";
    case QueueState::Sending: return "sending";
    case QueueState::Accepted: return "delivered";
    case QueueState::Rejected: return "rejected";
    case QueueState::NeedsClerk: return "needs-clerk";
    case QueueState::Withdrawn: return "withdrawn";
  }
  return "queued";
}

bool is_refused(const std::string& state) { return state == "rejected" || state == "needs-clerk"; }

std::vector<flow::IssuedDocument> documents_of(const std::vector<protocol::DocumentReference>& references) {
  std::vector<flow::IssuedDocument> documents;
  for (const auto& d : references) documents.push_back({d.document_id, d.title, d.verify_code, d.pages});
  return documents;
}

}  // namespace

StoryDesk::StoryDesk(World world, Delivery::Rooms rooms, std::stop_token stop, Answers answers)
    : world_(world), rooms_(rooms), stop_(std::move(stop)), answers_(std::move(answers)) {}

bool StoryDesk::centre_is_there() const { return rooms_.watch.state() != central::Connectivity::Offline; }

void StoryDesk::find_case(const std::string& typed) {
  const auto number = offline_cache::outbox::read_receipt_number(typed);
  if (!number) return answers_.tell(flow::CaseNotFound{flow::LookupTrouble::Mistyped});
  const auto look = [number = *number](CaseStore& store) -> KnownHere {
    base::kStorageThread.assert_here();
    KnownHere here;
    here.summary = offline_cache::outbox::find_case(store.database(), number).value_or(std::nullopt);
    if (!here.summary) return here;
    if (auto records = offline_cache::audit::records_of_case(store.database(), number))
      here.records = std::move(*records);
    if (auto receipt = protocol::parse_case_receipt(here.summary->centre_receipt))
      here.receipt = std::move(*receipt);
    return here;
  };
  rooms_.storage.ask(look, [this, visit = visit_, number = *number](const KnownHere& here) {
    if (visit != visit_) return;
    if (centre_is_there()) return ask_centre(number, here);
    conclude(here, base::fail(base::ErrorCode::Unavailable, "the centre is offline"));
  });
}

void StoryDesk::ask_centre(const std::string& number, const KnownHere& here) {
  const auto ask = [number, stop = stop_](central::CentralClient& client) {
    return client.case_story(number, stop);
  };
  rooms_.line.ask(ask, [this, visit = visit_, here](const base::Result<protocol::CaseStory>& story) {
    if (visit == visit_) conclude(here, story);
  });
}

void StoryDesk::conclude(const KnownHere& here, const base::Result<protocol::CaseStory>& story) {
  const bool answered = story || story.error().code == base::ErrorCode::NotFound;
  if (!story && !here.summary) {
    return answers_.tell(
        flow::CaseNotFound{answered ? flow::LookupTrouble::Unknown : flow::LookupTrouble::UnknownHere});
  }
  flow::FoundCase found = here.summary ? describe(here) : describe(story->summary);
  if (story) {
    auto documents = std::move(found.documents);
    found = describe(story->summary);
    found.documents = std::move(documents);
    for (const protocol::StoryStep& step : story->steps) {
      found.lines.push_back(
          {step.at, step.text.empty() ? same_in_both(step.stage) : both(step.text), step.done});
    }
  }
  if (here.receipt) answers_.know_documents(here.receipt->documents);
  answers_.tell(flow::CaseFound{std::move(found), answered});
}

catalog::Text StoryDesk::words(std::string_view id) const {
  catalog::Text made;
  for (const catalog::Language language : catalog::kLanguages) {
    made.wordings[static_cast<std::size_t>(language)] = world_.catalog.texts().get(id, language);
  }
  return made;
}

flow::FoundCase StoryDesk::describe(const KnownHere& here) const {
  const offline_cache::outbox::CaseSummary& summary = *here.summary;
  flow::FoundCase found;
  found.number = summary.receipt_number;
  found.service = summary.service;
  found.state = here.receipt ? state_word(here.receipt->state) : state_word(summary.state);
  found.refused = is_refused(found.state);
  if (const auto* service = world_.catalog.find(summary.service)) found.title = service->name;
  if (found.refused) found.reason = same_in_both(summary.last_error);
  if (found.refused) found.next_step = words("story.next.ask-centre");
  found.received_at = base::to_rfc3339(summary.applied_at);
  for (const auto& event : offline_cache::audit::story_of(here.records)) {
    found.lines.push_back({base::to_rfc3339(event.at), words("story.line." + std::string(event.word)), true});
  }
  if (here.receipt) found.documents = documents_of(here.receipt->documents);
  return found;
}

flow::FoundCase StoryDesk::describe(const protocol::CaseSummary& summary) const {
  flow::FoundCase found;
  found.number = summary.receipt_number;
  found.service = summary.service;
  found.state = state_word(summary.state);
  found.from_centre = true;
  found.refused = is_refused(found.state);
  const auto* service = world_.catalog.find(summary.service);
  found.title = service != nullptr ? service->name : both(summary.title);
  found.reason = both(summary.reason);
  found.next_step = both(summary.next_step);
  found.received_at = summary.received_at;
  found.promised_by = summary.promised_by;
  return found;
}

void StoryDesk::find_cases_of(const flow::Session& session) {
  if (!session.applicant) return;
  const auto number = session.applicant->number;
  const auto look = [number, &catalog = world_.catalog](CaseStore& store) {
    base::kStorageThread.assert_here();
    std::vector<KnownHere> waiting;
    for (const catalog::ServiceDefinition& service : catalog.services()) {
      const auto open = offline_cache::outbox::open_cases_of_lane(store.database(),
                                                                  store.lane_of(number.reveal(), service.id));
      if (!open) continue;
      for (const auto& summary : *open) waiting.push_back({summary, {}, std::nullopt});
    }
    return waiting;
  };
  protocol::CaseListQuery query{world_.terminal.id, world_.clock.wall(), {}};
  query.applicant.id_number = number;
  query.applicant.card_kind = card_kind_code(session.applicant->kind);
  const auto then = [this, visit = visit_, query](const std::vector<KnownHere>& waiting) {
    if (visit != visit_) return;
    std::vector<flow::FoundCase> here;
    for (const KnownHere& known : waiting) here.push_back(describe(known));
    if (!centre_is_there())
      return list(std::move(here), base::fail(base::ErrorCode::Unavailable, "the centre is offline"));
    const auto ask = [query, stop = stop_](central::CentralClient& client) {
      return client.cases_of(query, stop);
    };
    rooms_.line.ask(ask, [this, visit, here](const base::Result<protocol::CaseList>& answer) {
      if (visit == visit_) list(here, answer);
    });
  };
  rooms_.storage.ask(look, then);
}

/// What waits here first; a case that the centre has meanwhile is told by the centre only.
void StoryDesk::list(std::vector<flow::FoundCase> here, const base::Result<protocol::CaseList>& answer) {
  flow::CasesFound found;
  found.complete = answer.has_value();
  if (answer) {
    for (const protocol::CaseSummary& summary : answer->cases) found.cases.push_back(describe(summary));
  }
  std::erase_if(here, [&found](const flow::FoundCase& waiting) {
    return std::any_of(found.cases.begin(), found.cases.end(),
                       [&waiting](const flow::FoundCase& known) { return known.number == waiting.number; });
  });
  found.cases.insert(found.cases.begin(), std::make_move_iterator(here.begin()),
                     std::make_move_iterator(here.end()));
  answers_.tell(std::move(found));
}

}  // namespace kiosk::app
