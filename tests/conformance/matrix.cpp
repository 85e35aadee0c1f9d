// Writing rows.
#include "tests/conformance/matrix.h"

#include <stdlib.h>

#include <fstream>

namespace conformance {

void record(const MatrixRow& row) {
  const char* file = getenv("KIOSK_FAULT_ROWS");
  if (file == nullptr) return;
  static std::ofstream rows(file, std::ios::trunc);
  const kiosk::base::Json json{
      {"order", row.order},          {"subject", row.subject}, {"subject_words", row.subject_words},
      {"device", row.device},        {"fault", row.fault},     {"ends", row.ends},
      {"raised", row.raised},        {"clears", row.clears},   {"text_id", row.text_id},
      {"no_meaning", row.no_meaning}};
  rows << json.dump() << std::endl;
}

}  // namespace conformance
