// PrintEngine: the mechanics of an emulated A4 printer: jobs, paper, toner, faults.
#pragma once

#include <deque>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/emulation/loop_timer.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// RFC 8011 5.3.7.
enum class PrintJobState {
  Pending = 3,
  Held = 4,
  Processing = 5,
  Stopped = 6,
  Canceled = 7,
  Aborted = 8,
  Completed = 9,
};

struct PrintJob {
  int id = 0;
  std::string name;
  std::string user;
  PrintJobState state = PrintJobState::Held;
  std::string reason = "none";
  int copies = 1;
  bool duplex = false;
  int pages = 0;    ///< of one copy
  int printed = 0;  ///< sides that came out
  std::filesystem::path file{};

  bool ended() const { return state >= PrintJobState::Canceled; }
  int sheets() const;
};

/// What can be wrong with the printer; set by the bench's commands.
struct PrinterTroubles {
  bool paper_out = false;
  bool paper_low = false;
  bool jammed = false;
  bool cover_open = false;
  bool toner_low = false;
  bool toner_empty = false;
  bool paused = false;
  bool tray_missing = false;
  bool output_full = false;
  bool silent = false;    ///< the job stays "processing" and nothing is said
  bool aborts = false;    ///< the next job is given up by the printer
  bool no_count = false;  ///< impressions and sheets are not told
  int lost_pages = 0;     ///< so many pages of each job are not counted: swallowed sheets

  /// printer-state-reasons.
  std::vector<std::string> reasons() const;
  bool stops() const { return paper_out || jammed || cover_open || toner_empty || paused || tray_missing || output_full; }
};

/// Loop thread only.
class PrintEngine {
 public:
  /// Printed documents are kept in `folder`. `page_time` is for one side.
  PrintEngine(EventLoop& loop, std::filesystem::path folder, kiosk::base::Duration page_time);
  PrintEngine(const PrintEngine&) = delete;
  PrintEngine& operator=(const PrintEngine&) = delete;

  PrintJob& create(const std::string& name, const std::string& user);
  /// Stores the document and queues the job. InvalidData when it is no PDF: the job is then aborted.
  kiosk::base::Status take_document(PrintJob& job, std::span<const std::uint8_t> document);
  /// Conflict when the job has ended.
  kiosk::base::Status cancel(PrintJob& job, const std::string& reason);
  PrintJob* find(int id);
  const std::deque<PrintJob>& jobs() const { return jobs_; }
  const PrintJob* running() const { return current(); }
  /// The document that was printed last, complete or not.
  const PrintJob* last_printed() const;
  int pages_printed() const { return pages_printed_; }

  PrinterTroubles& troubles() { return troubles_; }
  const PrinterTroubles& troubles() const { return troubles_; }
  /// Call after the troubles have changed.
  void go_on();
  /// The power is cut: what is not printed is forgotten.
  void forget_jobs();
  void set_page_time(kiosk::base::Duration time) { page_time_ = time; }
  /// Calls back after so many more sides.
  void after_pages(int pages, kiosk::base::Task task);

 private:
  void print_one_page();
  void start_next();
  const PrintJob* current() const;
  PrintJob* current();

  std::filesystem::path folder_;
  kiosk::base::Duration page_time_;
  PrinterTroubles troubles_;
  std::deque<PrintJob> jobs_;
  int last_id_ = 0;
  int last_printed_ = 0;
  int pages_printed_ = 0;
  int pages_until_event_ = -1;
  kiosk::base::Task event_;
  LoopTimer timer_;
};

}  // namespace drivers::emulation
