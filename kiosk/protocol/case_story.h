// CaseStory and CaseList: what happened to a case step by step, and the cases of the person whose card was
// read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/protocol/case_progress.h"
#include "kiosk/protocol/case_submission.h"

namespace kiosk::protocol {

/// What a step of a story is.
enum class StoryStepKind {
  Submitted,        ///< the citizen submitted it; the terminal's time
  Received,         ///< the centre has it
  Stage,            ///< 受理, 办结, 退回 … of the exchange table
  Document,         ///< a document was issued
  ToldSupervision,  ///< a stage went to the supervision (已推送监管部门); not done while it has no receipt
  Finding,          ///< the supervision answered
  Rated,            ///< the citizen rated it
  RatingAnswer,  ///< a step of the loop behind a bad rating
  Due,           ///< what comes next and until when; never done
};

inline constexpr WireWord<StoryStepKind> kStoryStepWords[] = {
    {"submitted", StoryStepKind::Submitted},
    {"received", StoryStepKind::Received},
    {"stage", StoryStepKind::Stage},
    {"document", StoryStepKind::Document},
    {"told_supervision", StoryStepKind::ToldSupervision},
    {"finding", StoryStepKind::Finding},
    {"rated", StoryStepKind::Rated},
    {"rating_answer", StoryStepKind::RatingAnswer},
    {"due", StoryStepKind::Due}};

struct StoryStep {
  StoryStepKind kind = StoryStepKind::Stage;
  std::string at;      ///< RFC 3339; of a step that is not done: since when it waits, or until when it is due
  std::string stage;   ///< the exchange table's word
  LocalizedText text;  ///< for citizens
  bool done = true;
};

/// A case in one line. It holds no personal data.
struct CaseSummary {
  std::string receipt_number;
  std::string case_number;
  base::ServiceId service;
  LocalizedText title;  ///< the service's name
  CaseState state = CaseState::Accepted;
  CaseKind kind = CaseKind::Immediate;
  std::optional<ResultCode> result_code;
  std::string received_at;     ///< RFC 3339
  std::string promised_by;     ///< RFC 3339; empty when nothing is promised
  std::optional<Light> light;  ///< absent when nothing is promised or the case is closed
  LocalizedText reason;        ///< when rejected or with a clerk
  LocalizedText next_step;     ///< when rejected or with a clerk
};

struct CaseStory {
  CaseSummary summary;
  std::vector<StoryStep> steps;  ///< the oldest first; a Due step is the last
};

struct CaseList {
  std::vector<CaseSummary> cases;  ///< the newest first, at most `kLongestCaseList`
  bool more = false;               ///< there are older ones
};

inline constexpr std::size_t kLongestCaseList = 50;

/// Asks for the cases of the person whose card lies on the reader. The identity stands in the body only,
/// never in a path; the centre checks that the terminal is the certificate's.
struct CaseListQuery {
  base::TerminalId terminal;
  base::WallTime read_at;  ///< when the card was read
  Applicant applicant;     ///< card kind and number count
};

/// InvalidData with the JSON pointer of the first violation.
base::Result<CaseStory> parse_case_story(std::string_view json);
base::Result<CaseList> parse_case_list(std::string_view json);
base::Json to_json(const CaseStory& story);
base::Json to_json(const CaseList& list);
/// The message body. InvalidArgument without a card's number.
base::Result<base::SecureBytes> encode(const CaseListQuery& query);

}  // namespace kiosk::protocol
