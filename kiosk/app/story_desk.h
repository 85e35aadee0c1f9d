// StoryDesk: answers "how far is my case" from this terminal's queue and trail, and from the centre.
#pragma once

#include <functional>

#include "kiosk/app/delivery.h"
#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/event.h"
#include "kiosk/settings/terminal_settings.h"

namespace kiosk::app {

/// Main thread. What belongs to a visit is dropped by `forget`.
class StoryDesk {
 public:
  struct World {
    const catalog::ServiceCatalog& catalog;
    const settings::TerminalSettings& terminal;
    const base::Clock& clock;
  };
  struct Answers {
    std::function<void(flow::FlowEvent)> tell;
    /// Documents that may be fetched from now on.
    std::function<void(const std::vector<protocol::DocumentReference>&)> know_documents;
  };
  StoryDesk(World world, Delivery::Rooms rooms, std::stop_token stop, Answers answers);

  /// By the slip's number, as typed or read → CaseFound or CaseNotFound.
  void find_case(const std::string& number);
  /// Of the person whose card was read → CasesFound: what waits here, and what the centre knows.
  void find_cases_of(const flow::Session& session);
  void forget() { ++visit_; }

 private:
  struct KnownHere;
  void ask_centre(const std::string& number, const KnownHere& here);
  void conclude(const KnownHere& here, const base::Result<protocol::CaseStory>& story);
  void list(std::vector<flow::FoundCase> here, const base::Result<protocol::CaseList>& answer);
  bool centre_is_there() const;
  /// The story as this terminal knows it.
  flow::FoundCase describe(const KnownHere& here) const;
  flow::FoundCase describe(const protocol::CaseSummary& summary) const;
  catalog::Text words(std::string_view id) const;

  World world_;
  Delivery::Rooms rooms_;
  std::stop_token stop_;
  Answers answers_;
  std::uint64_t visit_ = 0;
};

}  // namespace kiosk::app
