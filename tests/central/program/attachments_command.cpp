// Papers as rows and as files.
#include "tests/central/program/attachments_command.h"

#include <iostream>

#include "kiosk/base/command_line.h"
#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"
#include "tests/central/cases/attachment_repository.h"

namespace tests::central {
namespace {

namespace base = kiosk::base;

base::Json row_of(const AttachmentRecord& attachment) {
  return {{"receipt_number", attachment.receipt_number},
          {"name", attachment.name},
          {"digest", attachment.digest},
          {"size", attachment.size},
          {"media_type", attachment.media_type},
          {"complete", attachment.complete}};
}

std::string file_name(const AttachmentRecord& attachment) {
  const std::string ending = attachment.media_type == "image/jpeg" ? ".jpg" : ".bin";
  return attachment.receipt_number + "-" + attachment.name + "-" + attachment.digest.substr(0, 8) + ending;
}

}  // namespace

int show_attachments(const AttachmentsQuery& query) {
  const auto attachments = AttachmentRepository::open(query.database);
  if (!attachments) {
    std::cerr << "kiosk-central: " << attachments.error().to_string() << "\n";
    return base::kExitFailed;
  }
  base::Json rows = base::Json::array();
  for (const AttachmentRecord& attachment : attachments->list(query.receipt_number)) {
    rows.push_back(row_of(attachment));
    if (query.out.empty() || !attachment.complete) continue;
    const auto file = query.out / file_name(attachment);
    if (const auto written = base::write_file_atomically(file, attachments->content(attachment)); !written) {
      std::cerr << "kiosk-central: " << written.error().to_string() << "\n";
      return base::kExitFailed;
    }
  }
  if (query.json) std::cout << rows.dump(2) << "\n";
  for (const base::Json& row : query.json ? base::Json::array() : rows) {
    std::cout << row["receipt_number"].get<std::string>() << "  " << row["name"].get<std::string>() << "  "
              << row["size"] << " bytes" << (row["complete"] == true ? "" : "  not complete") << "\n";
  }
  return base::kExitOk;
}

}  // namespace tests::central
