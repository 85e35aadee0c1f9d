// The input methods' tables as this build made them.
#include <boost/test/unit_test.hpp>

#include "ui/gallery/stage.h"

namespace {

struct BuiltTables {
  BuiltTables() { ui::gallery::read_from({"config", KIOSK_ENTRY_TABLES}); }
};

}  // namespace

BOOST_TEST_GLOBAL_FIXTURE(BuiltTables);
