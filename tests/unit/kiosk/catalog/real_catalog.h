// The project's own services and texts, loaded once.
#pragma once

#include "kiosk/catalog/service_catalog.h"

namespace kiosk::tests {

inline const catalog::ServiceCatalog& real() {
  static const catalog::ServiceCatalog catalog = catalog::ServiceCatalog::load("config").value();
  return catalog;
}

}  // namespace kiosk::tests
