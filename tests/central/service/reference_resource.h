// /v1/reference: services, guides, fees and notices, approved and signed.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/crypto/signing_key.h"
#include "kiosk/protocol/terminal_report.h"
#include "tests/central/http/http_message.h"

namespace tests::central {

/// The messages are made once, at the start. Immutable afterwards.
class ReferenceResource {
 public:
  /// Each FOLDER/<name>.json holds {content_version, approved_by, days_valid, content}; `key` signs the
  /// approvals and is made at the first start. A file without `approved_by` is published unapproved:
  /// terminals must refuse it.
  static kiosk::base::Result<ReferenceResource> load(const std::filesystem::path& folder,
                                                     const std::filesystem::path& key,
                                                     const kiosk::base::Clock& clock);

  /// Name and ETag of everything that is published.
  std::vector<kiosk::protocol::PublishedVersion> published() const;
  /// GET /v1/reference/{name}: 304 when If-None-Match names the ETag.
  Response read(const Request& request, const std::string& name) const;

 private:
  std::map<std::string, std::string> messages_;
};

}  // namespace tests::central
