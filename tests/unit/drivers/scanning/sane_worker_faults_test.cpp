// The worker is killed, hangs, dies at once, sends nonsense; the scan is canceled: always one answer, then it
// works.
#include <signal.h>

#include "drivers/transport/process_transport.h"
#include "kiosk/base/strand.h"
#include "tests/unit/drivers/scanning/sane_bench.h"

using namespace sane_bench;

namespace {

/// A scan that would take minutes.
void make_slow(Bench& bench) {
  bench.settings.options["read-delay"] = "yes";
  bench.settings.options["read-delay-duration"] = "200000";
  bench.settings.options["read-limit"] = "yes";
  bench.settings.options["read-limit-size"] = "50";
}

void make_quick(SaneScanner& scanner) {
  for (const char* name : {"read-delay-duration", "read-limit-size", "read-delay", "read-limit"}) {
    scanner.set_option(name, "");
  }
}

/// Scripts that end the worker only when it scans: the probe of open() must pass.
std::string only_when_scanning(const std::string& fault) {
  return "if [ -e \"$0.armed\" ]; then rm \"$0.armed\"; " + fault + "; fi\nexec $WORKER";
}

void arm(Bench& bench) { std::ofstream(bench.folder / "worker.sh.armed") << ""; }

}  // namespace

BOOST_AUTO_TEST_SUITE(sane_worker_faults)

BOOST_AUTO_TEST_CASE(a_worker_killed_in_the_middle_is_a_hardware_error_and_the_next_scan_works) {
  Bench bench;
  make_slow(bench);
  bench.use_script(only_when_scanning("(sleep 0.5; kill -9 $$) & exec $WORKER"));
  bench.start();
  arm(bench);
  const auto scan = bench.scan(small_request());
  BOOST_TEST((scan.code == CompletionCode::HardwareError), scan.detail);
  BOOST_TEST((scan.fault == FaultType::CommunicationFault));
  BOOST_TEST(scan.detail.find("137") != std::string::npos, scan.detail);
  make_quick(*bench.scanner);
  BOOST_TEST(bench.scan(small_request()).ok());
  BOOST_TEST(bench.scanner->report().faults.empty());
}

BOOST_AUTO_TEST_CASE(a_worker_that_crashes_at_once_is_a_hardware_error_and_clears_with_a_look) {
  Bench bench;
  bench.use_script(only_when_scanning("kill -SEGV $$"));
  bench.start();
  arm(bench);
  const auto scan = bench.scan(small_request());
  BOOST_TEST((scan.code == CompletionCode::HardwareError), scan.detail);
  BOOST_TEST(!bench.scanner->report().usable());
  bench.scanner->poll();
  BOOST_TEST(bench.scanner->report().usable());
  BOOST_TEST((bench.witness.cleared == bench.witness.raised));
}

BOOST_AUTO_TEST_CASE(a_worker_that_hangs_is_killed_at_the_deadline) {
  Bench bench;
  bench.use_script(only_when_scanning("exec sleep 1000"));
  bench.start();
  arm(bench);
  const auto begin = bench.clock.now();
  const auto scan = bench.scan(small_request(), 400ms);
  BOOST_TEST((scan.code == CompletionCode::TimeOut), scan.detail);
  BOOST_TEST((bench.clock.now() - begin < 10s));
  BOOST_TEST(bench.scan(small_request()).ok());
}

BOOST_AUTO_TEST_CASE(a_worker_that_hangs_after_its_last_word_keeps_no_page_from_the_citizen) {
  Bench bench;
  bench.use_script(only_when_scanning("$WORKER; exec sleep 1000"));
  bench.start();
  arm(bench);
  const auto scan = bench.scan(small_request());
  BOOST_TEST_REQUIRE(scan.ok(), scan.detail);
  BOOST_TEST(scan.value->pages.size() == 1u);
  BOOST_TEST(bench.scan(small_request()).ok());
}

