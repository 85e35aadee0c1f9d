// One file, one owner, durable at each commit, full without loss.
#include <sys/stat.h>

#include <boost/test/unit_test.hpp>
#include <fstream>

#include "kiosk/base/file.h"
#include "offline_cache/store/transaction.h"
#include "tests/support/temporary_folder.h"

using namespace offline_cache::store;
using kiosk::base::ErrorCode;
using kiosk::base::Status;
using kiosk::tests::TemporaryFolder;

namespace {

std::int64_t count(Database& database) { return database.integer("SELECT count(*) FROM t").value().value(); }

std::unique_ptr<Database> open_with_table(const std::filesystem::path& file,
                                          const DatabaseOptions& options = {}) {
  auto database = Database::open(file, options).value();
  BOOST_REQUIRE(database->execute("CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, v BLOB UNIQUE)"));
  return database;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(database)

BOOST_AUTO_TEST_CASE(a_database_is_durable_and_private_from_the_first_byte) {
  const TemporaryFolder folder;
  const auto database = open_with_table(folder / "a.db");
  BOOST_TEST(database->integer("PRAGMA synchronous").value().value() == 2);
  BOOST_TEST(database->integer("PRAGMA wal_autocheckpoint").value().value() == 0);
  BOOST_TEST(database->integer("PRAGMA secure_delete").value().value() == 1);
  BOOST_TEST(database->integer("PRAGMA foreign_keys").value().value() == 1);
  struct stat info {};
  for (const char* name : {"a.db", "a.db-wal"}) {
    BOOST_REQUIRE(stat((folder / name).c_str(), &info) == 0);
    BOOST_TEST((info.st_mode & 0777) == 0600U);
  }
}

BOOST_AUTO_TEST_CASE(values_come_back_as_they_were) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(database->execute("CREATE TABLE v (i INTEGER, t TEXT, b BLOB, n TEXT, e BLOB) STRICT"));
  const Bytes blob{0, 1, 255};
  BOOST_REQUIRE(database->run("INSERT INTO v VALUES (?,?,?,?,?)", std::int64_t{-5}, std::string_view("测"),
                              std::span(blob), std::optional<std::string_view>(),
                              std::span<const std::uint8_t>()));
  int rows = 0;
  BOOST_REQUIRE(database->each("SELECT i,t,b,n,e FROM v", [&](const Statement& row) {
    ++rows;
    BOOST_TEST(row.integer(0) == -5);
    BOOST_TEST(row.text(1) == "测");
    BOOST_TEST((row.blob(2) == blob));
    BOOST_TEST(row.is_null(3));
    BOOST_TEST(!row.is_null(4));
  }));
  BOOST_TEST(rows == 1);
}

BOOST_AUTO_TEST_CASE(a_transaction_is_undone_unless_it_is_committed) {
  const TemporaryFolder folder;
  const auto database = open_with_table(folder / "a.db");
  const auto failed = in_transaction(*database, [](Transaction& transaction) -> Status {
    BOOST_REQUIRE(transaction.database().run("INSERT INTO t(v) VALUES (1)"));
    return kiosk::base::fail(ErrorCode::Conflict, "changed our mind");
  });
  BOOST_TEST((failed.error().code == ErrorCode::Conflict));
  BOOST_TEST(count(*database) == 0);
  BOOST_REQUIRE(in_transaction(
      *database, [](Transaction& t) { return t.database().run("INSERT INTO t(v) VALUES (1)"); }));
  BOOST_TEST(count(*database) == 1);
  const auto outer = Transaction::begin(*database);
  BOOST_TEST((Transaction::begin(*database).error().code == ErrorCode::Conflict));
}

BOOST_AUTO_TEST_CASE(a_second_owner_is_refused_but_a_reader_may_look) {
  const TemporaryFolder folder;
  const auto database = open_with_table(folder / "a.db");
  BOOST_REQUIRE(database->run("INSERT INTO t(v) VALUES (1)"));
  BOOST_TEST((Database::open(folder / "a.db").error().code == ErrorCode::Conflict));
  const auto reader = Database::open_read_only(folder / "a.db").value();
  BOOST_TEST(count(*reader) == 1);
  BOOST_TEST((reader->run("INSERT INTO t(v) VALUES (2)").error().code == ErrorCode::PermissionDenied));
  BOOST_TEST((Database::open_read_only(folder / "none.db").error().code == ErrorCode::NotFound));
}

BOOST_AUTO_TEST_CASE(a_reader_sees_the_rows_after_the_owner_was_killed_before_a_checkpoint) {
  const TemporaryFolder folder;
  {
    const auto database = open_with_table(folder / "a.db");
    BOOST_REQUIRE(database->run("INSERT INTO t(v) VALUES (1)"));
  }
  BOOST_TEST(std::filesystem::file_size(folder / "a.db-wal") > 0U);
  BOOST_TEST(count(*Database::open_read_only(folder / "a.db").value()) == 1);
}

BOOST_AUTO_TEST_CASE(trouble_has_the_code_that_callers_branch_on) {
  const TemporaryFolder folder;
  const auto database = open_with_table(folder / "a.db");
  BOOST_REQUIRE(database->run("INSERT INTO t(v) VALUES (1)"));
  BOOST_TEST((database->run("INSERT INTO t(v) VALUES (1)").error().code == ErrorCode::AlreadyExists));
  BOOST_TEST((database->run("NO SQL").error().code == ErrorCode::Internal));
  BOOST_REQUIRE(kiosk::base::write_file_atomically(folder / "b.db", std::string(8192, 'x')));
  const auto damaged = Database::open(folder / "b.db");
  BOOST_TEST((damaged.error().code == ErrorCode::InvalidData));
  BOOST_TEST(damaged.error().where == (folder / "b.db").string());
}

BOOST_AUTO_TEST_CASE(a_damaged_page_is_found_at_open) {
  const TemporaryFolder folder;
  {
    const auto database = open_with_table(folder / "a.db");
    for (int i = 0; i < 200; ++i) BOOST_REQUIRE(database->run("INSERT INTO t(v) VALUES (randomblob(500))"));
    BOOST_REQUIRE(database->checkpoint());
  }
  std::fstream file(folder / "a.db", std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(3 * 4096);
  file << std::string(4096, '\x7F');
  file.close();
  BOOST_TEST((Database::open(folder / "a.db").error().code == ErrorCode::InvalidData));
}

BOOST_AUTO_TEST_CASE(a_full_database_refuses_loses_nothing_and_drains) {
  const TemporaryFolder folder;
  const auto database = open_with_table(folder / "a.db", {.page_limit = 40});
  std::int64_t stored = 0;
  Status last;
  while ((last = database->run("INSERT INTO t(v) VALUES (randomblob(3000))"))) ++stored;
  BOOST_TEST((last.error().code == ErrorCode::Exhausted));
  BOOST_TEST(stored > 10);
  BOOST_TEST(count(*database) == stored);
  BOOST_TEST(database->usage().value().pages_limit == 40);
  BOOST_TEST(database->usage().value().pages_used >= 38);
  BOOST_REQUIRE(database->run("DELETE FROM t WHERE id<=10"));
  BOOST_REQUIRE(database->checkpoint());
  BOOST_TEST(database->run("INSERT INTO t(v) VALUES (randomblob(3000))").has_value());
}

BOOST_AUTO_TEST_CASE(a_checkpoint_empties_the_log_and_keeps_the_rows) {
  const TemporaryFolder folder;
  const auto database = open_with_table(folder / "a.db");
  BOOST_REQUIRE(database->run("INSERT INTO t(v) VALUES (1)"));
  BOOST_TEST(std::filesystem::file_size(folder / "a.db-wal") > 0U);
  BOOST_REQUIRE(database->checkpoint());
  BOOST_TEST(std::filesystem::file_size(folder / "a.db-wal") == 0U);
  BOOST_TEST(count(*database) == 1);
}

BOOST_AUTO_TEST_SUITE_END()
