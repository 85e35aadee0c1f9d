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
  };
  return table;
}

}  // namespace kiosk::ctl
