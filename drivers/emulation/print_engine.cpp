// Pages coming out, or not.
#include "drivers/emulation/print_engine.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

#include "kiosk/base/child_process.h"

namespace drivers::emulation {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

constexpr std::size_t kJobsKept = 100;

std::string file_name(std::string name) {
  for (char& c : name) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    if (!plain) c = '_';
  }
  return name.empty() ? "untitled" : name.substr(0, 100);
}

std::filesystem::path free_path(const std::filesystem::path& folder, const std::string& name) {
  std::filesystem::path path = folder / (name + ".pdf");
  for (int number = 2; std::filesystem::exists(path); ++number) {
    path = folder / (name + "-" + std::to_string(number) + ".pdf");
  }
  return path;
}

/// Asks pdfinfo of poppler-utils; nothing when the file is no PDF.
std::optional<int> count_pages(const std::filesystem::path& file) {
  const auto info = kiosk::base::run_process({{"pdfinfo", file.string()}});
  if (!info || info->exit_status != 0) return std::nullopt;
  constexpr std::string_view kLabel = "Pages:";
  const std::size_t at = info->output.find(kLabel);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t digits = info->output.find_first_of("0123456789", at);
  if (digits == std::string::npos) return std::nullopt;
  int pages = 0;
  std::from_chars(info->output.data() + digits, info->output.data() + info->output.size(), pages);
  return pages > 0 ? std::optional<int>(pages) : std::nullopt;
}

}  // namespace

int PrintJob::sheets() const { return duplex ? (printed + 1) / 2 : printed; }

std::vector<std::string> PrinterTroubles::reasons() const {
  std::vector<std::string> words;
  const auto add = [&words](bool present, const char* word) {
    if (present) words.emplace_back(word);
  };
  add(paper_out, "media-empty-error");
  add(paper_low, "media-low-report");
  add(jammed, "media-jam-error");
  add(cover_open, "cover-open-error");
  add(toner_low, "toner-low-warning");
  add(toner_empty, "toner-empty-error");
  add(tray_missing, "input-tray-missing-error");
  add(output_full, "output-area-full-error");
  add(paused, "paused");
  if (words.empty()) words.emplace_back("none");
  return words;
}

PrintEngine::PrintEngine(EventLoop& loop, std::filesystem::path folder, kiosk::base::Duration page_time)
    : folder_(std::move(folder)), page_time_(page_time), timer_(loop) {}

PrintJob& PrintEngine::create(const std::string& name, const std::string& user) {
  const auto old = std::find_if(jobs_.begin(), jobs_.end(), [](const PrintJob& job) { return job.ended(); });
  if (jobs_.size() >= kJobsKept && old != jobs_.end()) jobs_.erase(old);
  PrintJob job;
  job.id = ++last_id_;
  job.name = name;
  job.user = user;
  jobs_.push_back(std::move(job));
  return jobs_.back();
}

Status PrintEngine::take_document(PrintJob& job, std::span<const std::uint8_t> document) {
  if (auto made = kiosk::base::make_folder(folder_); !made) return made;
  job.file = free_path(folder_, file_name(job.name));
  const std::string_view content(reinterpret_cast<const char*>(document.data()), document.size());
  if (auto written = kiosk::base::write_file_atomically(job.file, content); !written) return written;
  const auto pages = count_pages(job.file);
  if (!pages) {
    job.state = PrintJobState::Aborted;
    job.reason = "document-format-error";
    return fail(ErrorCode::InvalidData, "not a PDF document", job.file.string());
  }
  job.pages = *pages;
  job.state = PrintJobState::Pending;
  go_on();
  return {};
}

Status PrintEngine::cancel(PrintJob& job, const std::string& reason) {
  if (job.ended()) return fail(ErrorCode::Conflict, "the job has ended");
  job.state = PrintJobState::Canceled;
  job.reason = reason;
  go_on();
  return {};
}

PrintJob* PrintEngine::find(int id) {
  const auto found =
      std::find_if(jobs_.begin(), jobs_.end(), [id](const PrintJob& job) { return job.id == id; });
  return found == jobs_.end() ? nullptr : &*found;
}

const PrintJob* PrintEngine::current() const {
  const auto found = std::find_if(jobs_.begin(), jobs_.end(), [](const PrintJob& job) {
    return job.state == PrintJobState::Processing || job.state == PrintJobState::Stopped;
  });
  return found == jobs_.end() ? nullptr : &*found;
}

PrintJob* PrintEngine::current() {
  const PrintJob* job = std::as_const(*this).current();
  return job == nullptr ? nullptr : find(job->id);
}

const PrintJob* PrintEngine::last_printed() const {
  const auto found = std::find_if(jobs_.begin(), jobs_.end(),
                                  [this](const PrintJob& job) { return job.id == last_printed_; });
  return found == jobs_.end() ? nullptr : &*found;
}

void PrintEngine::start_next() {
  const auto next = std::find_if(jobs_.begin(), jobs_.end(),
                                 [](const PrintJob& job) { return job.state == PrintJobState::Pending; });
  if (next == jobs_.end()) return;
  next->state = PrintJobState::Processing;
  next->reason = "job-printing";
}

void PrintEngine::go_on() {
  if (current() == nullptr) start_next();
  PrintJob* job = current();
  if (job == nullptr) return;
  const bool stopped = troubles_.stops();
  job->state = stopped ? PrintJobState::Stopped : PrintJobState::Processing;
  job->reason = stopped ? "printer-stopped" : "job-printing";
  if (stopped || troubles_.silent || timer_.waiting()) return;
  timer_.start(page_time_, [this] { print_one_page(); });
}

void PrintEngine::print_one_page() {
  PrintJob* job = current();
  if (job == nullptr || troubles_.stops() || troubles_.silent) return go_on();
  if (troubles_.aborts) {
    troubles_.aborts = false;
    job->state = PrintJobState::Aborted;
    job->reason = "aborted-by-system";
    return go_on();
  }
  ++job->printed;
  ++pages_printed_;
  last_printed_ = job->id;
  if (job->printed >= job->pages * job->copies) {
    job->state = PrintJobState::Completed;
    job->reason = "job-completed-successfully";
  }
  if (pages_until_event_ > 0 && --pages_until_event_ == 0) std::exchange(event_, {})();
  go_on();
}

void PrintEngine::forget_jobs() {
  timer_.cancel();
  jobs_.erase(std::remove_if(jobs_.begin(), jobs_.end(), [](const PrintJob& job) { return !job.ended(); }),
              jobs_.end());
}

void PrintEngine::after_pages(int pages, kiosk::base::Task task) {
  pages_until_event_ = pages;
  event_ = std::move(task);
}

}  // namespace drivers::emulation
