// ScanDesk: has papers photographed, and keeps their pictures until the case is stored.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/app/rooms.h"
#include "kiosk/flow/event.h"
#include "kiosk/settings/terminal_settings.h"
#include "ui/screens/screen.h"

namespace kiosk::app {

/// Main thread. Pictures are in memory only: encoded in wiped memory for the centre, smaller for the screen.
class ScanDesk final : public ui::screens::ScanPictures {
 public:
  struct Rooms {
    drivers::supervisor::DeviceSupervisor& devices;
    Storage& storage;  ///< its strand encodes: the screen must not wait for it
    const settings::TerminalSettings& terminal;
  };
  using Tell = std::function<void(flow::FlowEvent)>;
  ScanDesk(Rooms rooms, Tell tell) : rooms_(rooms), tell_(std::move(tell)) {}
  ~ScanDesk() override { forget(); }

  /// → PageScanned or ScanFailed.
  void take_picture(const base::SessionId& session);
  void drop(const std::string& digest);
  /// An answer that is still on its way will not be told.
  void cancel() { ++generation_; }
  /// Wipes all pictures.
  void forget();

  const typeset::RgbaBitmap* picture(const std::string& digest) const override;
  /// The papers of the session as they go to the centre, in their order.
  std::vector<offline_cache::outbox::NewAttachment> attachments(const flow::Session& session,
                                                                const base::Clock& clock) const;

 private:
  /// One page, ready to be sent and to be shown.
  struct Picture {
    std::string digest;
    base::SecureBytes jpeg;
    typeset::RgbaBitmap shown;
  };
  using Scanned = drivers::contract::Completion<drivers::contract::ScanOutcome>;

  void hear(std::uint64_t generation, Scanned done);
  static base::Result<Picture> develop(const drivers::contract::ScannedPage& page,
                                       const settings::ScanSettings& settings);

  Rooms rooms_;
  Tell tell_;
  std::uint64_t generation_ = 0;
  std::map<std::string, Picture> pictures_;
};

}  // namespace kiosk::app
