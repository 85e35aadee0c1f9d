// BlankLedger: the account of numbered blank forms of one series: every number that was ever loaded is
// accounted for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/json_file.h"

namespace drivers::contract {

enum class BlankState {
  Loaded,    ///< in the feeder
  Used,      ///< printed and handed out, for one document
  Spoilt,    ///< destroyed or kept, for a reason
  Returned,  ///< taken out unused; may be loaded again
};

enum class SpoilReason { None, PrintFailed, Jammed, NotTaken, Damaged, Missing };

/// Numbers first…last, both included.
struct BlankRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
  std::uint64_t size() const { return last - first + 1; }
  friend bool operator==(const BlankRange&, const BlankRange&) = default;
};

/// Neighbouring numbers of which the same is true.
struct BlankRun {
  BlankRange numbers{};
  BlankState state = BlankState::Loaded;
  SpoilReason reason = SpoilReason::None;  ///< of spoilt ones
  std::string document{};                  ///< of a used one: the case's receipt number, never personal data
  friend bool operator==(const BlankRun&, const BlankRun&) = default;
};

/// How many numbers stand where. known = loaded + used + spoilt + returned.
struct BlankTotals {
  std::uint64_t known = 0;
  std::uint64_t loaded = 0;
  std::uint64_t used = 0;
  std::uint64_t spoilt = 0;
  std::uint64_t returned = 0;
  friend bool operator==(const BlankTotals&, const BlankTotals&) = default;
};

/// The ledger against a count of what really lies in the feeder.
struct BlankDifference {
  std::vector<BlankRange> missing{};  ///< should lie there and does not
  std::vector<BlankRange> surplus{};  ///< lies there and should not
  bool agrees() const { return missing.empty() && surplus.empty(); }
};

/// A value; a call that fails changes nothing. Numbers have at most 15 digits.
class BlankLedger {
 public:
  /// `prefix` and `digits` (1…15) are how a number is printed: "BDC" and 8 give BDC00000123.
  static kiosk::base::Result<BlankLedger> make(std::string prefix, int digits);

  /// AlreadyExists when one of the numbers is loaded, used or spoilt; InvalidArgument for an empty range,
  /// more digits than the series has, or more than a million blanks at once.
  kiosk::base::Status load(const BlankRange& range);
  /// The blank that lies on top: the lowest loaded number.
  std::optional<std::uint64_t> next() const;
  /// NotFound for a number that was never loaded, Conflict for one that is not loaded now.
  kiosk::base::Status use(std::uint64_t number, const std::string& document);
  kiosk::base::Status spoil(std::uint64_t number, SpoilReason reason);
  /// Takes unused blanks out; all of them must be loaded.
  kiosk::base::Status give_back(const BlankRange& range);

  std::optional<BlankRun> find(std::uint64_t number) const;
  const std::vector<BlankRun>& runs() const { return runs_; }
  BlankTotals totals() const;
  BlankDifference compare(const std::vector<BlankRange>& counted) const;
  std::string printed(std::uint64_t number) const;

  kiosk::base::Json to_json() const;
  /// InvalidData for anything that to_json() would not write, a number that stands twice above all.
  static kiosk::base::Result<BlankLedger> from_json(const kiosk::base::Json& json);

 private:
  BlankLedger() = default;
  kiosk::base::Status check_range(const BlankRange& range) const;
  kiosk::base::Status check_loaded(const BlankRange& range) const;
  void set(const BlankRun& run);
  void join_neighbours();

  std::string prefix_;
  int digits_ = 1;
  std::vector<BlankRun> runs_;  ///< in the order of the numbers, none overlaps another
};

std::string_view to_string(BlankState state);
std::string_view to_string(SpoilReason reason);

}  // namespace drivers::contract
