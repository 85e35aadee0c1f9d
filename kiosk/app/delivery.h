// Delivery: carries what is stored to the centre, a few cases side by side, until the centre's answer is on
// the disk.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <vector>

#include "kiosk/app/centre_watch.h"
#include "kiosk/app/rooms.h"

namespace kiosk::app {

/// What the line was like after an exchange.
struct LineState {
  central::Connectivity connectivity = central::Connectivity::Offline;
  base::Duration pause{0};  ///< before the next stored message: not 0 in the time after an outage
};
/// Network strand.
LineState line_state(const central::CentralClient& client);

/// Cases of different lanes that are under way at once, as streams of the one connection. Parts of scans take
/// turns with them, so a small case waits for at most so many parts of others' scans.
inline constexpr int kSideBySide = 4;

/// Main thread; the payload passes through as a value from the storage strand to the network strand.
/// Trouble on the way never uses up anything: the case is postponed with the same key. Trouble of the disk,
/// when an answer is to be written down, keeps the answer here until it is written. A case's scans go before
/// the case; messages besides cases go when no case is due. When the centre asks for patience (Retry-After),
/// nothing is sent before.
class Delivery {
 public:
  /// What one try brought, after it was written down.
  using News = std::function<void(const base::IdempotencyKey& key, const central::SubmitOutcome& outcome)>;

  struct Rooms {
    Storage& storage;
    Line& line;
    base::Executor& main;
    CentreWatch& watch;
  };
  Delivery(Rooms rooms, std::stop_token stop, News news)
      : rooms_(rooms), stop_(std::move(stop)), news_(std::move(news)) {}
  ~Delivery() { rooms_.main.cancel(timer_); }

  /// Something may be due: a new case, a timer, the centre is back.
  void pump();

 private:
  using DueCase = offline_cache::outbox::DueCase;
  using CaseSummary = offline_cache::outbox::CaseSummary;
  using DueMessage = offline_cache::outbox::DueMessage;
  using AttachmentSummary = offline_cache::outbox::AttachmentSummary;
  using AttachmentPart = offline_cache::journal::AttachmentPart;
  using OpenCase = std::shared_ptr<DueCase>;  ///< taken, its scans under way

  /// An answer that waits to be written down.
  struct Unwritten {
    std::function<base::Status(offline_cache::journal::CaseStore&)> write;  ///< may be repeated
    base::Task tell;                                                        ///< once, after it was written
    bool path_fault{};       ///< then there is no point in sending the next one at once
    base::Duration hold{0};  ///< so long the centre wants to be left alone
  };

  void take_next();
  void begin(DueCase due);
  void hear(const LineState& line);
  void send(const OpenCase& due);
  void send_ready();
  void settle(const CaseSummary& summary, central::SubmitOutcome outcome);
  void write_down(Unwritten answer);
  void write_first();
  void go_on(bool path_fault);
  void rest();
  void wake_in(base::Duration wait);

  void send_attachments(const OpenCase& due);
  void announce(const OpenCase& due, const AttachmentSummary& attachment);
  void send_part(const OpenCase& due, const AttachmentSummary& attachment, AttachmentPart part);
  void hear_attachment(const OpenCase& due, const AttachmentSummary& attachment,
                       central::AttachmentOutcome outcome);

  void take_message();
  void send_message(DueMessage due);

  Rooms rooms_;
  std::stop_token stop_;
  News news_;
  std::vector<OpenCase> ready_;  ///< cases whose scans are there, waiting for the line
  bool sending_ = false;         ///< cases are on the line
  std::list<Unwritten> unwritten_;
  int open_ = 0;         ///< cases and messages that are under way
  bool taking_ = false;  ///< the store was asked for the next one
  bool again_ = false;   ///< and somebody wants more meanwhile
  bool writing_ = false;
  base::Duration pause_{0};
  base::MonoTime held_until_{};
  base::TimerId timer_ = 0;
};

/// How long the whole line waits after this answer; 0 when only its message does.
base::Duration hold_of(const central::Busy& busy);
/// How long a failed try waits, and whether it counts. `attempts` counts tries before this one.
offline_cache::outbox::Postponement postponement_of(const central::Busy& busy, std::int64_t attempts);
offline_cache::outbox::Postponement postponement_of(const central::PathFault& fault, std::int64_t attempts);

}  // namespace kiosk::app
