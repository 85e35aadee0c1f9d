// The words of pages, and which requests make sense.
#include "drivers/contract/document_scanner.h"

#include <algorithm>

namespace drivers::contract {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

bool PageQuality::has(PageFlaw flaw) const {
  return std::find(flaws.begin(), flaws.end(), flaw) != flaws.end();
}

std::string_view to_string(PageFlaw flaw) {
  switch (flaw) {
    case PageFlaw::Blank: return "blank";
    case PageFlaw::TooDark: return "too-dark";
    case PageFlaw::TooBright: return "too-bright";
    case PageFlaw::Blurred: return "blurred";
  }
  return "unknown";
}

std::string_view to_string(ScanTrouble trouble) {
  switch (trouble) {
    case ScanTrouble::None: return "none";
    case ScanTrouble::NoDocument: return "no-document";
    case ScanTrouble::Jammed: return "jammed";
    case ScanTrouble::CoverOpen: return "cover-open";
    case ScanTrouble::Unsteady: return "unsteady";
    case ScanTrouble::BrokenOff: return "broken-off";
  }
  return "unknown";
}

kiosk::base::Status check(const ScanRequest& request) {
  const ScanArea& area = request.area;
  if (request.resolution < 50 || request.resolution > 1200) {
    return fail(ErrorCode::InvalidArgument, "the resolution of a scan is 50 to 1200 dots an inch");
  }
  if (request.pages < 1 || request.pages > 100)
    return fail(ErrorCode::InvalidArgument, "a scan has 1 to 100 pages");
  // Written so that NaN is refused as well.
  if (!(area.left >= 0 && area.top >= 0 && area.width >= 1 && area.height >= 1 &&
        area.left + area.width <= 1000 && area.top + area.height <= 2000)) {
    return fail(ErrorCode::InvalidArgument, "the area of a scan does not fit a scanner");
  }
  return {};
}

}  // namespace drivers::contract
