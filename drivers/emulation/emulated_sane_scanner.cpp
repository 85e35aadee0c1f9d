// Words of the emulated scanner, and SANE's configuration files.
#include "drivers/emulation/emulated_sane_scanner.h"

#include <algorithm>

#include "kiosk/base/file.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Status;

Status EmulatedSaneScanner::plug() {
  if (auto made = kiosk::base::make_folder(folder_); !made) return made;
  plugged_ = true;
  const auto written = write("");
  return written ? Status{} : Status(tl::unexpected(written.error()));
}

Json EmulatedSaneScanner::describe() const {
  return {
      {"device", name()}, {"plugged", plugged_}, {"status", status_}, {"picture", picture_}, {"slow", slow_}};
}

std::vector<CommandWord> EmulatedSaneScanner::make_words() {
  return {
      {"fault", "none|jammed|no-docs|cover-open|busy|io-error|access-denied|short",
       "what the next scans meet", 1, 1,
       [this](const CommandArguments& a) {
         return choose(a,
                       {{"none", "Default"},
                        {"jammed", "SANE_STATUS_JAMMED"},
                        {"no-docs", "SANE_STATUS_NO_DOCS"},
                        {"cover-open", "SANE_STATUS_COVER_OPEN"},
                        {"busy", "SANE_STATUS_DEVICE_BUSY"},
                        {"io-error", "SANE_STATUS_IO_ERROR"},
                        {"access-denied", "SANE_STATUS_ACCESS_DENIED"},
                        {"short", "SANE_STATUS_EOF"}},
                       status_);
       }},
      {"paper", "white|black|grid|colours", "what lies on the glass", 1, 1,
       [this](const CommandArguments& a) {
         return choose(a,
                       {{"white", "Solid white"},
                        {"black", "Solid black"},
                        {"grid", "Grid"},
                        {"colours", "Color pattern"}},
                       picture_);
       }},
      {"slow", "on|off", "a scan takes minutes", 1, 1,
       [this](const CommandArguments& a) -> Words {
         const auto on = a.on_or_off(0);
         if (!on) return tl::unexpected(on.error());
         slow_ = *on;
         return write(slow_ ? "slow on" : "slow off");
       }},
      {"unplug", "", "pull the cable", 0, 0,
       [this](const CommandArguments&) {
         plugged_ = false;
         return write("unplugged");
       }},
      {"replug", "", "put it back", 0, 0,
       [this](const CommandArguments&) {
         plugged_ = true;
         return write("plugged in");
       }},
  };
}

EmulatedSaneScanner::Words EmulatedSaneScanner::choose(
    const CommandArguments& arguments, const std::vector<std::pair<std::string, std::string>>& choices,
    std::string& value) {
  const auto found = std::find_if(choices.begin(), choices.end(), [&arguments](const auto& choice) {
    return choice.first == arguments.text(0);
  });
  if (found == choices.end()) return fail(ErrorCode::InvalidArgument, "there is no " + arguments.text(0));
  value = found->second;
  return write(found->first);
}

EmulatedSaneScanner::Words EmulatedSaneScanner::write(std::string said) const {
  const std::string slow = slow_ ? "true" : "false";
  const std::string text = "number_of_devices " + std::string(plugged_ ? "1" : "0") +
                           "\ngeometry_max 300.0\ntest-picture \"" + picture_ + "\"\nread-status-code \"" +
                           status_ + "\"\nread-delay " + slow + "\nread-delay-duration 200000\nread-limit " +
                           slow + "\nread-limit-size 50\n";
  if (auto done = kiosk::base::write_file_atomically(folder_ / "dll.conf", "test\n"); !done) {
    return tl::unexpected(done.error());
  }
  if (auto done = kiosk::base::write_file_atomically(folder_ / "test.conf", text); !done) {
    return tl::unexpected(done.error());
  }
  return said;
}

}  // namespace drivers::emulation
