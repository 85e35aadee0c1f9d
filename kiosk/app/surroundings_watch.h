// What the terminal can do now, put together from device reports, the line and the queue; and its status
// file.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "drivers/contract/device.h"
#include "kiosk/base/json_file.h"
#include "kiosk/central/connectivity.h"
#include "kiosk/flow/session.h"

namespace kiosk::app {

flow::Surroundings make_surroundings(const std::vector<drivers::contract::DeviceReport>& devices,
                                     central::Connectivity connectivity, bool queue_has_room,
                                     bool maintenance = false);

/// What `kioskctl status` shows of a running terminal. Nothing personal.
struct TerminalStatus {
  base::TerminalId terminal;
  base::WallTime at;
  central::Connectivity connectivity{};
  bool queue_has_room = true;
  std::string key_protection;
  std::string display;  ///< how pictures reach the screen
  std::vector<drivers::contract::DeviceReport> devices;
  base::Json maintenance = base::Json::object();  ///< as Maintenance tells it
  std::string tls_key = "file";  ///< "file" or "tpm": where the key of the line to the centre is
  std::string fees = "none", notices = "none";  ///< what is published: none, valid or expired
};
base::Json to_json(const TerminalStatus& status);

/// A device as it stands in the status: state, capabilities, faults, supplies.
base::Json to_json(const drivers::contract::DeviceReport& report);
/// Classes of devices and words of their active faults, at most 300 bytes: nothing personal, no free text.
std::string masked_detail(const std::vector<drivers::contract::DeviceReport>& devices);

/// A fault as it stands in the trail and in the status.
base::Json to_json(const drivers::contract::DeviceFault& fault);

}  // namespace kiosk::app
