// The table of printer-state-reasons.
#include "drivers/printing/ipp_reasons.h"

#include <algorithm>
#include <array>
#include <optional>

namespace drivers::printing {
namespace {

using contract::FaultType;
using contract::SupplyLevel;
using transport::IppAttributes;

struct ReasonRow {
  std::string_view keyword;
  FaultType fault;
};

// In the order in which a person must act. Suffixes do not choose the row: printers disagree about them
// (ippeveprinter says media-empty-warning when it has stopped).
constexpr std::array kReasons{
    ReasonRow{"cover-open", FaultType::CoverOpen},
    ReasonRow{"door-open", FaultType::CoverOpen},
    ReasonRow{"interlock-open", FaultType::CoverOpen},
    ReasonRow{"media-jam", FaultType::PaperJam},
    ReasonRow{"media-empty", FaultType::PaperOut},
    ReasonRow{"media-needed", FaultType::PaperOut},
    ReasonRow{"input-tray-missing", FaultType::PaperOut},
    ReasonRow{"toner-empty", FaultType::TonerOut},
    ReasonRow{"marker-supply-empty", FaultType::TonerOut},
    ReasonRow{"output-area-full", FaultType::OutputFull},
    ReasonRow{"output-tray-missing", FaultType::OutputFull},
    ReasonRow{"marker-waste-full", FaultType::HardwareFault},
    ReasonRow{"fuser-over-temp", FaultType::OverTemperature},
    ReasonRow{"spool-area-full", FaultType::HardwareFault},
    ReasonRow{"shutdown", FaultType::CommunicationFault},
    ReasonRow{"offline", FaultType::CommunicationFault},
    ReasonRow{"timed-out", FaultType::CommunicationFault},
    ReasonRow{"connecting-to-device", FaultType::CommunicationFault},
    ReasonRow{"cups-backend-crashed", FaultType::HardwareFault},
    ReasonRow{"cups-filter-crashed", FaultType::HardwareFault},
    ReasonRow{"media-low", FaultType::PaperLow},
    ReasonRow{"toner-low", FaultType::TonerLow},
    ReasonRow{"marker-supply-low", FaultType::TonerLow},
};

bool has_word(const std::vector<PrinterReason>& reasons, std::string_view keyword) {
  return std::any_of(reasons.begin(), reasons.end(),
                     [keyword](const PrinterReason& reason) { return reason.keyword == keyword; });
}

bool is_known(const PrinterReason& reason) {
  return reason.keyword == "none" || reason.keyword == "paused" || reason.keyword == "moving-to-paused" ||
         std::any_of(kReasons.begin(), kReasons.end(),
                     [&reason](const ReasonRow& row) { return row.keyword == reason.keyword; });
}

bool has(const IppCondition& condition, FaultType type) {
  return std::any_of(condition.faults.begin(), condition.faults.end(),
                     [type](const ReasonFault& fault) { return fault.type == type; });
}

void add(IppCondition& condition, FaultType type, const std::string& detail) {
  if (!has(condition, type)) condition.faults.push_back({type, detail});
}

void read_faults(const std::vector<PrinterReason>& reasons, IppCondition& condition) {
  for (const ReasonRow& row : kReasons) {
    if (has_word(reasons, row.keyword)) add(condition, row.fault, std::string(row.keyword));
  }
  for (const PrinterReason& reason : reasons) {
    if (reason.suffix == PrinterReason::Suffix::Error && !is_known(reason)) {
      add(condition, FaultType::HardwareFault, reason.keyword);
    }
  }
}

/// The lowest of the printer's markers in percent; -1 when it tells none (RFC 3805 uses negative numbers for
/// that).
int lowest_marker(const IppAttributes& attributes) {
  int lowest = -1;
  for (const std::string& value : attributes.all("marker-levels")) {
    IppAttributes one;
    one.add("level", value);
    const int level = one.number("level").value_or(-1);
    if (level >= 0 && level <= 100 && (lowest < 0 || level < lowest)) lowest = level;
  }
  return lowest;
}

}  // namespace

PrinterReason PrinterReason::parse(std::string_view text) {
  struct Ending {
    std::string_view text;
    Suffix suffix;
  };
  constexpr std::array kEndings{Ending{"-report", Suffix::Report}, Ending{"-warning", Suffix::Warning},
                                Ending{"-error", Suffix::Error}};
  for (const Ending& ending : kEndings) {
    if (text.size() <= ending.text.size() || !text.ends_with(ending.text)) continue;
    text.remove_suffix(ending.text.size());
    return {std::string(text), ending.suffix};
  }
  return {std::string(text), Suffix::None};
}

const ReasonFault* IppCondition::blocking() const {
  if (faults.empty()) return nullptr;
  const FaultType first = faults.front().type;
  return first == FaultType::PaperLow || first == FaultType::TonerLow ? nullptr : &faults.front();
}

const std::vector<std::string>& condition_attributes() {
  static const std::vector<std::string> kNames{"printer-state", "printer-state-reasons",
                                               "printer-state-message", "printer-is-accepting-jobs",
                                               "marker-levels"};
  return kNames;
}

IppCondition read_condition(const IppAttributes& attributes) {
  std::vector<PrinterReason> reasons;
  for (const std::string& text : attributes.all("printer-state-reasons")) {
    reasons.push_back(PrinterReason::parse(text));
  }
  IppCondition condition;
  condition.stopped = attributes.number("printer-state") == 5;
  condition.accepting = attributes.text("printer-is-accepting-jobs") != "false";
  condition.paused = has_word(reasons, "paused") || has_word(reasons, "moving-to-paused");
  read_faults(reasons, condition);
  if (condition.stopped && !condition.paused && condition.blocking() == nullptr) {
    condition.faults.insert(condition.faults.begin(), {FaultType::HardwareFault, "stopped"});
  }
  condition.paper = has(condition, FaultType::PaperJam)   ? SupplyLevel::Jammed
                    : has(condition, FaultType::PaperOut) ? SupplyLevel::Out
                    : has(condition, FaultType::PaperLow) ? SupplyLevel::Low
                                                          : SupplyLevel::Ok;
  condition.toner = has(condition, FaultType::TonerOut)   ? SupplyLevel::Out
                    : has(condition, FaultType::TonerLow) ? SupplyLevel::Low
                                                          : SupplyLevel::Ok;
  condition.toner_percent = lowest_marker(attributes);
  return condition;
}

}  // namespace drivers::printing
