// The commands of kioskctl: each reads the state folder and gives its answer as JSON, which is also printed
// as text.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"

namespace kiosk::ctl {

/// What a command found. `failed`: the command worked, and what it looked at is not well (exit code 1).
struct Answer {
  base::Json json;
  std::string text;
  bool failed = false;
};

using Words = std::vector<std::string>;
using Command = base::Result<Answer> (*)(const std::filesystem::path& state, const Words& arguments);

struct CommandRow {
  const char* words;      ///< "queue list"
  const char* arguments;  ///< "NUMBER", or empty; "[--all]" stands for the option
  const char* purpose;
  Command run;
};

/// All commands, in the order of the help.
const std::vector<CommandRow>& command_table();

/// JSON text from the store, or null where there is none.
base::Json stored_json(const std::string& text);

/// The faults of the trail: those that are active, or all of them with "--all".
base::Result<Answer> list_faults(const std::filesystem::path& state, const Words& arguments);

// These ask the running terminal through its control.sock.
base::Result<Answer> enter_maintenance(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> leave_maintenance(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> show_maintenance(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> list_devices(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> show_device(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> test_device(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> reset_device(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> clear_device_fault(const std::filesystem::path& state, const Words& arguments);

/// Draws all screens of a service's file. Arguments: FILE DIR CONFIG.
base::Result<Answer> preview_service(const std::filesystem::path& state, const Words& arguments);

base::Result<Answer> show_status(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> list_queue(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> show_case(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> verify_audit(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> show_audit(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> export_audit(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> list_visits(const std::filesystem::path& state, const Words& arguments);
base::Result<Answer> export_visit(const std::filesystem::path& state, const Words& arguments);

}  // namespace kiosk::ctl