BOOST_AUTO_TEST_CASE(a_slow_scanner_times_out_and_its_part_of_a_page_is_not_given) {
  Bench bench;
  make_slow(bench);
  bench.start();
  const auto scan = bench.scan(small_request(), 600ms);
  BOOST_TEST((scan.code == CompletionCode::TimeOut), scan.detail);
  BOOST_TEST(scan.value->pages.empty());
  make_quick(*bench.scanner);
  BOOST_TEST(bench.scan(small_request()).ok());
}

BOOST_AUTO_TEST_CASE(nonsense_from_the_worker_is_a_hardware_error) {
  for (const char* nonsense :
       {"head -c 100000 /dev/zero", "printf 'X12345678'", "printf 'B\\001\\000\\000\\000a'",
        "printf 'E\\000\\000\\000\\000'", "printf 'F\\002\\000\\000\\000{}'", "exit 0"}) {
    BOOST_TEST_CONTEXT(nonsense) {
      Bench bench;
      bench.use_script(only_when_scanning(std::string(nonsense) + "; exit 0"));
      bench.start();
      arm(bench);
      const auto scan = bench.scan(small_request());
      BOOST_TEST((scan.code == CompletionCode::HardwareError), scan.detail);
      BOOST_TEST(bench.scan(small_request()).ok());
    }
  }
}

BOOST_AUTO_TEST_CASE(a_stop_cancels_the_scan_soon_and_the_next_one_works) {
  Bench bench;
  make_slow(bench);
  bench.start();
  std::stop_source stop;
  kiosk::base::Strand other("stopper", bench.clock);
  other.post_after(300ms, [&stop] { stop.request_stop(); });
  const auto begin = bench.clock.now();
  const auto scan = bench.scanner->scan(bench.job(60s, stop.get_token()), small_request(), {});
  BOOST_TEST((scan.code == CompletionCode::Canceled), scan.detail);
  BOOST_TEST((bench.clock.now() - begin < 15s));
  BOOST_TEST(bench.witness.raised.empty());
  make_quick(*bench.scanner);
  BOOST_TEST(bench.scan(small_request()).ok());
}

BOOST_AUTO_TEST_CASE(a_stop_between_the_pages_of_a_feeder_cancels_it) {
  Bench bench;
  bench.start();
  std::stop_source stop;
  auto request = small_request();
  request.source = ScanSource::Feeder;
  request.pages = 100;
  const auto scan = bench.scanner->scan(bench.job(60s, stop.get_token()), request, [&stop](int pages) {
    if (pages == 2) stop.request_stop();
  });
  BOOST_TEST((scan.code == CompletionCode::Canceled || scan.ok()));  // all may have been on its way already
  BOOST_TEST(bench.scan(small_request()).ok());
}

BOOST_AUTO_TEST_CASE(a_missing_worker_program_is_said_so) {
  Bench bench;
  bench.settings.worker = {"/nonexistent/worker"};
  bench.scanner.emplace(DriverContext{bench.clock, bench.witness, {"document-scanner"}, "config"},
                        bench.settings);
  BOOST_TEST(!bench.scanner->open());
  BOOST_TEST((bench.scanner->report().state == DeviceState::Offline));
}

BOOST_AUTO_TEST_CASE(no_process_and_no_page_stay_behind) {
  const std::size_t before = kiosk::base::secure_bytes_in_use();
  kiosk::base::SystemClock clock;
  pid_t pid = 0;
  {
    Bench bench;
    bench.start();
    BOOST_TEST(bench.scan(small_request()).ok());
    drivers::transport::ProcessTransport sleeper({{"sleep", "1000"}, {}}, clock);
    BOOST_REQUIRE(sleeper.open());
    pid = sleeper.pid();
  }
  BOOST_TEST(kill(pid, 0) == -1);
  BOOST_TEST(kiosk::base::secure_bytes_in_use() == before);
}

BOOST_AUTO_TEST_SUITE_END()
