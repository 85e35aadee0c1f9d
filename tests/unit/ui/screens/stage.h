// The gallery's stage and scenes under the names that these tests use.
#pragma once

#include "ui/gallery/stage.h"

namespace ui::screens::tests {

using gallery::all_looks;
using gallery::all_scenes;
using gallery::desk_terminal;
using gallery::kAddress;
using gallery::kName;
using gallery::kNumber;
using gallery::kPhone;
using gallery::kReceipt;
using gallery::Look;
using gallery::real_catalog;
using gallery::Scene;
using gallery::service;
using gallery::service_of_all_fields;
using gallery::session_at;
using gallery::session_in;
using gallery::Stage;
using gallery::test_card;

}  // namespace ui::screens::tests
