// Taking leases and giving them back.
#include "drivers/supervisor/lease.h"

#include <utility>

namespace drivers::supervisor {

using contract::DeviceClass;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::SessionId;

kiosk::base::Status LeaseBook::take(const SessionId& session, const DeviceClasses& classes) {
  for (const DeviceClass device_class : classes) {
    const auto found = owners_.find(device_class);
    if (found == owners_.end()) continue;
    const bool own = found->second == session;
    return fail(own ? ErrorCode::AlreadyExists : ErrorCode::Conflict,
                std::string(to_string(device_class)) +
                    (own ? " is leased to this session already" : " is leased to another session"));
  }
  for (const DeviceClass device_class : classes) owners_.emplace(device_class, session);
  return {};
}

void LeaseBook::give_back(const SessionId& session, const DeviceClasses& classes) {
  for (const DeviceClass device_class : classes) {
    const auto found = owners_.find(device_class);
    if (found != owners_.end() && found->second == session) owners_.erase(found);
  }
}

std::optional<SessionId> LeaseBook::owner(DeviceClass device_class) const {
  const auto found = owners_.find(device_class);
  return found == owners_.end() ? std::nullopt : std::optional(found->second);
}

Lease::Lease(Lease&& other) noexcept
    : session_(other.session_),
      classes_(std::move(other.classes_)),
      release_(std::exchange(other.release_, nullptr)) {}

Lease& Lease::operator=(Lease&& other) noexcept {
  if (this == &other) return *this;
  release();
  session_ = other.session_;
  classes_ = std::move(other.classes_);
  release_ = std::exchange(other.release_, nullptr);
  return *this;
}

void Lease::release() {
  if (const auto release = std::exchange(release_, nullptr)) release(session_, classes_);
}

}  // namespace drivers::supervisor
