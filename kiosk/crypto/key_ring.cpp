// Data keys in files, wrapped by the key-encryption key.
#include "kiosk/crypto/key_ring.h"

#include <charconv>
#include <optional>

#include "kiosk/base/file.h"
#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/key_protection.h"
#include "kiosk/crypto/secret_file.h"

namespace kiosk::crypto {
namespace {

using base::ErrorCode;
using base::fail;

constexpr std::string_view kPrefix = "data-";
constexpr std::string_view kSuffix = ".key";

/// The epoch in a file name "data-12.key".
std::optional<KeyEpoch> epoch_of(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  const char* const begin = name.data() + kPrefix.size();
  const char* const end = name.data() + name.size() - kSuffix.size();
  KeyEpoch epoch = 0;
  const auto parsed = std::from_chars(begin, end, epoch);
  if (parsed.ec != std::errc() || parsed.ptr != end || epoch == 0) return std::nullopt;
  return epoch;
}

std::string label_of(KeyEpoch epoch) { return "kiosk-data-key-v1|" + std::to_string(epoch); }

/// Opens one wrapped key; the reason names the wrapper and the file.
base::Result<base::SecureBytes> open_wrapped(KeyWrapper& wrapper, const std::filesystem::path& file,
                                             const std::string& label) {
  const auto wrapped = read_secret_file(file);
  if (!wrapped) return tl::unexpected(wrapped.error());
  auto key = wrapper.unwrap(*wrapped, label);
  if (key && key->size() == kKeySize) return key;
  return fail(ErrorCode::InvalidData,
              "the key-encryption key (" + wrapper.describe() +
                  ") does not open this key: it is another terminal's or was replaced",
              file.string());
}

base::Result<std::vector<std::filesystem::path>> key_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (epoch_of(entry.path())) files.push_back(entry.path());
  }
  if (error)
    return fail(ErrorCode::Unavailable, "cannot list the key folder: " + error.message(), folder.string());
  return files;
}

}  // namespace

base::Result<KeyRing> KeyRing::open(const std::filesystem::path& folder,
                                    std::unique_ptr<KeyWrapper> wrapper) {
  KeyRing ring(folder, std::move(wrapper));
  auto files = key_files(folder);
  if (!files) return tl::unexpected(files.error());
  for (const auto& file : *files) {
    if (auto loaded = ring.load(file); !loaded) return tl::unexpected(loaded.error());
  }
  if (ring.keys_.empty()) {
    if (auto started = ring.start_epoch(); !started) return tl::unexpected(started.error());
  }
  return ring;
}

base::Result<KeyRing> KeyRing::open_with_file(const std::filesystem::path& folder) {
  auto wrapper = open_file_wrapper(folder);
  if (!wrapper) return tl::unexpected(wrapper.error());
  return open(folder, std::move(*wrapper));
}

const DataKey* KeyRing::find(KeyEpoch epoch) const {
  const auto found = keys_.find(epoch);
  return found == keys_.end() ? nullptr : &found->second;
}

base::Status KeyRing::start_epoch() {
  const KeyEpoch epoch = keys_.empty() ? 1 : keys_.rbegin()->first + 1;
  DataKey data_key{epoch, random_key()};
  const auto wrapped = wrapper_->wrap(data_key.key, label_of(epoch));
  if (!wrapped) return tl::unexpected(wrapped.error());
  if (auto written = write_secret_file(file_of(epoch), *wrapped); !written) return written;
  keys_.emplace(epoch, std::move(data_key));
  return {};
}

base::Status KeyRing::erase_epoch(KeyEpoch epoch) {
  if (epoch == current().epoch) return fail(ErrorCode::Conflict, "the current data key cannot be erased");
  if (keys_.erase(epoch) == 0)
    return fail(ErrorCode::NotFound, "no data key of epoch " + std::to_string(epoch));
  return destroy_secret_file(file_of(epoch));
}

std::vector<KeyEpoch> KeyRing::epochs() const {
  std::vector<KeyEpoch> all;
  for (const auto& [epoch, key] : keys_) all.push_back(epoch);
  return all;
}

std::filesystem::path KeyRing::file_of(KeyEpoch epoch) const {
  return folder_ / (std::string(kPrefix) + std::to_string(epoch) + std::string(kSuffix));
}

base::Status KeyRing::load(const std::filesystem::path& file) {
  const KeyEpoch epoch = *epoch_of(file);
  auto key = open_wrapped(*wrapper_, file, label_of(epoch));
  if (!key) return tl::unexpected(key.error());
  keys_.emplace(epoch, DataKey{epoch, std::move(*key)});
  return {};
}

base::Result<base::SecureBytes> KeyRing::named_key(const std::string& name) {
  const std::filesystem::path file = folder_ / (name + std::string(kSuffix));
  const std::string label = "kiosk-named-key-v1|" + name;
  auto key = open_wrapped(*wrapper_, file, label);
  if (key || key.error().code != ErrorCode::NotFound) return key;
  const auto wrapped = wrapper_->wrap(random_key(), label);
  if (!wrapped) return tl::unexpected(wrapped.error());
  if (auto written = write_secret_file(file, *wrapped); !written) return tl::unexpected(written.error());
  return open_wrapped(*wrapper_, file, label);
}

}  // namespace kiosk::crypto
