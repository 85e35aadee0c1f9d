// Runs of numbers: cutting, joining, comparing, and their JSON form.
#include "drivers/contract/numbered_blanks.h"

#include <algorithm>
#include <array>
#include <utility>

namespace drivers::contract {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

constexpr std::uint64_t kMostAtOnce = 1'000'000;
constexpr std::array kStates{BlankState::Loaded, BlankState::Used, BlankState::Spoilt, BlankState::Returned};
constexpr std::array kReasons{SpoilReason::None,     SpoilReason::PrintFailed, SpoilReason::Jammed,
                              SpoilReason::NotTaken, SpoilReason::Damaged,     SpoilReason::Missing};

bool overlap(const BlankRange& a, const BlankRange& b) { return a.first <= b.last && b.first <= a.last; }

BlankRange common(const BlankRange& a, const BlankRange& b) {
  return {std::max(a.first, b.first), std::min(a.last, b.last)};
}

template <class Value, std::size_t size>
const Value* find_word(const std::array<Value, size>& all, const std::string& word) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&word](Value value) { return to_string(value) == word; });
  return found == all.end() ? nullptr : &*found;
}

/// The numbers of `from` that are not in `without`; both in order and without overlaps.
std::vector<BlankRange> minus(const std::vector<BlankRange>& from, const std::vector<BlankRange>& without) {
  std::vector<BlankRange> rest;
  for (BlankRange range : from) {
    bool left = true;
    for (const BlankRange& gone : without) {
      if (!left || !overlap(range, gone)) continue;
      if (range.first < gone.first) rest.push_back({range.first, gone.first - 1});
      left = gone.last < range.last;
      range.first = gone.last + 1;
    }
    if (left) rest.push_back(range);
  }
  return rest;
}

