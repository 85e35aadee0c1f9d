// A real TPM 2.0 in software (swtpm) on two free local ports.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <boost/test/unit_test.hpp>
#include <csignal>
#include <optional>

#include "kiosk/base/background_process.h"
#include "kiosk/base/file.h"
#include "kiosk/tpm/tpm_session.h"
#include "tests/support/temporary_folder.h"

namespace kiosk::tests {

inline bool is_there(const std::string& program) { return std::filesystem::exists("/usr/bin/" + program); }

/// Precondition of tests that need swtpm: they are skipped with this reason where there is none.
inline boost::test_tools::assertion_result swtpm_is_there(boost::unit_test::test_unit_id) {
  boost::test_tools::assertion_result there(is_there("swtpm"));
  if (!there) there.message() << "there is no swtpm (Debian's package swtpm)";
  return there;
}

/// Its state lives as long as this object, over any number of power cycles.
class SoftwareTpm {
 public:
  SoftwareTpm() { power_on(); }
  void power_on() {
    for (int attempt = 0; attempt < 10; ++attempt) {
      port_ = free_ports();
      start();
      for (int i = 0; i < 50 && process_->running(); ++i) {
        if (tpm::TpmSession::open(tcti())) return;
        wait_a_little();
      }
    }
    BOOST_FAIL("swtpm does not start");
  }
  void power_off() { process_->stop(SIGTERM); }
  std::string tcti() const { return "swtpm:host=127.0.0.1,port=" + std::to_string(port_); }

 private:
  void start() {
    const std::string control = std::to_string(port_ + 1);
    auto started = base::BackgroundProcess::start(
        {"swtpm", "socket", "--tpm2", "--tpmstate", "dir=" + folder_.path().string(), "--server",
         "type=tcp,port=" + std::to_string(port_) + ",bindaddr=127.0.0.1", "--ctrl",
         "type=tcp,port=" + control + ",bindaddr=127.0.0.1", "--flags", "not-need-init,startup-clear"},
        folder_ / "log");
    BOOST_REQUIRE(started.has_value());
    process_.emplace(std::move(*started));
  }
  /// A port that is free together with the next one, which tpm2-tss takes for control.
  static int free_ports() {
    for (;;) {
      const int port = bound_port(0);
      if (port > 0 && port < 65000 && bound_port(port + 1) > 0) return port;
    }
  }
  static int bound_port(int wanted) {
    const base::UniqueFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(wanted));
    socklen_t size = sizeof(address);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (bind(fd.get(), any, size) != 0 || getsockname(fd.get(), any, &size) != 0) return -1;
    return ntohs(address.sin_port);
  }
  static void wait_a_little() {
    const timespec pause{0, 100'000'000};
    nanosleep(&pause, nullptr);
  }

  TemporaryFolder folder_;
  int port_ = 0;
  std::optional<base::BackgroundProcess> process_;
};

}  // namespace kiosk::tests
