// The matrix: what each driver did under each fault, one line of JSON a case.
#pragma once

#include <string>

#include "kiosk/base/json_file.h"

namespace conformance {

struct MatrixRow {
  std::size_t order = 0;  ///< of the subject in the table
  std::string subject{};
  std::string subject_words{};
  std::string device{};  ///< its class, as services name it
  std::string fault{};   ///< the case in words
  std::string ends{};    ///< how the command ended
  std::string raised{};  ///< faults and the device's state
  std::string clears{};
  std::string text_id{};     ///< what the citizen reads, of config/locales; empty: nothing
  std::string no_meaning{};  ///< why this fault cannot be with this driver; then all other cells are empty
};

/// Appends the row to the file that the environment names (KIOSK_FAULT_ROWS), if it names one.
void record(const MatrixRow& row);

}  // namespace conformance