/// In order, overlapping and neighbouring ones joined, empty ones left out.
std::vector<BlankRange> tidy(std::vector<BlankRange> ranges) {
  std::erase_if(ranges, [](const BlankRange& range) { return range.last < range.first; });
  std::sort(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<BlankRange> result;
  for (const BlankRange& range : ranges) {
    if (!result.empty() && range.first <= result.back().last + 1) {
      result.back().last = std::max(result.back().last, range.last);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

bool is_sensible(const BlankRun& run) {
  const bool used = run.state == BlankState::Used;
  const bool spoilt = run.state == BlankState::Spoilt;
  const bool document = used ? !run.document.empty() && run.numbers.size() == 1 : run.document.empty();
  return document && spoilt == (run.reason != SpoilReason::None);
}

Result<BlankRun> parse_run(const Json& json) {
  BlankRun run;
  run.numbers = {json.at("first").get<std::uint64_t>(), json.at("last").get<std::uint64_t>()};
  const BlankState* state = find_word(kStates, json.at("state").get<std::string>());
  const SpoilReason* reason = find_word(kReasons, json.value("reason", "none"));
  run.document = json.value("document", "");
  if (state == nullptr || reason == nullptr)
    return fail(ErrorCode::InvalidData, "a blank has an unknown state");
  run.state = *state;
  run.reason = *reason;
  if (!is_sensible(run)) return fail(ErrorCode::InvalidData, "a blank's state lacks its document or reason");
  return run;
}

}  // namespace

Result<BlankLedger> BlankLedger::make(std::string prefix, int digits) {
  if (digits < 1 || digits > 15)
    return fail(ErrorCode::InvalidArgument, "a blank's number has 1 to 15 digits");
  BlankLedger ledger;
  ledger.prefix_ = std::move(prefix);
  ledger.digits_ = digits;
  return ledger;
}

Status BlankLedger::check_range(const BlankRange& range) const {
  std::uint64_t limit = 1;
  for (int digit = 0; digit < digits_; ++digit) limit *= 10;
  if (range.last < range.first || range.last >= limit) {
    return fail(ErrorCode::InvalidArgument, "the range of blanks is empty or has too many digits");
  }
  return {};
}

Status BlankLedger::load(const BlankRange& range) {
  if (auto checked = check_range(range); !checked) return checked;
  if (range.size() > kMostAtOnce)
    return fail(ErrorCode::InvalidArgument, "more than a million blanks at once");
  for (const BlankRun& run : runs_) {
    if (run.state == BlankState::Returned || !overlap(run.numbers, range)) continue;
    return fail(ErrorCode::AlreadyExists, "blank " + printed(common(run.numbers, range).first) +
                                              " is already " + std::string(to_string(run.state)));
  }
  set({range, BlankState::Loaded, {}, {}});
  return {};
}

std::optional<std::uint64_t> BlankLedger::next() const {
  const auto found = std::find_if(runs_.begin(), runs_.end(),
                                  [](const BlankRun& run) { return run.state == BlankState::Loaded; });
  return found == runs_.end() ? std::nullopt : std::optional(found->numbers.first);
}

Status BlankLedger::check_loaded(const BlankRange& range) const {
  if (auto checked = check_range(range); !checked) return checked;
  std::uint64_t seen = 0;
  for (const BlankRun& run : runs_) {
    if (!overlap(run.numbers, range)) continue;
    const BlankRange part = common(run.numbers, range);
    if (run.state != BlankState::Loaded) {
      return fail(ErrorCode::Conflict,
                  "blank " + printed(part.first) + " is " + std::string(to_string(run.state)));
    }
    seen += part.size();
  }
  if (seen != range.size())
    return fail(ErrorCode::NotFound, "a blank was never loaded", printed(range.first));
  return {};
}

Status BlankLedger::use(std::uint64_t number, const std::string& document) {
  if (document.empty()) return fail(ErrorCode::InvalidArgument, "a used blank belongs to a document");
  if (auto loaded = check_loaded({number, number}); !loaded) return loaded;
  set({{number, number}, BlankState::Used, {}, document});
  return {};
}

Status BlankLedger::spoil(std::uint64_t number, SpoilReason reason) {
  if (reason == SpoilReason::None) return fail(ErrorCode::InvalidArgument, "a spoilt blank needs a reason");
  if (auto loaded = check_loaded({number, number}); !loaded) return loaded;
  set({{number, number}, BlankState::Spoilt, reason, {}});
  return {};
}

Status BlankLedger::give_back(const BlankRange& range) {
  if (auto loaded = check_loaded(range); !loaded) return loaded;
  set({range, BlankState::Returned, {}, {}});
  return {};
}

void BlankLedger::set(const BlankRun& run) {
  std::vector<BlankRun> runs;
  for (const BlankRun& old : runs_) {
    if (!overlap(old.numbers, run.numbers)) {
      runs.push_back(old);
      continue;
    }
    BlankRun part = old;
    if (old.numbers.first < run.numbers.first) {
      part.numbers = {old.numbers.first, run.numbers.first - 1};
      runs.push_back(part);
    }
    if (old.numbers.last > run.numbers.last) {
      part.numbers = {run.numbers.last + 1, old.numbers.last};
      runs.push_back(part);
    }
  }
  runs.push_back(run);
  std::sort(runs.begin(), runs.end(),
            [](const BlankRun& a, const BlankRun& b) { return a.numbers.first < b.numbers.first; });
  runs_ = std::move(runs);
  join_neighbours();
}

void BlankLedger::join_neighbours() {
  std::vector<BlankRun> joined;
  for (BlankRun& run : runs_) {
    const bool fits = !joined.empty() && joined.back().numbers.last + 1 == run.numbers.first &&
                      joined.back().state == run.state && joined.back().reason == run.reason &&
                      run.state != BlankState::Used;
    if (fits) {
      joined.back().numbers.last = run.numbers.last;
    } else {
      joined.push_back(std::move(run));
    }
  }
  runs_ = std::move(joined);
}

std::optional<BlankRun> BlankLedger::find(std::uint64_t number) const {
  const auto found = std::find_if(runs_.begin(), runs_.end(), [number](const BlankRun& run) {
    return overlap(run.numbers, {number, number});
  });
  return found == runs_.end() ? std::nullopt : std::optional(*found);
}

BlankTotals BlankLedger::totals() const {
  BlankTotals totals;
  for (const BlankRun& run : runs_) {
    totals.known += run.numbers.size();
    switch (run.state) {
      case BlankState::Loaded: totals.loaded += run.numbers.size(); break;
      case BlankState::Used: totals.used += run.numbers.size(); break;
      case BlankState::Spoilt: totals.spoilt += run.numbers.size(); break;
      case BlankState::Returned: totals.returned += run.numbers.size(); break;
    }
  }
  return totals;
}

BlankDifference BlankLedger::compare(const std::vector<BlankRange>& counted) const {
  std::vector<BlankRange> loaded;
  for (const BlankRun& run : runs_) {
    if (run.state == BlankState::Loaded) loaded.push_back(run.numbers);
  }
  const auto found = tidy(counted);
  return {minus(loaded, found), minus(found, loaded)};
}

std::string BlankLedger::printed(std::uint64_t number) const {
  const std::string text = std::to_string(number);
  const auto width = static_cast<std::size_t>(digits_);
  return prefix_ + std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

Json BlankLedger::to_json() const {
  Json runs = Json::array();
  for (const BlankRun& run : runs_) {
    Json entry{{"first", run.numbers.first}, {"last", run.numbers.last}, {"state", to_string(run.state)}};
    if (run.reason != SpoilReason::None) entry["reason"] = to_string(run.reason);
    if (!run.document.empty()) entry["document"] = run.document;
    runs.push_back(std::move(entry));
  }
  return {{"prefix", prefix_}, {"digits", digits_}, {"runs", runs}};
}

Result<BlankLedger> BlankLedger::from_json(const Json& json) {
  try {
    auto ledger = make(json.at("prefix").get<std::string>(), json.at("digits").get<int>());
    if (!ledger) return fail(ErrorCode::InvalidData, ledger.error().message);
    for (const Json& entry : json.at("runs")) {
      auto run = parse_run(entry);
      if (!run) return tl::unexpected(run.error());
      const bool behind = ledger->runs_.empty() || ledger->runs_.back().numbers.last < run->numbers.first;
      if (!behind || !ledger->check_range(run->numbers)) {
        return fail(ErrorCode::InvalidData, "a blank's number stands twice, out of order or out of range");
      }
      ledger->runs_.push_back(std::move(*run));
    }
    return ledger;
  } catch (const Json::exception&) {
    return fail(ErrorCode::InvalidData, "the account of blanks lacks something");
  }
}

std::string_view to_string(BlankState state) {
  switch (state) {
    case BlankState::Loaded: return "loaded";
    case BlankState::Used: return "used";
    case BlankState::Spoilt: return "spoilt";
    case BlankState::Returned: return "returned";
  }
  return "unknown";
}

std::string_view to_string(SpoilReason reason) {
  switch (reason) {
    case SpoilReason::None: return "none";
    case SpoilReason::PrintFailed: return "print-failed";
    case SpoilReason::Jammed: return "jammed";
    case SpoilReason::NotTaken: return "not-taken";
    case SpoilReason::Damaged: return "damaged";
    case SpoilReason::Missing: return "missing";
  }
  return "unknown";
}

}  // namespace drivers::contract
