// Bench: what a case works with, and the table of cases.
#pragma once

#include <optional>

#include "tests/conformance/matrix.h"
#include "tests/conformance/subjects.h"
#include "tests/conformance/terminal.h"

namespace conformance {

/// Long enough for every driver on a busy machine (a quarter of it in real time).
inline constexpr Duration kPatience{80'000};

/// One case of one subject: makes the device, looks for secrets at the end, records the row.
class Bench {
 public:
  Bench(const SubjectEntry& entry, const char* name, const char* fault_words);
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;
  ~Bench();

  Subject& subject() { return *subject_; }
  bool may_fail() const { return may_fail_; }
  Terminal& terminal() { return *terminal_; }
  /// The device in a terminal, usable.
  void start(Duration poll_interval = Duration{20});
  /// Asks, and waits for the one answer.
  CallPointer ask(Duration deadline, Task at_start = {});
  /// Asks, with or without something to read as the moment needs, and comes back when it is there.
  CallPointer ask_until(Moment moment);
  void require_content(const CallPointer& call, int content);
  /// After all faults have been ended: the device is usable by itself, has no fault, and serves the next
  /// citizen.
  void require_works_again();
  /// For the matrix: how the faulty command ended.
  void note(const Call& call);
  void note_end(std::string ends) { row_.ends = std::move(ends); }
  void note_state(const DeviceReport& report);
  /// What was logged since the case began.
  const std::string& log();
  void note_how_it_clears(std::string act) { act_ = std::move(act); }

 private:
  void note_faults();
  void search_for_secrets();

  MatrixRow row_;
  bool may_fail_;
  std::string act_ = "it answers well again";
  std::string state_;
  std::unique_ptr<Subject> subject_;
  std::optional<Terminal> terminal_;
  std::string told_;
  std::string log_;
};

struct Case {
  const char* name;   ///< the test's: a sentence
  const char* words;  ///< the matrix's
  void (*run)(Bench& bench);
};
const std::vector<Case>& case_table();

// Groups of cases, each in a file of its own.
std::vector<Case> life_cases();
std::vector<Case> end_cases();
std::vector<Case> unplug_cases();
std::vector<Case> answer_cases();
std::vector<Case> report_cases();

}  // namespace conformance
