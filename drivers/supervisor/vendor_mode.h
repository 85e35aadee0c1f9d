// VendorMode: the technician's exclusive use of the whole terminal, entered and left only with everybody's
// agreement. XFS4IoT VendorMode (CWA 17852, service "VendorMode"): inactive, enterPending, active,
// exitPending.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace drivers::supervisor {

enum class VendorState { Inactive, EnterPending, Active, ExitPending };

/// Who works at the terminal, for the trail. Not a citizen.
struct Technician {
  std::string name;
  std::string number;
  friend bool operator==(const Technician&, const Technician&) = default;
};

/// A state machine without I/O. Clients join before the first request; each must agree to every entering and
/// every leaving. Reply thread.
class VendorMode {
 public:
  using Client = int;
  /// Asked once for each pending request; answers by agree(), at once or later.
  using Question = std::function<void(VendorState pending)>;
  /// Called after each change of the state.
  using Changed = std::function<void(VendorState now)>;

  Client join(Question question);
  void on_change(Changed changed) { changed_ = std::move(changed); }

  /// InvalidArgument without a name and a number; Conflict, naming who, unless the mode is inactive.
  kiosk::base::Status enter(const Technician& technician);
  /// From Active: leaves when all agree. From EnterPending: takes the request back at once. Conflict
  /// otherwise.
  kiosk::base::Status leave();
  /// Only counts while something is pending.
  void agree(Client client);

  VendorState state() const { return state_; }
  /// Of the present or pending mode; empty when inactive.
  const Technician& technician() const { return technician_; }

 private:
  void ask(VendorState pending);
  void become(VendorState state);

  VendorState state_ = VendorState::Inactive;
  Technician technician_;
  std::vector<Question> clients_;
  std::set<Client> missing_;  ///< have not agreed to what is pending
  Changed changed_;
};

/// "inactive", "enter-pending", "active", "exit-pending".
std::string_view to_string(VendorState state);

}  // namespace drivers::supervisor
