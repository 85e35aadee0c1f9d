// Tables go up and down by numbers, with a copy first, and an older release still reads.
#include <boost/test/unit_test.hpp>

#include "offline_cache/store/migration.h"
#include "tests/support/temporary_folder.h"

using namespace offline_cache::store;
using kiosk::base::ErrorCode;
using kiosk::tests::TemporaryFolder;

namespace {

const std::vector<Migration> kFirst{{1, "a table", "CREATE TABLE t (a TEXT) STRICT", "DROP TABLE t", 1}};

std::vector<Migration> first_and(Migration second) {
  std::vector<Migration> all = kFirst;
  all.push_back(std::move(second));
  return all;
}

const std::vector<Migration> kAdding = first_and(
    {2, "a column", "ALTER TABLE t ADD COLUMN b TEXT NOT NULL DEFAULT ''", "ALTER TABLE t DROP COLUMN b", 1});

}  // namespace

BOOST_AUTO_TEST_SUITE(migration)

BOOST_AUTO_TEST_CASE(each_step_up_can_be_undone_and_keeps_the_rows) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(migrate_up(*database, kFirst));
  BOOST_REQUIRE(database->run("INSERT INTO t VALUES ('kept')"));
  BOOST_REQUIRE(migrate_up(*database, kAdding));
  BOOST_TEST(schema_number(*database).value() == 2);
  BOOST_TEST(database->integer("SELECT count(*) FROM t WHERE a='kept' AND b=''").value().value() == 1);
  BOOST_REQUIRE(migrate_down(*database, 1));
  BOOST_TEST(schema_number(*database).value() == 1);
  BOOST_TEST(database->integer("SELECT count(*) FROM t WHERE a='kept'").value().value() == 1);
  BOOST_TEST(!database->run("SELECT b FROM t").has_value());
}

BOOST_AUTO_TEST_CASE(a_copy_is_made_before_a_used_file_changes) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(migrate_up(*database, kFirst));
  BOOST_TEST(!std::filesystem::exists(folder / "a.db.v0"));
  BOOST_REQUIRE(database->run("INSERT INTO t VALUES ('kept')"));
  BOOST_REQUIRE(migrate_up(*database, kAdding));
  const auto copy = Database::open_read_only(folder / "a.db.v1").value();
  BOOST_TEST(schema_number(*copy).value() == 1);
  BOOST_TEST(copy->integer("SELECT count(*) FROM t").value().value() == 1);
}

BOOST_AUTO_TEST_CASE(an_older_release_works_with_what_only_added) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(migrate_up(*database, kAdding));
  BOOST_TEST(migrate_up(*database, kFirst).has_value());
  BOOST_TEST(schema_number(*database).value() == 2);
  BOOST_TEST(database->run("INSERT INTO t(a) VALUES ('x')").has_value());
}

BOOST_AUTO_TEST_CASE(an_older_release_refuses_what_it_cannot_read) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(migrate_up(
      *database, first_and({2, "renamed", "ALTER TABLE t RENAME TO u", "ALTER TABLE u RENAME TO t", 2})));
  BOOST_TEST((migrate_up(*database, kFirst).error().code == ErrorCode::Unsupported));
  BOOST_REQUIRE(migrate_down(*database, 1));
  BOOST_TEST(migrate_up(*database, kFirst).has_value());
}

BOOST_AUTO_TEST_CASE(a_failing_step_changes_nothing) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(migrate_up(*database, kFirst));
  const auto failed =
      migrate_up(*database, first_and({2, "broken", "CREATE TABLE u (a TEXT); NO SQL", "", 1}));
  BOOST_TEST(!failed.has_value());
  BOOST_TEST(schema_number(*database).value() == 1);
  BOOST_TEST(!database->run("SELECT * FROM u").has_value());
}

BOOST_AUTO_TEST_CASE(a_step_that_loses_or_changes_rows_unsaid_is_undone) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(migrate_up(*database, kFirst));
  for (const char* row : {"one", "two"}) {
    BOOST_REQUIRE(database->run("INSERT INTO t VALUES (?)", std::string_view(row)));
  }
  for (const char* loss : {"DELETE FROM t WHERE a='two'", "UPDATE t SET a='x' WHERE a='two'",
                           "UPDATE t SET a=a || ' '", "INSERT INTO t SELECT * FROM t"}) {
    const auto done = migrate_up(*database, first_and({2, "careless", loss, "SELECT 1", 1}));
    BOOST_REQUIRE(!done.has_value());
    BOOST_TEST((done.error().code == ErrorCode::InvalidData), done.error().to_string());
    BOOST_TEST(schema_number(*database).value() == 1);
    BOOST_TEST(database->integer("SELECT count(*) FROM t WHERE a IN ('one','two')").value().value() == 2);
  }
}

BOOST_AUTO_TEST_CASE(a_step_may_change_the_tables_that_it_names_up_and_down) {
  const TemporaryFolder folder;
  const auto database = Database::open(folder / "a.db").value();
  BOOST_REQUIRE(migrate_up(*database, kFirst));
  BOOST_REQUIRE(database->run("INSERT INTO t VALUES ('one')"));
  BOOST_REQUIRE(migrate_up(
      *database,
      first_and({2, "in capitals", "UPDATE t SET a=upper(a)", "UPDATE t SET a=lower(a)", 2, {"t"}})));
  BOOST_TEST(database->integer("SELECT count(*) FROM t WHERE a='ONE'").value().value() == 1);
  BOOST_REQUIRE(migrate_down(*database, 1));
  BOOST_TEST(database->integer("SELECT count(*) FROM t WHERE a='one'").value().value() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
