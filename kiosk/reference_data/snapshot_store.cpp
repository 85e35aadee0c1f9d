// Checking, keeping and reading snapshots.
#include "kiosk/reference_data/snapshot_store.h"

#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"

namespace kiosk::reference_data {

using base::ErrorCode;
using base::fail;

base::Result<SnapshotStore> SnapshotStore::open(const std::filesystem::path& folder,
                                                crypto::PublicKey approval_key, const base::Clock& clock) {
  if (auto made = base::make_folder(folder); !made) return tl::unexpected(made.error());
  SnapshotStore store(folder, std::move(approval_key), clock);
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    if (auto loaded = store.load(entry.path()); !loaded) store.refused_.push_back(loaded.error());
  }
  return store;
}

base::Status SnapshotStore::load(const std::filesystem::path& file) {
  const auto json = base::read_json_file(file);
  if (!json) return tl::unexpected(json.error());
  const auto text = [&json](const char* member) {
    const bool there = json->is_object() && json->contains(member) && (*json)[member].is_string();
    return there ? (*json)[member].get<std::string>() : std::string();
  };
  const std::string name = file.stem().string();
  auto data = check(name, text("message"));
  if (!data) return fail(data.error().code, data.error().to_string(), file.string());
  held_[name] = {std::move(*data), text("etag")};
  return {};
}

base::Result<ReferenceData> SnapshotStore::check(const std::string& name, const std::string& message) const {
  auto data = parse_reference_data(message);
  if (!data) return tl::unexpected(data.error());
  if (data->name != name) return fail(ErrorCode::InvalidData, "is another kind of data", data->name);
  if (data->signature.empty()) return fail(ErrorCode::PermissionDenied, "is not approved", name);
  if (!approval_key_.verify(approval_message(*data), data->signature)) {
    return fail(ErrorCode::PermissionDenied, "the approval's signature is not the approver's", name);
  }
  if (auto content = base::parse_json(data->content, name); !content) return tl::unexpected(content.error());
  return data;
}

base::Status SnapshotStore::take(const std::string& name, const std::string& message,
                                 const std::string& etag) {
  auto data = check(name, message);
  if (!data) return tl::unexpected(data.error());
  const Held* const before = held(name);
  if (before != nullptr && data->approved_at < before->data.approved_at) {
    return fail(ErrorCode::Conflict, "was approved earlier than what is held", name);
  }
  const base::Json file = {{"etag", etag}, {"message", message}};
  const auto written = base::write_file_atomically(folder_ / (name + ".json"), file.dump(2));
  if (!written) return written;
  held_[name] = {std::move(*data), etag};
  return {};
}

const ReferenceData* SnapshotStore::valid(const std::string& name) const {
  const Held* const found = held(name);
  return found != nullptr && clock_->wall() < found->data.expires_at ? &found->data : nullptr;
}

const Held* SnapshotStore::held(const std::string& name) const {
  const auto found = held_.find(name);
  return found == held_.end() ? nullptr : &found->second;
}

std::string SnapshotStore::etag(const std::string& name) const {
  const Held* const found = held(name);
  return found == nullptr ? std::string() : found->etag;
}

}  // namespace kiosk::reference_data
