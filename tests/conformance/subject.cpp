// Ids of texts.
#include "tests/conformance/subject.h"

namespace conformance {

std::string trouble_text(kiosk::flow::TroubleKind kind) {
  std::string id = "trouble.";
  id.append(to_string(kind)).append(".title");
  return id;
}

}  // namespace conformance
