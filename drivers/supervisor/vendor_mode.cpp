// The four states of the vendor mode.
#include "drivers/supervisor/vendor_mode.h"

namespace drivers::supervisor {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

VendorMode::Client VendorMode::join(Question question) {
  clients_.push_back(std::move(question));
  return static_cast<Client>(clients_.size()) - 1;
}

Status VendorMode::enter(const Technician& technician) {
  if (technician.name.empty() || technician.number.empty()) {
    return fail(ErrorCode::InvalidArgument, "vendor mode needs the technician's name and number");
  }
  if (state_ != VendorState::Inactive) {
    return fail(ErrorCode::Conflict, "vendor mode is " + std::string(to_string(state_)), technician_.number);
  }
  technician_ = technician;
  ask(VendorState::EnterPending);
  return {};
}

Status VendorMode::leave() {
  if (state_ == VendorState::EnterPending) {
    become(VendorState::Inactive);
    return {};
  }
  if (state_ != VendorState::Active) {
    return fail(ErrorCode::Conflict, "vendor mode is " + std::string(to_string(state_)));
  }
  ask(VendorState::ExitPending);
  return {};
}

void VendorMode::ask(VendorState pending) {
  missing_.clear();
  for (std::size_t i = 0; i < clients_.size(); ++i) missing_.insert(static_cast<Client>(i));
  become(pending);
  // A client may answer, or take the request back, from inside its question.
  for (const Question& question : clients_) {
    if (state_ == pending) question(pending);
  }
}

void VendorMode::agree(Client client) {
  const bool pending = state_ == VendorState::EnterPending || state_ == VendorState::ExitPending;
  if (!pending || missing_.erase(client) == 0 || !missing_.empty()) return;
  become(state_ == VendorState::EnterPending ? VendorState::Active : VendorState::Inactive);
}

void VendorMode::become(VendorState state) {
  state_ = state;
  if (changed_) changed_(state);
  if (state_ == VendorState::Inactive) technician_ = {};
}

std::string_view to_string(VendorState state) {
  switch (state) {
    case VendorState::Inactive: return "inactive";
    case VendorState::EnterPending: return "enter-pending";
    case VendorState::Active: return "active";
    case VendorState::ExitPending: return "exit-pending";
  }
  return "unknown";
}

}  // namespace drivers::supervisor
