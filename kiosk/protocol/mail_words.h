// Words of a mail order: EMS kinds and states of the exchange table, and who pays.
#pragma once

#include "kiosk/protocol/json_reader.h"

namespace kiosk::protocol {

/// EMS kinds; the numbers are the exchange table's.
enum class MailKind {
  Standard = 1,      ///< 标准快递
  Economy = 4,       ///< 经济快递
  PayOnArrival = 8,  ///< 代收到付
  Parcel = 9,        ///< 快递包裹
};

enum class MailState {
  Asked,       ///< the order is made
  HandedOver,  ///< EMS has it
  OnTheWay,
  Delivered,
  Returned,  ///< nobody took it: it lies at the centre
};

enum class MailPayer { County, Recipient };

inline constexpr WireWord<MailState> kMailStateWords[] = {{"asked", MailState::Asked},
                                                          {"handed_over", MailState::HandedOver},
                                                          {"on_the_way", MailState::OnTheWay},
                                                          {"delivered", MailState::Delivered},
                                                          {"returned", MailState::Returned}};

inline constexpr WireWord<MailPayer> kMailPayerWords[] = {{"county", MailPayer::County},
                                                          {"recipient", MailPayer::Recipient}};

inline bool is_mail_kind(MailKind kind) {
  return kind == MailKind::Standard || kind == MailKind::Economy || kind == MailKind::PayOnArrival ||
         kind == MailKind::Parcel;
}

}  // namespace kiosk::protocol
