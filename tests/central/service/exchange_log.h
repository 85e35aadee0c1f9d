// ExchangeLog: every exchange as one JSON object a line, for people and for the contract's validator.
#pragma once

#include <filesystem>
#include <fstream>

#include "kiosk/base/result.h"
#include "tests/central/http/http_message.h"

namespace tests::central {

/// One thread. For desks only: it holds what citizens sent.
class ExchangeLog {
 public:
  /// Appends to the file. Unavailable when it cannot be written.
  static kiosk::base::Result<ExchangeLog> open(const std::filesystem::path& file);
  void write(const Request& request, const Response& response);

 private:
  explicit ExchangeLog(std::ofstream file) : file_(std::move(file)) {}
  std::ofstream file_;
};

}  // namespace tests::central
