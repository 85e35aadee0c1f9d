// Reading snapshots into what may be shown, and fetching newer ones.
#include "kiosk/app/centre_watch_publications.h"

#include <algorithm>

#include "kiosk/base/file.h"
#include "kiosk/base/log.h"

namespace kiosk::app {
namespace {

using reference_data::ReferenceData;
using reference_data::SnapshotStore;

constexpr const char* kFees = "fees";
constexpr const char* kNotices = "notices";

PublicationState publication_state(const SnapshotStore& store, const char* name) {
  if (store.valid(name) != nullptr) return PublicationState::Valid;
  return store.held(name) != nullptr ? PublicationState::Expired : PublicationState::None;
}

void read_fees(const ReferenceData& data, Publications& out) {
  const base::Json content = base::Json::parse(data.content, nullptr, false);
  protocol::JsonReader::FirstError error;
  protocol::JsonReader reader(content, "fees#", error);
  for (protocol::JsonReader& item : reader.objects("fees", 1000)) {
    const std::string service = item.text("service_id", 32);
    out.fees[service] = {item.integer("cents", 0, 100'000'000), read_optional_text(item, "basis")};
  }
  // Half a list of fees would say "no fee" of the rest.
  if (error) base::log(base::LogLevel::Error, "publications", error->to_string());
  if (error) out.fees.clear(), out.fees_state = PublicationState::None;
}

void read_notices(const ReferenceData& data, Publications& out) {
  const base::Json content = base::Json::parse(data.content, nullptr, false);
  protocol::JsonReader::FirstError error;
  protocol::JsonReader reader(content, "notices#", error);
  for (protocol::JsonReader& item : reader.objects("notices", 20)) {
    out.notices.push_back(read_optional_text(item, "text"));
  }
  if (error) base::log(base::LogLevel::Error, "publications", error->to_string());
  if (error) out.notices.clear(), out.notices_state = PublicationState::None;
}

base::Result<SnapshotStore> open_snapshots(const std::filesystem::path& folder,
                                           const std::filesystem::path& approval_key,
                                           const base::Clock& clock) {
  const auto pem = base::read_file(approval_key);
  if (!pem) return tl::unexpected(pem.error());
  auto key = crypto::PublicKey::from_pem(*pem);
  if (!key) return tl::unexpected(key.error());
  return SnapshotStore::open(folder, std::move(*key), clock);
}

/// One kind of data: asked for with the ETag of what is held; what may not be shown as valid is refused.
void fetch_publication(central::CentralClient& client, SnapshotStore& store, const std::string& name,
                       const std::stop_token& stop) {
  const auto fetched = client.reference_data(name, store.etag(name), stop);
  if (!fetched) return base::log(base::LogLevel::Warning, "publications", fetched.error().to_string());
  if (!fetched->modified) return;
  if (const auto taken = store.take(name, fetched->text, fetched->etag); !taken) {
    base::log(base::LogLevel::Error, "publications", taken.error().to_string());
  }
}

bool is_newer(const SnapshotStore& store, const std::string& name,
              const std::vector<protocol::PublishedVersion>& published) {
  if (published.empty()) return true;
  const auto found = std::find_if(published.begin(), published.end(),
                                  [&](const protocol::PublishedVersion& one) { return one.name == name; });
  return found != published.end() && found->etag != store.etag(name);
}

}  // namespace

Publications publications_of(const SnapshotStore& store) {
  Publications out;
  out.fees_state = publication_state(store, kFees);
  out.notices_state = publication_state(store, kNotices);
  if (const ReferenceData* fees = store.valid(kFees)) {
    out.fees_approved_at = fees->approved_at;
    read_fees(*fees, out);
  }
  if (const ReferenceData* notices = store.valid(kNotices)) read_notices(*notices, out);
  return out;
}

std::string_view to_string(PublicationState state) {
  switch (state) {
    case PublicationState::None: return "none";
    case PublicationState::Valid: return "valid";
    case PublicationState::Expired: return "expired";
  }
  return "none";
}

void PublicationDesk::open(const std::filesystem::path& folder, const std::filesystem::path& approval_key) {
  const auto read = [store = store_, folder, approval_key, &clock = world_.clock](central::CentralClient&) {
    auto opened = open_snapshots(folder, approval_key, clock);
    if (!opened) {
      base::log(base::LogLevel::Warning, "publications", opened.error().to_string());
      return Publications{};
    }
    for (const base::Error& refused : opened->refused()) {
      base::log(base::LogLevel::Warning, "publications", refused.to_string());
    }
    *store = std::move(*opened);
    return publications_of(**store);
  };
  world_.line.ask(read, [this](Publications publications) { take(std::move(publications)); });
}

void PublicationDesk::refresh(const std::vector<protocol::PublishedVersion>& published) {
  const auto fetch = [store = store_, published, stop = stop_](central::CentralClient& client) {
    if (!*store) return Publications{};
    for (const char* name : {kFees, kNotices}) {
      if (is_newer(**store, name, published)) fetch_publication(client, **store, name, stop);
    }
    return publications_of(**store);
  };
  world_.line.ask(fetch, [this](Publications publications) { take(std::move(publications)); });
}

void PublicationDesk::take(Publications publications) {
  now_ = std::move(publications);
  changed_();
}

}  // namespace kiosk::app
