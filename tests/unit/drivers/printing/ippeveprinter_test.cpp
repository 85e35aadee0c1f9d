// The IPP driver against Debian's ippeveprinter: a foreign printer, so that we do not only agree with
// ourselves.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "drivers/printing/ipp_printer.h"

#include "tests/unit/drivers/printing/bench.h"
#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "tests/unit/drivers/printing/pdf.h"
#include "tests/support/temporary_folder.h"

namespace drivers::printing::tests {
namespace {

using kiosk::base::Mailbox;

/// Prints two pages a moment apart, as the printer's firmware would.
constexpr std::string_view kPrintCommand =
    "#!/bin/sh\n"
    "echo 'ATTR: job-impressions-completed=1' >&2\n"
    "echo 'ATTR: job-impressions-completed=2' >&2\n"
    "exit 0\n";

int free_port() {
  const kiosk::base::UniqueFd probe(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (bind(probe.get(), generic, size) != 0 || getsockname(probe.get(), generic, &size) != 0) return 0;
  return ntohs(address.sin_port);
}

/// Runs ippeveprinter on a bus of its own until the end of the test. It needs a D-Bus even with -r off.
class ForeignPrinter {
 public:
  explicit ForeignPrinter(const kiosk::base::Clock& clock) : strand_("ippeve", clock), port_(free_port()) {
    const std::string command = (folder_ / "print").string();
    BOOST_REQUIRE(kiosk::base::write_file_atomically(command, kPrintCommand, 0755).has_value());
    // The shell ends its child when its input ends: killing dbus-run-session would leave the printer behind.
    const std::string script =
        "export DBUS_SYSTEM_BUS_ADDRESS=$DBUS_SESSION_BUS_ADDRESS; "
        "ippeveprinter -r off -n localhost -p " +
        std::to_string(port_) + " -d " + folder_.path().string() + " -k -f application/pdf -c " + command +
        " kiosk & "
        "while [ -e " +
        folder_.path().string() + "/run ]; do sleep 0.1; done; kill $!; wait $!";
    BOOST_REQUIRE(kiosk::base::write_file_atomically(folder_ / "run", "").has_value());
    strand_.post([this, script] {
      outcome_ =
          kiosk::base::run_process({{"dbus-run-session", "--", "sh", "-c", script}, {}, Duration{60'000}});
    });
  }
  ~ForeignPrinter() {
    std::filesystem::remove(folder_ / "run");
    strand_.flush();
  }
  std::string address() const { return "ipp://localhost:" + std::to_string(port_) + "/ipp/print"; }

 private:
  kiosk::tests::TemporaryFolder folder_;
  kiosk::base::Strand strand_;
  int port_;
  kiosk::base::Result<kiosk::base::ProcessOutcome> outcome_;
};

bool open_in_time(contract::Device& device, const kiosk::base::Clock& clock) {
  const auto end = clock.now() + Duration{10'000};
  while (clock.now() < end) {
    if (device.open()) return true;
    Mailbox(clock).wait_and_drain(Duration{100});
  }
  return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(prints_and_counts_on_ippeveprinter) {
  if (access("/usr/bin/dbus-run-session", X_OK) != 0 || access("/usr/sbin/ippeveprinter", X_OK) != 0) {
    BOOST_TEST_MESSAGE("skipped: ippeveprinter or dbus-run-session is not installed");
    return;
  }
  kiosk::base::SystemClock clock;
  drivers::tests::DeviceWitness listener;
  ForeignPrinter foreign(clock);
  contract::DeviceConfig config;
  config.address = *contract::DeviceAddress::parse(foreign.address());
  config.settings = {{"grace-seconds", "1"}, {"query-ms", "50"}};
  auto made = make_ipp_printer({clock, listener, {"certificate-printer"}, "config"}, config);
  BOOST_REQUIRE(made.has_value());
  if (!open_in_time(**made, clock)) {
    BOOST_TEST_MESSAGE("skipped: ippeveprinter did not start here");
    return;
  }
  contract::PrintRequest request;
  request.document = make_pdf(2);
  request.pages = 2;
  request.job_name = "T05-20261123-000018";
  auto& printer = dynamic_cast<contract::CertificatePrinter&>(**made);
  const auto done = printer.print({{}, {1}, clock.now() + Duration{20'000}, {}}, request, nullptr);
  BOOST_CHECK_MESSAGE(done.ok(), to_string(done.code) << " " << done.detail);
  BOOST_REQUIRE(done.value.has_value());
  BOOST_CHECK(done.value->counted);
  BOOST_CHECK_EQUAL(done.value->pages_printed, 2);
  BOOST_CHECK(!(*made)->report().model.empty());
}

}  // namespace drivers::printing::tests
