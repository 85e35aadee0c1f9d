// Actor: plays a visit script on a stage, line by line, and says which line failed and why.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "tests/scenarios/script.h"
#include "tests/scenarios/stage.h"

namespace kiosk::scenarios {

/// Pictures go to `out`. One thread.
class Actor {
 public:
  Actor(Stage& stage, std::filesystem::path out) : stage_(stage), out_(std::move(out)) {}
  /// Plays the whole file; the error names file and line.
  base::Status play(const std::filesystem::path& file);
  /// Plays one line.
  base::Status act(const ScriptLine& line);

 private:
  base::Status on_some_page(const std::string& command);
  base::Status keypad(const std::string& name);
  base::Status use_phone(const ScriptLine& line);
  base::Status expect_payment(const ScriptLine& line);
  base::Status touch_screen(const ScriptLine& line);
  base::Status change_setting(const ScriptLine& line);
  base::Status command_kiosk(const std::string& word);
  base::Status ask_kioskctl(const ScriptLine& line);
  base::Status expect_maintenance(const std::string& state);
  base::Status expect_cleared(const std::string& type, const std::string& by);
  base::Status keep(const ScriptLine& line);
  /// Notes the number of the newest case in the queue, as the citizen keeps the slip.
  base::Status remember_number();
  /// Touches the keys of the remembered number, one after the other.
  base::Status type_number();
  base::Status expect(const ScriptLine& line);
  base::Status count_cases(const std::string& service);
  base::Result<std::size_t> cases_of(const std::string& service);
  base::Status expect_centre(const ScriptLine& line);
  base::Status expect_paper(const ScriptLine& line);
  base::Status expect_queue(const ScriptLine& line);
  base::Status expect_same_number();
  base::Status expect_fault(const std::string& type, bool present);

  Stage& stage_;
  base::MonoTime last_ok_{};
  std::map<std::string, std::size_t> counted_;  ///< cases at the centre when `count` was said, by service
  std::filesystem::path out_;
  std::string number_;          ///< of the slip that the citizen keeps
  std::filesystem::path file_;  ///< being played: parts lie beside it
};

}  // namespace kiosk::scenarios
