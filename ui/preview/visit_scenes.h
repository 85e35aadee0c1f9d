// VisitScenes: one synthetic session for each screen that a citizen of this service sees, in their order.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/session.h"

namespace ui::preview {

struct VisitScene {
  std::string name;  ///< "07-form-phone": fit for a file's name
  kiosk::flow::Session session;
};

/// `service` must stand in `catalog`; the sessions point to it. The person is obviously synthetic.
std::vector<VisitScene> visit_scenes(const kiosk::catalog::ServiceDefinition& service,
                                     const kiosk::catalog::ServiceCatalog& catalog,
                                     kiosk::base::WallTime now);

}  // namespace ui::preview
