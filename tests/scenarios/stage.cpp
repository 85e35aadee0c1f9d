// Starting and commanding the processes of a stage.
#include "tests/scenarios/stage.h"

#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>

#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "kiosk/base/local_socket.h"

namespace kiosk::scenarios {
namespace {

constexpr base::Duration kStartLimit{60'000};
constexpr const char* kTerminal = "desk";

using base::ErrorCode;
using base::fail;

/// A loopback port that nobody listens on at this moment.
int free_port() {
  const base::UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  socklen_t size = sizeof address;
  if (bind(fd.get(), generic, size) != 0 || getsockname(fd.get(), generic, &size) != 0) return 0;
  return ntohs(address.sin_port);
}

/// Tries until it succeeds, the process has ended or the time is over.
template <class Attempt>
base::Status wait_for(base::BackgroundProcess& process, const std::string& what, Attempt attempt) {
  const base::SystemClock clock;
  const base::MonoTime end = clock.now() + kStartLimit;
  while (clock.now() < end && process.running()) {
    if (attempt()) return {};
  }
  return fail(ErrorCode::Unavailable, what + " did not start; see its log in the stage's folder");
}

base::Result<base::Json> parse(const base::Result<std::string>& output, const std::string& name) {
  if (!output) return tl::unexpected(output.error());
  return base::parse_json(*output, name);
}

}  // namespace

base::Result<Stage> Stage::open(StagePlaces places) {
  Stage stage(std::move(places));
  if (auto done = stage.make_folders_and_keys(); !done) return tl::unexpected(done.error());
  if (auto done = stage.start_centre(); !done) return tl::unexpected(done.error());
  if (auto done = stage.start_bench(); !done) return tl::unexpected(done.error());
  return stage;
}

base::Result<std::string> Stage::run(std::vector<std::string> arguments) {
  const std::string name = arguments[0];
  const auto outcome = base::run_process({std::move(arguments), "", base::Duration{30'000}});
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->exit_status != 0) return fail(ErrorCode::Conflict, outcome->errors + outcome->output, name);
  return outcome->output;
}

base::Status Stage::make_folders_and_keys() {
  for (const char* folder : {"", "state", "bench"}) {
    if (auto made = base::make_folder(places_.folder / folder, 0700); !made) return made;
  }
  std::filesystem::create_directory_symlink(std::filesystem::absolute(places_.folder),
                                            short_name_->path() / "s");
  const auto keys =
      run({program("kiosk-central"), "make-pki", (places_.folder / "pki").string(), "--terminal", kTerminal});
  if (!keys) return tl::unexpected(keys.error());
  std::filesystem::create_directories(state() / "pki");
  const auto copy = [this](const std::string& from, const std::string& to) {
    std::error_code error;
    std::filesystem::copy_file(places_.folder / "pki" / from, state() / "pki" / to,
                               std::filesystem::copy_options::overwrite_existing, error);
    return !error;
  };
  const std::string own = kTerminal;
  if (copy("ca.pem", "ca.pem") && copy(own + ".pem", "terminal.pem") && copy(own + ".key", "terminal.key"))
    return {};
  return fail(ErrorCode::NotFound, "the terminal's certificate was not made",
              (places_.folder / "pki").string());
}

base::Status Stage::start_centre() {
  centre_port_ = free_port();
  const auto folder = places_.folder;
  auto started = base::BackgroundProcess::start(
      {program("kiosk-central"), "serve", "--listen", "127.0.0.1:" + std::to_string(centre_port_),
       "--database", (folder / "centre.db").string(), "--tls", (folder / "pki").string(), "--control",
       place("centre.sock").string()},
      folder / "centre.log");
  if (!started) return tl::unexpected(started.error());
  centre_ = std::move(*started);
  return wait_for(*centre_, "kiosk-central", [this] {
    return centre({"faults", "set", "none"}).has_value();
  });
}

base::Status Stage::start_bench() {
  const auto folder = place("bench");
  std::vector<std::string> command{program("kiosk-bench"), "run",      "--dir",
                                   folder.string(),        "--reader", "--receipt",
                                   "--certificate",        "--camera",  "--panel"};
  if (places_.usb) command.emplace_back("--usb");
  auto started = base::BackgroundProcess::start(command, places_.folder / "bench.log");
  if (!started) return tl::unexpected(started.error());
  bench_ = std::move(*started);
  const auto ready = wait_for(*bench_, "kiosk-bench", [this] { return bench({"list"}).has_value(); });
  if (!ready) return ready;
  const auto description = base::read_json_file(folder / "bench.json");
  if (!description) return tl::unexpected(description.error());
  description->at("environment").get_to(environment_);
  for (const base::Json& device : description->at("devices")) {
    device_words_.push_back(device.at("class").get<std::string>() + "=" +
                            device.at("address").get<std::string>());
  }
  return {};
}

base::Status Stage::set(const std::string& pointer, const base::Json& value) {
  const std::filesystem::path copy = places_.folder / "config";
  if (places_.config != copy) {
    std::error_code error;
    std::filesystem::copy(places_.config, copy, std::filesystem::copy_options::recursive, error);
    if (error) return fail(ErrorCode::Unavailable, "cannot copy the configuration: " + error.message());
    places_.config = copy;
  }
  const auto file = copy / "terminals" / (std::string(kTerminal) + ".json");
  auto settings = base::read_json_file(file);
  if (!settings) return tl::unexpected(settings.error());
  (*settings)[base::Json::json_pointer(pointer)] = value;
  return base::write_file_atomically(file, settings->dump(2));
}

base::Status Stage::trust_a_foreign_authority() {
  const auto foreign = places_.folder / "foreign";
  const auto made = run({program("kiosk-central"), "make-pki", foreign.string(), "--terminal", kTerminal});
  if (!made) return tl::unexpected(made.error());
  const auto authority = base::read_file(foreign / "ca.pem");
  if (!authority) return tl::unexpected(authority.error());
  return base::write_file_atomically(state() / "pki" / "ca.pem", *authority);
}

base::Status Stage::empty_store() {
  const auto before = places_.folder / "state.before";
  std::error_code error;
  std::filesystem::rename(state(), before, error);
  if (!error) std::filesystem::create_directory(state(), before, error);
  if (!error) std::filesystem::copy(before / "pki", state() / "pki", error);
  if (error) return fail(ErrorCode::Unavailable, "cannot empty the store: " + error.message());
  return {};
}

std::vector<std::string> Stage::kiosk_command() const {
  std::vector<std::string> words{program("kiosk"),
                                 "--config",
                                 places_.config.string(),
                                 "--state",
                                 place("state").string(),
                                 "--terminal",
                                 kTerminal,
                                 "--central",
                                 "https://localhost:" + std::to_string(centre_port_)};
  for (const std::string& device : device_words_) {
    words.push_back("--device");
    words.push_back(device);
  }
  return words;
}

base::Status Stage::start_kiosk() {
  std::vector<std::string> words = kiosk_command();
  words.insert(words.end(), {"--finger", place("finger.sock").string()});
  if (!places_.capture.empty()) words.insert(words.end(), {"--capture", places_.capture.string()});
  if (places_.window.empty()) {
    words.push_back("--headless");
  } else {
    words.insert(words.end(), {"--windowed", places_.window});
  }
  if (!environment_.empty()) {
    words.insert(words.begin(), environment_.begin(), environment_.end());
    words.insert(words.begin(), "/usr/bin/env");
  }
  auto started = base::BackgroundProcess::start(words, places_.folder / "kiosk.log");
  if (!started) return tl::unexpected(started.error());
  kiosk_ = std::move(*started);
  return wait_for(*kiosk_, "kiosk",
                  [this] { return finger("wait attract", base::Duration{500}).has_value(); });
}

int Stage::stop_kiosk(int signal) { return kiosk_ ? kiosk_->stop(signal) : 0; }

bool Stage::kiosk_running() { return kiosk_ && kiosk_->running(); }

base::Result<std::string> Stage::finger(const std::string& words, base::Duration limit) {
  return base::ask_line(place("finger.sock"), std::to_string(limit.count()) + " " + words,
                        limit + base::Duration{2'000});
}

base::Result<std::string> Stage::bench(const std::vector<std::string>& words) {
  std::vector<std::string> all{program("kiosk-bench"), "ctl", "--dir", place("bench").string()};
  all.insert(all.end(), words.begin(), words.end());
  return run(std::move(all));
}

base::Result<std::string> Stage::centre(const std::vector<std::string>& words) {
  std::vector<std::string> all{program("kiosk-central"), "ctl", "--control", place("centre.sock").string()};
  all.insert(all.end(), words.begin(), words.end());
  return run(std::move(all));
}

base::Result<base::Json> Stage::centre_papers() {
  return parse(run({program("kiosk-central"), "attachments", "--database",
                    (places_.folder / "centre.db").string(), "--json"}),
               "kiosk-central attachments");
}

base::Status Stage::keep_papers(const std::filesystem::path& folder) {
  const auto kept = run({program("kiosk-central"), "attachments", "--database",
                         (places_.folder / "centre.db").string(), "--out", folder.string()});
  if (!kept) return tl::unexpected(kept.error());
  return {};
}

base::Result<base::Json> Stage::centre_cases() {
  return parse(run({program("kiosk-central"), "cases", "--database", (places_.folder / "centre.db").string(),
                    "--json"}),
               "kiosk-central cases");
}

base::Status Stage::replay_newest_visit() {
  const auto visits = kioskctl({"visit", "list"});
  if (!visits) return tl::unexpected(visits.error());
  if (visits->at("sessions").empty()) return fail(ErrorCode::NotFound, "no visit is recorded");
  const auto exported = kioskctl({"visit", "export", visits->at("sessions").front()});
  if (!exported) return tl::unexpected(exported.error());
  const auto file = places_.folder / "visit.jsonl";
  const auto written = base::write_file_atomically(file, exported->at("record").get<std::string>());
  if (!written) return written;
  const auto replayed = run({program("kiosk"), "--config", places_.config.string(), "--state",
                             state().string(), "--terminal", kTerminal, "--replay", file.string()});
  if (!replayed) return tl::unexpected(replayed.error());
  return {};
}

base::Result<base::Json> Stage::kioskctl(const std::vector<std::string>& words) {
  std::vector<std::string> all{program("kioskctl"), "--state", place("state").string(), "--json"};
  all.insert(all.end(), words.begin(), words.end());
  return parse(run(std::move(all)), "kioskctl");
}

}  // namespace kiosk::scenarios
