// Certificates: the same history for the same case, pages that hold together, text and fonts in the PDF.
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "kiosk/base/child_process.h"
#include "kiosk/base/file.h"
#include "tests/central/documents/contributions.h"
#include "tests/central/service/service_rule.h"
#include "tests/support/temporary_folder.h"

using namespace tests::central;

namespace {

ContributionOrder order(int months) {
  ContributionOrder order;
  order.seed = "YX-RS01-20261123-000001";
  const auto issued = kiosk::base::ManualClock().wall();
  order.period = {tests::central::months_before(issued, months), tests::central::months_before(issued, 1)};
  order.kinds = {{"养老", 1600, 800}, {"工伤", 40, 0}};
  order.employers = {"云溪县样例纺织有限公司"};
  order.base_from = 4000;
  order.base_to = 9000;
  return order;
}

Certificate certificate(int months) {
  Certificate certificate;
  certificate.title = "社会保险个人参保缴费证明";
  certificate.holder = {{"姓名", "测试人甲"}, {"证件号码", "100000199003070010"}};
  certificate.table = contribution_table(order(months));
  certificate.seal_text = "云溪县社会保险事业服务中心";
  certificate.verify_code = "AAAA-BBBB-CCCC";
  certificate.verify_url = "https://verify.yunxi.example/d/AAAA-BBBB-CCCC";
  return certificate;
}

std::string run(std::vector<std::string> arguments) {
  kiosk::base::ProcessRequest request;
  request.arguments = std::move(arguments);
  const auto outcome = kiosk::base::run_process(request);
  BOOST_REQUIRE(outcome.has_value());
  BOOST_REQUIRE(outcome->exit_status == 0);
  return outcome->output;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(documents)

BOOST_AUTO_TEST_CASE(a_history_follows_from_its_seed_and_its_sums_are_right) {
  const auto table = contribution_table(order(24));
  BOOST_TEST((table.rows == contribution_table(order(24)).rows));
  BOOST_REQUIRE(table.rows.size() == 24);
  BOOST_TEST(table.rows.front()[0] == "2026-10");
  BOOST_TEST(table.rows.back()[0] == "2024-11");
  double sum = 0;
  for (const auto& row : table.rows) sum += std::stod(row[3]);
  BOOST_TEST(std::abs(sum - std::stod(table.total[3])) < 0.005);
  BOOST_TEST(table.columns.size() == table.total.size());
  BOOST_TEST(contribution_period(order(24)) == "2024年11月 至 2026年10月");
}

BOOST_AUTO_TEST_CASE(a_long_table_runs_over_pages_and_every_page_can_be_verified) {
  const kiosk::tests::TemporaryFolder folder;
  const auto pdf = to_pdf(certificate(60));
  BOOST_REQUIRE(pdf.has_value());
  BOOST_TEST(pdf->pages == 3);
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "c.pdf", pdf->bytes));
  for (int page = 1; page <= pdf->pages; ++page) {
    const std::string number = std::to_string(page);
    std::string text = run({"pdftotext", "-f", number, "-l", number, folder / "c.pdf", "-"});
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    BOOST_TEST(text.find("AAAA-BBBB-CCCC") != std::string::npos, number);
    BOOST_TEST(text.find("第" + number + "页") != std::string::npos, number);
    BOOST_TEST(text.find("共3页") != std::string::npos, number);
  }
  const std::string fonts = run({"pdffonts", folder / "c.pdf"});
  BOOST_TEST(fonts.find("NotoSerifCJKsc") != std::string::npos);
  BOOST_TEST(fonts.find(" no ") == std::string::npos, "every font is embedded");
}

BOOST_AUTO_TEST_CASE(a_rare_name_is_drawn_and_stays_searchable) {
  const kiosk::tests::TemporaryFolder folder;
  Certificate rare = certificate(12);
  rare.holder[0].second = "测试𬱟";
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "c.pdf", to_pdf(rare)->bytes));
  BOOST_TEST(run({"pdftotext", folder / "c.pdf", "-"}).find("测试𬱟") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wrong_service_rule_names_file_and_place) {
  BOOST_TEST(load_service_rules(KIOSK_SOURCE "/tests/central/services")->size() == 4U);
  const kiosk::tests::TemporaryFolder folder;
  const auto load = [&folder](const char* text) {
    BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "X.json", text));
    return load_service_rules(folder.path()).error().where;
  };
  BOOST_TEST(load("{}") == (folder / "X.json").string() + "#/service_id");
  BOOST_TEST(load(R"({"service_id":"X","title":"x","number_prefix":"X","kind":"odd"})") ==
             (folder / "X.json").string() + "#/kind");
  BOOST_TEST(load("{") == (folder / "X.json").string() + ":1:2");
}

BOOST_AUTO_TEST_SUITE_END()
