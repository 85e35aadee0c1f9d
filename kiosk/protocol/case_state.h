// What a case can be: its state, its kind and its result code, with their words on the wire.
#pragma once

#include "kiosk/protocol/json_reader.h"

namespace kiosk::protocol {

enum class CaseState {
  Accepted,    ///< 受理: the centre works on it
  Completed,   ///< 办结
  Rejected,    ///< 不予受理 or 退回: the reason and the next step say why and what now
  NeedsClerk,  ///< 补交材料 or a question that only a person can settle
};

enum class CaseKind {
  Immediate,  ///< 即办件: finished at once
  Promised,   ///< 承诺件: finished within a promised time
  Joint,      ///< 联办件: several departments
  Reported,   ///< 上报件: passed to a higher authority
};

/// 办结结果; the numbers are the exchange table's.
enum class ResultCode {
  Certified = 0,    ///< 出证办结
  Returned = 1,     ///< 退回办结
  Voided = 2,       ///< 作废办结
  Deleted = 3,      ///< 删除办结
  PassedOn = 4,     ///< 转报办结
  NotSupplied = 5,  ///< 补正不来办结
  Done = 6,         ///< 办结
};

inline constexpr WireWord<CaseState> kCaseStateWords[] = {{"accepted", CaseState::Accepted},
                                                          {"completed", CaseState::Completed},
                                                          {"rejected", CaseState::Rejected},
                                                          {"needs_clerk", CaseState::NeedsClerk}};

inline constexpr WireWord<CaseKind> kCaseKindWords[] = {{"immediate", CaseKind::Immediate},
                                                        {"promised", CaseKind::Promised},
                                                        {"joint", CaseKind::Joint},
                                                        {"reported", CaseKind::Reported}};

}  // namespace kiosk::protocol
