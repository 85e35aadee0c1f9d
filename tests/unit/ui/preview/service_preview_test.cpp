// A service's file becomes pictures of all its screens, or a reason with its place.
#include "ui/preview/service_preview.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"
#include "tests/support/temporary_folder.h"

namespace ui::preview::tests {
namespace {

namespace base = kiosk::base;

constexpr const char* kExample = "tests/unit/ui/preview/BM-44.json";

std::filesystem::path changed(const kiosk::tests::TemporaryFolder& folder, const std::string& pointer,
                              const base::Json& value) {
  base::Json service = base::read_json_file(kExample).value();
  service[base::Json::json_pointer(pointer)] = value;
  const auto file = folder.path() / "service.json";
  BOOST_REQUIRE(base::write_file_atomically(file, service.dump()).has_value());
  return file;
}

BOOST_AUTO_TEST_SUITE(service_preview)

BOOST_AUTO_TEST_CASE(the_44th_service_is_drawn_in_both_languages_and_two_text_sizes) {
  const kiosk::tests::TemporaryFolder folder;
  const auto report = write_service_preview("config", kExample, folder.path());
  BOOST_REQUIRE_MESSAGE(report.has_value(), (report ? "" : report.error().to_string()));
  BOOST_TEST(report->service == "BM-44");
  BOOST_TEST(report->pictures.size() % 4 == 0U);
  for (const std::string& picture : report->pictures) {
    BOOST_TEST(std::filesystem::file_size(folder.path() / picture) > 10'000U, picture);
  }
  const auto index = base::read_file(folder.path() / "index.html");
  BOOST_REQUIRE(index.has_value());
  BOOST_TEST(index->find("en-largest/01-service-page.png") != std::string::npos);
  BOOST_TEST(index->find("form-bus_line") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_file_against_the_schema_is_refused_with_its_place_and_nothing_is_drawn) {
  const kiosk::tests::TemporaryFolder folder;
  const auto out = folder.path() / "out";
  const auto refused = write_service_preview("config", changed(folder, "/form/0/kind", "colour"), out);
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().to_string().find("/form/0/kind") != std::string::npos,
             refused.error().to_string());
  BOOST_TEST(!std::filesystem::exists(out));
}

BOOST_AUTO_TEST_CASE(steps_in_an_unlawful_order_are_refused_with_their_place) {
  const kiosk::tests::TemporaryFolder folder;
  const auto file =
      changed(folder, "/steps",
              {"notice", "confirm", "identify", "form", "review", "submit", "receipt", "collect", "rate"});
  const auto refused = write_service_preview("config", file, folder.path() / "out");
  BOOST_REQUIRE(!refused.has_value());
  BOOST_TEST(refused.error().to_string().find("/steps/2") != std::string::npos, refused.error().to_string());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace ui::preview::tests
