// Approving and publishing reference data.
#include "tests/central/service/reference_resource.h"

#include "kiosk/base/json_file.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/reference_data/reference_data.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/http/problem_response.h"

namespace tests::central {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::reference_data::ReferenceData;

constexpr std::int64_t kDayMs = 86'400'000;

kiosk::base::Result<ReferenceData> approve(const std::string& name, const Json& file,
                                           kiosk::crypto::Signer& signer, kiosk::base::WallTime now) {
  ReferenceData data;
  data.name = name;
  data.content_version = file.at("content_version");
  data.content = file.at("content").dump();
  data.expires_at = {now.since_epoch + kiosk::base::Duration{kDayMs * file.at("days_valid").get<int>()}};
  data.approved_by = file.value("approved_by", std::string());
  if (data.approved_by.empty()) return data;
  data.approved_at = now;
  data.key_id = signer.public_key().id();
  auto signature = signer.sign(approval_message(data));
  if (!signature) return tl::unexpected(signature.error());
  data.signature = std::move(*signature);
  return data;
}

std::string etag_of(const std::string& message) { return '"' + sha256_hex(message).substr(0, 32) + '"'; }

}  // namespace

kiosk::base::Result<ReferenceResource> ReferenceResource::load(const std::filesystem::path& folder,
                                                               const std::filesystem::path& key,
                                                               const kiosk::base::Clock& clock) {
  ReferenceResource resource;
  auto signer = kiosk::crypto::open_file_signer(key);
  if (!signer) return tl::unexpected(signer.error());
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const auto file = kiosk::base::read_json_file(entry.path());
    if (!file) return tl::unexpected(file.error());
    const std::string name = entry.path().stem().string();
    try {
      auto data = approve(name, *file, **signer, clock.wall());
      if (!data) return tl::unexpected(data.error());
      resource.messages_[name] = to_json_text(*data);
    } catch (const Json::exception& wrong) {
      return fail(ErrorCode::InvalidData, wrong.what(), entry.path().string());
    }
  }
  return resource;
}

std::vector<kiosk::protocol::PublishedVersion> ReferenceResource::published() const {
  std::vector<kiosk::protocol::PublishedVersion> list;
  for (const auto& [name, message] : messages_) list.push_back({name, etag_of(message)});
  return list;
}

Response ReferenceResource::read(const Request& request, const std::string& name) const {
  const auto message = messages_.find(name);
  if (message == messages_.end()) {
    return problem_response(ProblemType::NotFound, "no reference data of this name", request);
  }
  const std::string etag = etag_of(message->second);
  if (request.header("if-none-match") == etag) return {304, {}, {}, {{"ETag", etag}}};
  return {200, std::string(kiosk::protocol::kReferenceDataType), message->second, {{"ETag", etag}}};
}

}  // namespace tests::central
