// Nothing personal reaches a tape: a person whose name, number and address occur nowhere else is looked for
// in it.
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "drivers/transport/tape.h"
#include "kiosk/base/text.h"
#include "tests/tapes/tape_bench.h"

using namespace tape_bench;

namespace {

constexpr const char* kCanary = R"({"kind": "resident", "name": "金丝雀", "sex": "2", "nation": "05",
  "birth": "19851231", "number": "100000198512317774", "address": "金丝雀省黄羽市9876号",
  "newest_address": "金丝雀省绿笼市5432号", "authority": "雀城公安局", "valid_from": "20110203",
  "valid_to": "20310203"})";
const std::vector<std::string> kTraces{"金丝雀", "丝雀", "19851231", "10000019851231777", "黄羽",    "绿笼",
                                       "9876",   "5432", "雀城",     "20110203",          "20310203"};

/// All bytes of one direction, one after the other: what is cut into lines is looked through as a whole.
std::string bytes_of(const drivers::transport::Tape& tape, drivers::transport::TapeEvent event) {
  std::string all;
  for (const auto& line : tape.lines) {
    if (line.event == event) all.append(line.bytes.begin(), line.bytes.end());
  }
  return all;
}

/// Where a trace stands in the tape, in any of the codes that devices speak; empty: nowhere.
std::string found_in(const Bench& bench, const std::vector<std::string>& traces) {
  const std::string text = bench.tape_text();
  const auto tape = drivers::transport::parse_tape(text, "tape");
  BOOST_REQUIRE(tape);
  for (const std::string& trace : traces) {
    auto wide = kiosk::base::utf8_to_utf16le_padded(trace, 2 * trace.size());
    const std::string utf16(wide.begin(),
                            wide.begin() + 2 * static_cast<int>(kiosk::base::to_code_points(trace).size()));
    for (const std::string& form : {trace, utf16, kiosk::base::to_gb18030(trace).value()}) {
      const bool written = text.find(form) != std::string::npos;
      const bool said = bytes_of(*tape, drivers::transport::TapeEvent::Out).find(form) != std::string::npos ||
                        bytes_of(*tape, drivers::transport::TapeEvent::In).find(form) != std::string::npos;
      if (written || said) return trace;
    }
  }
  return {};
}

void put_canary(Bench& bench) {
  BOOST_REQUIRE(kiosk::base::write_file_atomically(bench.folder / "canary.json", kCanary));
  bench.tell("card put canary.json");
}

using CodeCompletion = Completion<ScannedCode>;

/// While it lives no file of this process can grow beyond so many bytes.
class SmallDisk {
 public:
  explicit SmallDisk(std::size_t size) : handler_(signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{size, before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &small);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  void (*handler_)(int);
};

}  // namespace

BOOST_AUTO_TEST_SUITE(canary)

BOOST_AUTO_TEST_CASE(nothing_of_a_card_is_on_the_tape) {
  Bench bench("reader");
  auto reader = bench.record<IdCardReader>();
  BOOST_REQUIRE(reader->open());
  put_canary(bench);
  const auto read = reader->read_card(bench.job());
  BOOST_TEST_REQUIRE(read.ok(), read.detail);
  BOOST_TEST(read.value->card->name.reveal() == "金丝雀");
  reader->close();
  BOOST_TEST(found_in(bench, kTraces) == "");
  BOOST_TEST(found_in(bench, {"测试"}) == "测试");
}

BOOST_AUTO_TEST_CASE(nothing_of_a_card_is_on_the_tape_when_the_line_is_bad) {
  for (const char* fault : {"checksum wrong 2", "garbage before", "garbage inside", "slow on", "length 40 2",
                            "other-answer 2", "card remove after 600"}) {
    BOOST_TEST_CONTEXT(fault) {
      Bench bench("reader");
      auto reader = bench.record<IdCardReader>();
      BOOST_REQUIRE(reader->open());
      put_canary(bench);
      bench.tell(fault);
      (void)reader->read_card(bench.job(6s));
      reader->close();
      BOOST_TEST(found_in(bench, kTraces) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(nothing_of_a_slip_is_on_the_tape) {
  Bench bench("receipt", {{"model", "generic-80mm"}, {"take-seconds", "1"}});
  auto printer = bench.record<ReceiptPrinter>();
  BOOST_REQUIRE(printer->open());
  const auto printed = printer->print_slip(bench.job(), slip_of("金丝雀 CANARY", "10000019851231777X"));
  BOOST_TEST(printed.ok(), printed.detail);
  printer->close();
  std::vector<std::string> traces = kTraces;
  traces.insert(traces.end(), {"CANARY", "受理", "kiosk.test"});
  BOOST_TEST(found_in(bench, traces) == "");
}

BOOST_AUTO_TEST_CASE(nothing_of_a_code_is_on_the_tape) {
  Bench bench("code");
  auto reader = bench.record<CodeReader>();
  BOOST_REQUIRE(reader->open());
  bench.tell_after(300ms, "scan 金丝雀10000019851231777X");
  const auto code = reader->read_code(bench.job());
  BOOST_TEST_REQUIRE(code.ok(), code.detail);
  reader->close();
  BOOST_TEST(found_in(bench, kTraces) == "");
}

BOOST_AUTO_TEST_CASE(only_the_owner_may_read_a_tape) {
  Bench bench("code");
  (void)bench.record<CodeReader>();
  struct stat status {};
  BOOST_REQUIRE(stat(bench.tape().c_str(), &status) == 0);
  BOOST_TEST((status.st_mode & 0777U) == 0600u);
}

BOOST_AUTO_TEST_CASE(a_full_disk_ends_the_recording_and_nothing_else) {
  Bench bench("code");
  auto reader = bench.record<CodeReader>();
  BOOST_REQUIRE(reader->open());
  const std::string before = bench.tape_text();
  CodeCompletion code;
  {
    const SmallDisk disk(before.size() + 10);
    bench.tell_after(300ms, "scan 10000019851231777X");
    code = reader->read_code(bench.job());
  }
  BOOST_TEST_REQUIRE(code.ok(), code.detail);
  BOOST_TEST(kiosk::base::as_text(code.value->payload) == "10000019851231777X");
  reader->close();
  BOOST_TEST(bench.tape_text() == before);
}

BOOST_AUTO_TEST_SUITE_END()
