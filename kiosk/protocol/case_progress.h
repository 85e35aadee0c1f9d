// CaseProgress: how far a case is, for anybody who holds its number. It holds no personal data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/protocol/case_receipt.h"

namespace kiosk::protocol {

/// One thing that happened to a case.
struct CaseEvent {
  std::string at;     ///< RFC 3339, the centre's time
  std::string stage;  ///< 受理, 审核, 办结 … as the exchange table words them
  LocalizedText text;
};

/// How the promised time stands.
enum class Light { Green, Yellow, Red };

inline constexpr WireWord<Light> kLightWords[] = {
    {"green", Light::Green}, {"yellow", Light::Yellow}, {"red", Light::Red}};

struct CaseProgress {
  std::string receipt_number;
  std::string case_number;
  base::ServiceId service;
  CaseState state = CaseState::Accepted;
  CaseKind kind = CaseKind::Immediate;
  std::optional<ResultCode> result_code;
  std::string received_at;  ///< RFC 3339
  LocalizedText reason;
  LocalizedText next_step;
  std::vector<CaseEvent> events;  ///< the oldest first: of the case, its pushes and the answer to its rating
  std::string promised_by{};      ///< RFC 3339: until when it will be done; empty when nothing is promised
  std::optional<Light> light{};   ///< absent when nothing is promised or the case is closed
  std::optional<MailOrder> mail{};  ///< how far the order is; absent when nothing is mailed
};

/// InvalidData with the JSON pointer of the first violation.
base::Result<CaseProgress> parse_case_progress(std::string_view json);
base::Json to_json(const CaseProgress& progress);

}  // namespace kiosk::protocol
