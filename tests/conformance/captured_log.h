// CapturedLog: everything that this program writes to its standard error, kept to be searched.
#pragma once

#include <string>
#include <vector>

#include "kiosk/base/file.h"

namespace conformance {

/// One for the whole program; test thread only. Standard error is given back at its end.
class CapturedLog {
 public:
  static CapturedLog& of_process();
  /// What was written since the last call.
  std::string take();
  /// Writes to the real standard error.
  void show(const std::string& text) const;
  ~CapturedLog();
  CapturedLog(const CapturedLog&) = delete;
  CapturedLog& operator=(const CapturedLog&) = delete;

 private:
  CapturedLog();
  kiosk::base::UniqueFd kept_;  ///< the real one
  kiosk::base::UniqueFd file_;
  long seen_ = 0;
};

/// The first of the secrets that the text holds in clear, as UTF-16LE or in hexadecimal digits; empty when
/// none.
std::string find_secret(const std::string& text, const std::vector<std::string>& secrets);

}  // namespace conformance
