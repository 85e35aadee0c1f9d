// PaymentDesk: asks the centre what a service costs and watches whether it was paid; sees that no payment is
// forgotten.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>

#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/app/delivery.h"
#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/effect.h"
#include "kiosk/flow/event.h"
#include "kiosk/settings/terminal_settings.h"

namespace kiosk::app {

/// Main thread. A payment is on the disk before its code is shown. What a dead program left open is asked for
/// again: unpaid it is closed, paid it waits for the citizen or goes back by the centre.
class PaymentDesk {
 public:
  struct World {
    const catalog::ServiceCatalog& catalog;
    const settings::TerminalSettings& terminal;
    const base::Clock& clock;
    drivers::supervisor::DeviceSupervisor& devices;
  };
  using Tell = std::function<void(flow::FlowEvent)>;
  PaymentDesk(World world, Delivery::Rooms rooms, std::stop_token stop, base::Task posted, Tell tell)
      : world_(world),
        rooms_(rooms),
        stop_(std::move(stop)),
        posted_(std::move(posted)),
        tell_(std::move(tell)) {}
  ~PaymentDesk() { rooms_.main.cancel(timer_); }

  /// Asks with the session's key until there is an answer, then watches.
  void ask(const flow::Session& session);
  /// Asks for a payment that has its number until it has come to an end.
  void watch(const flow::Session& session);
  void read_code(const base::SessionId& session);
  void send_code(const flow::Session& session, const base::SecureString& code);
  /// Into the queue: the centre ends the payment, and gives back what was paid.
  void close(const flow::ClosePayment& closed);
  /// A code that is still being read will not be told.
  void cancel() { ++reading_; }
  /// The visit is over.
  void forget();
  /// Asks for what was left open; asks again in a while as long as something is.
  void recover();

 private:
  struct Asked;
  struct Question;
  void ask_again(base::Duration after);
  void ask_now();
  void hear(std::uint64_t round, const std::shared_ptr<Asked>& asked);
  void tell_unheard(std::string detail);
  void post_close(const flow::ClosePayment& closed);
  void settle(const protocol::Payment& payment);
  void note(const protocol::Payment& payment, base::Task noted);
  void look_after(const std::vector<offline_cache::journal::PaymentNote>& open);

  World world_;
  Delivery::Rooms rooms_;
  std::stop_token stop_;
  base::Task posted_;  ///< a message was put into the queue
  Tell tell_;
  std::shared_ptr<const Question> question_;
  catalog::Language language_{};
  std::string last_told_;    ///< what the flow knows already
  std::uint64_t round_ = 0;  ///< raised when the visit wants to hear no more
  std::uint64_t reading_ = 0;
  std::set<std::string> ours_;  ///< numbers of this visit: recover() leaves them alone
  base::TimerId timer_ = 0, recovery_ = 0;
};

/// As the engine knows it.
flow::FlowEvent payment_event(const protocol::Payment& payment, catalog::Language language);

}  // namespace kiosk::app
