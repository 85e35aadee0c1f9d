// Stage: one terminal with its emulated hardware and its centre, as processes in a folder of their own.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/background_process.h"
#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::scenarios {

struct StagePlaces {
  std::filesystem::path programs;  ///< folder of kiosk, kiosk-central, kiosk-bench, kioskctl
  std::filesystem::path config;
  std::filesystem::path folder;     ///< everything that the stage makes
  std::filesystem::path capture{};  ///< a PNG of every screen goes here; empty: none
  std::string window{};  ///< WxH: the terminal opens a window for a person; empty: it draws into memory
  bool usb = false;      ///< card reader and receipt printer stand on an emulated USB bus
};

/// Starts everything on loopback and stops it at the end of its life. Blocking calls; one thread.
class Stage {
 public:
  static base::Result<Stage> open(StagePlaces places);

  /// Changes one value of the terminal's file, in a copy of the configuration. Before start_kiosk.
  base::Status set(const std::string& pointer, const base::Json& value);
  /// The terminal trusts an authority that did not make the centre's certificate.
  base::Status trust_a_foreign_authority();
  /// The terminal's store is empty from now on, as that of a terminal that never saw the cases. Between two
  /// lives of the terminal.
  base::Status empty_store();
  base::Status start_kiosk();
  /// The terminal's command line without the finger and the window, for who starts it otherwise.
  std::vector<std::string> kiosk_command() const;
  /// SIGTERM or SIGKILL; the exit status.
  int stop_kiosk(int signal);
  bool kiosk_running();
  /// -1 before it was started.
  pid_t kiosk_pid() const { return kiosk_ ? kiosk_->pid() : -1; }

  base::Result<std::string> finger(const std::string& words, base::Duration limit);
  base::Result<std::string> bench(const std::vector<std::string>& words);
  base::Result<std::string> centre(const std::vector<std::string>& words);
  base::Result<base::Json> centre_cases();
  /// The papers that the centre holds, one row each.
  base::Result<base::Json> centre_papers();
  /// Writes the pictures of papers that the centre holds whole into this folder.
  base::Status keep_papers(const std::filesystem::path& folder);
  base::Result<base::Json> kioskctl(const std::vector<std::string>& words);

  /// Exports the newest recorded visit and replays it; fails unless it comes to the same end.
  base::Status replay_newest_visit();

  const StagePlaces& places() const { return places_; }
  std::filesystem::path state() const { return places_.folder / "state"; }

 private:
  explicit Stage(StagePlaces places) : places_(std::move(places)) {}
  base::Status make_folders_and_keys();
  base::Status start_centre();
  base::Status start_bench();
  /// The stage's folder by a short name: the path of a socket may not be longer than 107 bytes.
  std::filesystem::path place(const std::string& name) const { return short_name_->path() / "s" / name; }
  std::string program(const std::string& name) const { return (places_.programs / name).string(); }
  base::Result<std::string> run(std::vector<std::string> arguments);

  StagePlaces places_;
  std::unique_ptr<tests::TemporaryFolder> short_name_ = std::make_unique<tests::TemporaryFolder>();
  int centre_port_ = 0;
  std::vector<std::string> device_words_;
  std::vector<std::string> environment_;  ///< "NAME=VALUE" that the terminal needs to see the emulated bus
  std::optional<base::BackgroundProcess> centre_, bench_, kiosk_;
};

}  // namespace kiosk::scenarios
