// Publications: what the centre published for citizens (fees, notices), fetched, kept and judged.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/app/centre_watch.h"
#include "kiosk/protocol/localized_text.h"
#include "kiosk/protocol/terminal_report.h"
#include "kiosk/reference_data/snapshot_store.h"

namespace kiosk::app {

/// Whether what is held may be shown as valid.
enum class PublicationState {
  None,  ///< nothing was ever fetched, or what came was not approved
  Valid,
  Expired,  ///< held, and past its end
};

struct PublishedFee {
  std::int64_t cents = 0;
  protocol::LocalizedText basis;
};

/// What may be shown: empty unless the state is Valid.
struct Publications {
  PublicationState fees_state = PublicationState::None;
  base::WallTime fees_approved_at{};         ///< "valid as of"
  std::map<std::string, PublishedFee> fees;  ///< by service id
  PublicationState notices_state = PublicationState::None;
  std::vector<protocol::LocalizedText> notices;
};

/// Of what the store holds now. Content that is not as agreed is left out.
Publications publications_of(const reference_data::SnapshotStore& store);
std::string_view to_string(PublicationState state);

/// Main thread; the snapshots themselves live on the network strand, which may wait for the disk.
class PublicationDesk {
 public:
  struct World {
    Line& line;
    CentreWatch& watch;
    const base::Clock& clock;
  };
  /// `changed` is called on the main thread whenever something was read, fetched or has expired.
  PublicationDesk(World world, std::stop_token stop, std::function<void()> changed)
      : world_(world), stop_(std::move(stop)), changed_(std::move(changed)) {}

  /// Reads the snapshots of `folder`, which the key in `approval_key` (PEM) must have approved.
  void open(const std::filesystem::path& folder, const std::filesystem::path& approval_key);
  /// Fetches what has another ETag than what is held; an empty list asks for everything.
  void refresh(const std::vector<protocol::PublishedVersion>& published);
  const Publications& now() const { return now_; }

 private:
  /// Used on the network strand only.
  using SharedStore = std::shared_ptr<std::optional<reference_data::SnapshotStore>>;
  void take(Publications publications);

  World world_;
  std::stop_token stop_;
  std::function<void()> changed_;
  SharedStore store_ = std::make_shared<std::optional<reference_data::SnapshotStore>>();
  Publications now_;
};

}  // namespace kiosk::app
