// The table of faults and its spelling.
#include "tests/central/faults/fault.h"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace tests::central {
namespace {

enum class Number { None, Optional, Required };

struct Row {
  std::string_view name;
  FaultKind kind;
  Number number;
  int usual;
  bool wants_submission;
};

constexpr Row kRows[] = {
    {"none", FaultKind::None, Number::None, 0, false},
    {"down", FaultKind::Down, Number::None, 0, false},
    {"reset", FaultKind::Reset, Number::None, 0, false},
    {"slow", FaultKind::Slow, Number::Required, 0, false},
    {"status", FaultKind::Status, Number::Required, 0, false},
    {"html-400", FaultKind::Status, Number::None, 400, false},
    {"html-200", FaultKind::Status, Number::None, 200, false},
    {"busy", FaultKind::Busy, Number::Optional, 5, false},
    {"busy-until", FaultKind::BusyUntil, Number::Required, 0, false},
    {"internal", FaultKind::Internal, Number::None, 0, false},
    {"drop-reply", FaultKind::DropReply, Number::Optional, 0, true},
    {"cut", FaultKind::Cut, Number::Required, 0, true},
    {"wrong-key", FaultKind::WrongKey, Number::None, 0, true},
    {"stale-receipt", FaultKind::StaleReceipt, Number::None, 0, true},
    {"broken-receipt", FaultKind::BrokenReceipt, Number::None, 0, true},
    {"plain-receipt", FaultKind::PlainReceipt, Number::None, 0, true},
    {"refuse", FaultKind::Refuse, Number::None, 0, true},
    {"wrong-document", FaultKind::WrongDocument, Number::None, 0, false},
    {"stall", FaultKind::Stall, Number::None, 0, false},
    {"endless", FaultKind::Endless, Number::None, 0, false},
    {"twice", FaultKind::Twice, Number::None, 0, true},
};

kiosk::base::Result<int> parse_number(std::string_view text) {
  int number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec == std::errc() && end.ptr == text.data() + text.size() && number >= 0) return number;
  return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument, "not a number", std::string(text));
}

kiosk::base::Status add_number(Fault& fault, const Row& row, std::string_view text) {
  const auto number = parse_number(text);
  if (!number) return tl::unexpected(number.error());
  if (row.number == Number::None) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument, "this fault takes no number",
                             std::string(row.name));
  }
  if (fault.kind == FaultKind::DropReply) {
    fault.times = *number;
  } else {
    fault.number = *number;
  }
  return {};
}

}  // namespace

bool Fault::wants_submission() const {
  return std::any_of(std::begin(kRows), std::end(kRows),
                     [this](const Row& row) { return row.kind == kind && row.wants_submission; });
}

std::string fault_names() {
  std::string names;
  for (const Row& row : kRows) {
    if (!names.empty()) names += ", ";
    names += row.name;
    if (row.number == Number::Required) names += ":NUMBER";
    if (row.number == Number::Optional) names += "[:NUMBER]";
  }
  return names;
}

kiosk::base::Result<Fault> parse_fault(std::string_view text) {
  Fault fault;
  const std::size_t star = text.find('*');
  if (star != std::string_view::npos) {
    const auto times = parse_number(text.substr(star + 1));
    if (!times) return tl::unexpected(times.error());
    fault.times = *times;
    text = text.substr(0, star);
  }
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.name == name; });
  if (row == std::end(kRows) || (row->number == Number::Required && colon == std::string_view::npos)) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument, "faults are " + fault_names(),
                             std::string(text));
  }
  fault.kind = row->kind;
  fault.number = row->usual;
  if (colon == std::string_view::npos) return fault;
  if (auto added = add_number(fault, *row, text.substr(colon + 1)); !added)
    return tl::unexpected(added.error());
  return fault;
}

std::string to_string(const Fault& fault) {
  const auto row =
      std::find_if(std::begin(kRows), std::end(kRows), [&](const Row& r) { return r.kind == fault.kind; });
  std::string text(row->name);
  if (fault.number != 0) text += ":" + std::to_string(fault.number);
  if (fault.times) text += "*" + std::to_string(*fault.times);
  return text;
}

}  // namespace tests::central
