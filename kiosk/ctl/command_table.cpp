// The table of kioskctl's commands.
#include "kiosk/ctl/commands.h"

namespace kiosk::ctl {

const std::vector<CommandRow>& command_table() {
  static const std::vector<CommandRow> table{
      {"status", "", "devices, faults, supplies, connection, queue of this terminal", show_status},
      {"queue list", "", "the cases of the queue, oldest first", list_queue},
      {"queue show", "NUMBER", "one case by its receipt number", show_case},
      {"audit verify", "", "walks the whole trail and says whether it is unbroken", verify_audit},
      {"audit show", "NUMBER", "the story of a case", show_audit},
      {"audit export", "", "the trail for supervision, pseudonymised: no number and no name in clear",
       export_audit},
      {"visit list", "", "the recorded visits, newest first", list_visits},
      {"visit export", "SESSION", "one visit's record, for kiosk --replay", export_visit},
      {"faults", "[--all]", "device faults: what is active, or the whole history", list_faults},
      {"maintenance enter", "NAME NUMBER", "between visits: the devices obey the technician alone",
       enter_maintenance},
      {"maintenance leave", "", "opens the devices anew and lets citizens in", leave_maintenance},
      {"maintenance status", "", "whether a technician works at this terminal", show_maintenance},
      {"device list", "", "the devices, their states, faults and supplies", list_devices},
      {"device show", "CLASS", "one device with its capabilities", show_device},
      {"device test", "CLASS", "in maintenance: a harmless self-test", test_device},
      {"device reset", "CLASS", "in maintenance: closes the device and opens it anew", reset_device},
      {"device clear", "CLASS FAULT", "in maintenance: the operator says that this is settled",
       clear_device_fault},
      {"service preview", "FILE", "checks a service's file and draws all its screens: --out DIR, --config DIR",
       preview_service},
  };
  return table;
}

}  // namespace kiosk::ctl
