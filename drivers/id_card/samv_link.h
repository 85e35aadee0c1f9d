// SamvLink: one command and its answer over a transport, in step again after every trouble.
#pragma once

#include <stop_token>

#include "drivers/id_card/samv_command.h"
#include "drivers/id_card/samv_frame.h"
#include "drivers/transport/transport.h"
#include "kiosk/base/clock.h"

namespace drivers::id_card {

/// How patient we are. The defaults suit a real module; tests make them shorter.
struct SamvTimings {
  kiosk::base::Duration poll_interval{300};     ///< between two looks for a card: modules want 300 ms or more
  kiosk::base::Duration command_limit{2000};    ///< until the answer to a short command is complete
  kiosk::base::Duration read_limit{5000};       ///< until text and photo are complete (1.35 s of it line time at 9600)
  kiosk::base::Duration gap_limit{1000};        ///< silence inside a frame that means: it broke off
  kiosk::base::Duration quiet{40};              ///< silence that means: nothing more comes
  kiosk::base::Duration status_interval{3000};  ///< between two self tests while nothing happens
};

/// Why there is no answer.
enum class LinkTrouble {
  DeadlinePassed,  ///< the caller's deadline, not the module's fault
  Canceled,
  Mute,     ///< no answer, and none to a status command either
  Garbled,  ///< answers, but wrongly, also after resending and a reset
  Gone,     ///< the transport lost the device
};

const char* to_string(LinkTrouble trouble);

using LinkResult = tl::expected<SamvAnswer, LinkTrouble>;

/// When to give up: the request's deadline and its stop token.
struct LinkLimit {
  kiosk::base::MonoTime deadline;
  std::stop_token stop;
};

/// Device strand only. Transport and clock must outlive it.
class SamvLink {
 public:
  SamvLink(transport::Transport& transport, const kiosk::base::Clock& clock, const SamvTimings& timings)
      : transport_(transport), clock_(clock), timings_(timings) {}

  /// Sends a command and waits for an answer that fits it. The answer may carry an error status of the module.
  LinkResult exchange(const SamvCommand& command, const LinkLimit& limit);
  /// One try without any repair: for finding the speed of a line.
  LinkResult probe(const SamvCommand& command, const LinkLimit& limit);
  /// Waits, seeing a stop and an unplugged line; what comes in meanwhile is dropped.
  /// Nothing when the time is over, else Canceled or Gone.
  std::optional<LinkTrouble> idle(kiosk::base::MonoTime until, const std::stop_token& stop);
  /// Frees what is left of the last card.
  void forget() { parser_.reset(); }

 private:
  LinkResult attempt(const SamvCommand& command, const LinkLimit& limit);
  LinkResult await_answer(const SamvCommand& command, const LinkLimit& limit);
  LinkResult repair(const SamvCommand& command, const LinkLimit& limit, LinkTrouble trouble);
  std::optional<LinkTrouble> resynchronise(const LinkLimit& limit);
  std::optional<LinkTrouble> drop_pending_input();

  transport::Transport& transport_;
  const kiosk::base::Clock& clock_;
  SamvTimings timings_;
  FrameParser parser_;
  bool out_of_step_ = false;  ///< an answer to an earlier command may still come
};

}  // namespace drivers::id_card
