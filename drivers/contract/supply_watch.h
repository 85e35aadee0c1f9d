// SupplyWatch: when a supply that a device only counts is low or out, and which faults say so.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "drivers/contract/fault.h"
#include "kiosk/base/result.h"

namespace drivers::contract {

/// The limits of one supply and its faults. A limit of -1 is none; "out" is always at nothing left.
struct SupplyRule {
  std::optional<FaultType> low_fault{};
  std::optional<FaultType> out_fault{};
  int low_percent = -1;  ///< low at or below this share, 0…100
  int low_count = -1;    ///< low at or below so many pieces
};

/// The level that follows from what is left. What the device says itself (low, out, jammed) is never made
/// better.
SupplyLevel judge(const Supply& supply, const SupplyRule& rule);

/// Reads a threshold out of a driver's settings: NAME = "15%" (share) or "200" (pieces) into `rule`, and
/// takes the setting out of the map. InvalidArgument for anything else.
kiosk::base::Status take_threshold(std::map<std::string, std::string>& settings, const std::string& name,
                                   SupplyRule& rule);

}  // namespace drivers::contract
