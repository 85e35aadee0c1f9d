// Delivery: carries what is stored to the centre, one after the other, until the centre's answer is on the
// disk.
#pragma once

#include <functional>
#include <list>
#include <memory>
#include <optional>

#include "kiosk/app/centre_watch.h"
#include "kiosk/app/rooms.h"

namespace kiosk::app {

/// Main thread; the payload passes through as a value from the storage strand to the network strand.
/// Trouble on the way never uses up anything: the case is postponed with the same key. Trouble of the disk,
/// when an answer is to be written down, keeps the answer here until it is written. A case's scans go before
/// the case; messages besides cases go when no case is due.
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
    bool path_fault{};  ///< then there is no point in sending the next one at once
  };

  void take_next();
  void send(const OpenCase& due);
  void settle(const CaseSummary& summary, central::SubmitOutcome outcome);
  void write_down(Unwritten answer);
  void write_first();
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
  std::list<Unwritten> unwritten_;
  bool busy_ = false;
  bool again_ = false;
  base::TimerId timer_ = 0;
};

/// How long a failed try waits, and whether it counts. `attempts` counts tries before this one.
offline_cache::outbox::Postponement postponement_of(const central::Busy& busy, std::int64_t attempts);
offline_cache::outbox::Postponement postponement_of(const central::PathFault& fault, std::int64_t attempts);

}  // namespace kiosk::app
