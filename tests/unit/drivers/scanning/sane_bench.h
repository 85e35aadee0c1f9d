// The real scanner driver and its real worker against SANE's own test backend.
#pragma once

#include <stdlib.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "drivers/scanning/sane_scanner.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/drivers/device_witness.h"

namespace sane_bench {

using namespace std::chrono_literals;
using namespace drivers::contract;
using drivers::scanning::SaneScanner;
using drivers::scanning::SaneSettings;
using kiosk::base::Duration;
using Scan = Completion<ScanOutcome>;

inline std::string worker_program() {
  const char* name = getenv("KIOSK_SANE_WORKER");
  return name != nullptr ? name : "build/dev/bin/kiosk-sane-worker";
}

struct Bench {
  Bench() {
    std::ofstream(folder / "dll.conf") << "test\n";
    set_number_of_scanners(1);
    settings.device = "test:0";
    settings.model = "test scanner";
    settings.worker = {worker_program()};
    settings.config_folder = folder.path().string();
    settings.options["test-picture"] = "Color pattern";
  }
  void set_number_of_scanners(int number) {
    std::ofstream(folder / "test.conf") << "number_of_devices " << number << "\ngeometry_max 300.0\n";
  }
  /// Makes the driver and opens it.
  SaneScanner& start() {
    scanner.emplace(DriverContext{clock, witness, {"document-scanner"}, "config"}, settings);
    BOOST_REQUIRE(scanner->open());
    return *scanner;
  }
  /// A worker that is this shell script; "$WORKER" is the real one.
  void use_script(const std::string& body) {
    const auto script = folder / "worker.sh";
    std::ofstream(script) << "#!/bin/sh\nWORKER=" << worker_program() << "\n" << body << "\n";
    std::filesystem::permissions(script, std::filesystem::perms::owner_all);
    settings.worker = {script.string()};
  }
  JobContext job(Duration deadline = 20s, std::stop_token stop = {}) const {
    return {{}, {1}, clock.now() + deadline, std::move(stop)};
  }
  Scan scan(const ScanRequest& request, Duration deadline = 20s) {
    return scanner->scan(job(deadline), request, {});
  }

  kiosk::base::SystemClock clock;
  kiosk::tests::TemporaryFolder folder;
  SaneSettings settings;
  drivers::tests::DeviceWitness witness;
  std::optional<SaneScanner> scanner;
};

/// A tenth of a page: quick.
inline ScanRequest small_request() {
  ScanRequest request;
  request.resolution = 100;
  request.area = {0, 0, 80, 60};
  request.straighten = false;
  return request;
}

}  // namespace sane_bench
