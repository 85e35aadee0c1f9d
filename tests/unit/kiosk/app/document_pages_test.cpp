// A certificate as pictures, made by a foreign program that may refuse, hang or be missing.
#include <boost/test/unit_test.hpp>

#include <stdlib.h>

#include <algorithm>
#include <fstream>

#include "kiosk/app/document_pages.h"
#include "kiosk/base/strand.h"
#include "tests/central/documents/certificate.h"
#include "tests/support/temporary_folder.h"
#include "tests/unit/kiosk/app/storage_bench.h"

using namespace kiosk;
using app::render_document;

namespace {

base::SecureBytes bytes_of(const std::string& text) {
  const auto bytes = base::as_bytes(text);
  return {bytes.begin(), bytes.end()};
}

/// A real certificate of the reference centre whose table runs over two pages.
const base::SecureBytes& two_pages() {
  static const base::SecureBytes pdf = [] {
    ::tests::central::Certificate certificate;
    certificate.title = "样例证明";
    certificate.table.columns = {"年月", "金额"};
    certificate.table.widths = {0.5, 0.5};
    for (int month = 0; month < 40; ++month) certificate.table.rows.push_back({std::to_string(month), "1"});
    certificate.verify_url = "https://localhost/verify";
    const auto made = ::tests::central::to_pdf(certificate);
    BOOST_REQUIRE(made.has_value());
    BOOST_REQUIRE(made->pages == 2);
    return bytes_of(made->bytes);
  }();
  return pdf;
}

bool shows_something(const typeset::RgbaBitmap& picture) {
  return std::any_of(picture.bytes.begin(), picture.bytes.end(),
                     [](std::uint8_t byte) { return byte < 128; });
}

/// Puts a folder before all others of PATH, as long as it lives.
class PathBefore {
 public:
  explicit PathBefore(const std::filesystem::path& folder) : old_(getenv("PATH")) {
    setenv("PATH", (folder.string() + ":" + old_).c_str(), 1);
  }
  PathBefore(const PathBefore&) = delete;
  PathBefore& operator=(const PathBefore&) = delete;
  ~PathBefore() { setenv("PATH", old_.c_str(), 1); }

 private:
  std::string old_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(document_pages)

BOOST_AUTO_TEST_CASE(a_document_of_two_pages_gives_two_pictures_of_the_asked_width) {
  const auto pages = render_document(two_pages(), 450, 12, {});
  BOOST_REQUIRE_MESSAGE(pages.has_value(), (pages ? "" : pages.error().to_string()));
  BOOST_TEST(pages->page_count == 2);
  BOOST_REQUIRE(pages->pictures.size() == 2);
  for (const typeset::RgbaBitmap& picture : pages->pictures) {
    BOOST_TEST(picture.width == 450);
    BOOST_TEST(picture.height > 630);
    BOOST_TEST(picture.height < 643);
    BOOST_TEST(shows_something(picture));
    BOOST_TEST(picture.bytes[3] == 255, "the paper is opaque");
  }
  BOOST_TEST((pages->pictures[0].bytes != pages->pictures[1].bytes));
}

BOOST_AUTO_TEST_CASE(only_so_many_pictures_are_made_but_all_pages_are_counted) {
  const auto pages = render_document(two_pages(), 200, 1, {});
  BOOST_REQUIRE(pages.has_value());
  BOOST_TEST(pages->page_count == 2);
  BOOST_TEST(pages->pictures.size() == 1);
}

BOOST_AUTO_TEST_CASE(what_is_no_document_is_refused) {
  const std::string cut(base::as_text(two_pages()).substr(0, 300));
  for (const std::string& text :
       {std::string(), std::string("no document"), std::string(100'000, '%'), cut}) {
    const auto pages = render_document(bytes_of(text), 450, 12, {});
    BOOST_TEST_REQUIRE(!pages.has_value());
    BOOST_TEST((pages.error().code == base::ErrorCode::InvalidData), pages.error().to_string());
  }
}

BOOST_AUTO_TEST_CASE(a_program_that_hangs_ends_when_the_terminal_stops) {
  const kiosk::tests::TemporaryFolder folder;
  std::ofstream(folder / "pdfinfo") << "#!/bin/sh\n: > '" << (folder / "begun").string()
                                    << "'\nexec sleep 600\n";
  std::filesystem::permissions(folder / "pdfinfo", std::filesystem::perms::owner_all);
  const PathBefore path(folder.path());
  const base::SystemClock clock;
  base::Mailbox main(clock);
  std::stop_source stop;
  std::optional<base::ErrorCode> ended;
  base::Strand strand("pages", clock);
  strand.post([&] {
    const auto pages = render_document(bytes_of("%PDF-1.7"), 450, 12, stop.get_token());
    main.post([&ended, code = pages ? base::ErrorCode::Internal : pages.error().code] { ended = code; });
  });
  BOOST_REQUIRE(kiosk::tests::wait_until(main, [&] { return std::filesystem::exists(folder / "begun"); }));
  BOOST_TEST(!ended.has_value());
  stop.request_stop();
  BOOST_REQUIRE(kiosk::tests::wait_until(main, [&] { return ended.has_value(); }));
  BOOST_TEST((ended == base::ErrorCode::Canceled));
  strand.finish();
}

BOOST_AUTO_TEST_SUITE_END()
