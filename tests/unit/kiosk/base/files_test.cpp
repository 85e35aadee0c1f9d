// Files are replaced whole or not at all; a wrong JSON file is named with its place and reason.
#include <boost/test/unit_test.hpp>
#include <fstream>

#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"
#include "tests/support/temporary_folder.h"

using namespace kiosk::base;
using kiosk::tests::TemporaryFolder;

namespace {

void put(const std::filesystem::path& path, const std::string& text) { std::ofstream(path) << text; }

const char* const kSchema = R"({"$schema":"http://json-schema.org/draft-07/schema#","type":"object",
 "properties":{"steps":{"type":"array","items":{"type":"object","properties":{"kind":{"enum":["form"]}},
 "additionalProperties":false}}},"additionalProperties":false})";

}  // namespace

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(a_file_is_replaced_whole) {
  const TemporaryFolder folder;
  BOOST_TEST(write_file_atomically(folder / "a", "one").has_value());
  BOOST_TEST(write_file_atomically(folder / "a", "two").has_value());
  BOOST_TEST(read_file(folder / "a").value() == "two");
  BOOST_TEST(!std::filesystem::exists(folder / "a.new"));
}

BOOST_AUTO_TEST_CASE(a_file_over_the_limit_is_refused) {
  const TemporaryFolder folder;
  put(folder / "big", std::string(100, 'x'));
  BOOST_TEST((read_file(folder / "big", 99).error().code == ErrorCode::InvalidData));
}

BOOST_AUTO_TEST_CASE(broken_json_is_named_with_line_and_column) {
  const auto large = parse_json("{\"a\": 1e999}", "x.json");
  BOOST_TEST_REQUIRE(!large.has_value());
  BOOST_TEST(large.error().where == "x.json");
  const auto broken = parse_json("{\n  \"a\": 1,\n  b\n}", "x.json");
  BOOST_TEST(!broken.has_value());
  BOOST_TEST(broken.error().where == "x.json:3:3");
}

BOOST_AUTO_TEST_CASE(a_schema_violation_is_named_with_its_json_pointer) {
  const TemporaryFolder folder;
  put(folder / "schema.json", kSchema);
  put(folder / "ok.json", R"({"steps":[{"kind":"form"}]})");
  put(folder / "unknown.json", R"({"steps":[{"kind":"form","colour":1}]})");
  const auto schema = JsonSchema::load(folder / "schema.json");
  BOOST_TEST_REQUIRE(schema.has_value());
  BOOST_TEST(read_checked_json(folder / "ok.json", *schema).has_value());
  const auto bad = read_checked_json(folder / "unknown.json", *schema);
  BOOST_TEST_REQUIRE(!bad.has_value());
  BOOST_TEST(bad.error().where == (folder / "unknown.json").string() + "#/steps/0");
  BOOST_TEST(bad.error().message.find("colour") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_child_process_is_fed_heard_and_killed_at_its_deadline) {
  const auto echoed = run_process({{"cat"}, "hello"});
  BOOST_TEST_REQUIRE(echoed.has_value());
  BOOST_TEST(echoed->output == "hello");
  BOOST_TEST(run_process({{"sh", "-c", "exit 7"}})->exit_status == 7);
  ProcessRequest hang{{"cat", "/dev/zero"}};
  hang.output_limit = 1000;
  BOOST_TEST((run_process(hang).error().code == ErrorCode::Exhausted));
  BOOST_TEST(
      (run_process({{"tail", "-f", "/dev/null"}, "", Duration{50}}).error().code == ErrorCode::TimedOut));
  BOOST_TEST((run_process({{"no-such-program"}}).error().code == ErrorCode::Unavailable));
}

BOOST_AUTO_TEST_SUITE_END()
