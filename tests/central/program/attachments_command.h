// Looking at the papers that the centre holds.
#pragma once

#include <filesystem>
#include <string>

namespace tests::central {

struct AttachmentsQuery {
  std::filesystem::path database;
  std::string receipt_number;   ///< of one case; empty: of all
  std::filesystem::path out{};  ///< a folder that gets the complete ones as files; empty: none
  bool json = false;
};

/// Prints a line, or a JSON row, for each attachment. Returns the exit code.
int show_attachments(const AttachmentsQuery& query);

}  // namespace tests::central
