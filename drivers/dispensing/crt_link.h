// CrtLink: one command and its answer over a serial line.
#pragma once

#include <stop_token>

#include "drivers/dispensing/crt_command.h"
#include "drivers/transport/transport.h"

namespace drivers::dispensing {

struct CrtTimings {
  kiosk::base::Duration ack_limit{1000};     ///< until the dispenser says that it has understood
  kiosk::base::Duration answer_limit{3000};  ///< to a command without a motor
  kiosk::base::Duration move_limit{20'000};  ///< to one with
  kiosk::base::Duration gap_limit{500};      ///< silence inside a frame that means: it broke off
  kiosk::base::Duration quiet{40};           ///< silence that means: nothing more comes
  kiosk::base::Duration poll_interval{200};  ///< between two looks whether a card was taken or put in
};

enum class LinkTrouble {
  DeadlinePassed,
  Canceled,
  Mute,     ///< no answer
  Garbled,  ///< wrong answers, or it refuses what we send again and again
  Gone,     ///< the transport lost the device
};

const char* to_string(LinkTrouble trouble);

struct LinkLimit {
  kiosk::base::MonoTime deadline;
  std::stop_token stop;
};

using LinkResult = tl::expected<CrtAnswer, LinkTrouble>;

/// Device strand only. Transport and clock must outlive it.
class CrtLink {
 public:
  CrtLink(transport::Transport& transport, const kiosk::base::Clock& clock, const CrtTimings& timings,
          std::uint8_t address)
      : transport_(transport), clock_(clock), timings_(timings), address_(address) {}

  /// Sends a command and waits for its answer. What was refused (15) is sent again. Without a motor also what
  /// got no good answer; a move is never repeated on suspicion, since it could hand out a second card.
  LinkResult exchange(const CrtCommand& command, const LinkLimit& limit);

 private:
  enum class Refusal { None, Nak, Eot };
  LinkResult attempt(const CrtCommand& command, const LinkLimit& limit, Refusal& refusal);
  LinkResult await_answer(const CrtCommand& command, const LinkLimit& limit, Refusal& refusal);

  transport::Transport& transport_;
  const kiosk::base::Clock& clock_;
  CrtTimings timings_;
  std::uint8_t address_;
  CrtParser parser_;
};

}  // namespace drivers::dispensing
