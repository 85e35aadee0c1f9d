// Sending, waiting for 06 and the answer, repeating what is safe to repeat.
#include "drivers/dispensing/crt_link.h"

#include <algorithm>
#include <array>

namespace drivers::dispensing {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;

namespace {

constexpr int kTries = 3;

LinkTrouble trouble_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::TimedOut: return LinkTrouble::Mute;
    case ErrorCode::Canceled: return LinkTrouble::Canceled;
    default: return LinkTrouble::Gone;
  }
}

}  // namespace

const char* to_string(LinkTrouble trouble) {
  switch (trouble) {
    case LinkTrouble::DeadlinePassed: return "the deadline passed";
    case LinkTrouble::Canceled: return "canceled";
    case LinkTrouble::Mute: return "no answer";
    case LinkTrouble::Garbled: return "wrong answers";
    case LinkTrouble::Gone: return "the line is gone";
  }
  return "unknown";
}

LinkResult CrtLink::exchange(const CrtCommand& command, const LinkLimit& limit) {
  LinkResult answer = tl::unexpected(LinkTrouble::Garbled);
  for (int tries = 0; tries < kTries; ++tries) {
    Refusal refusal = Refusal::None;
    answer = attempt(command, limit, refusal);
    if (answer) return answer;
    if (answer.error() != LinkTrouble::Garbled && answer.error() != LinkTrouble::Mute) return answer;
    const bool safe = !command.moves || refusal == Refusal::Nak;
    if (!safe) return answer;
  }
  return answer;
}

LinkResult CrtLink::attempt(const CrtCommand& command, const LinkLimit& limit, Refusal& refusal) {
  parser_.reset();
  // Answers to earlier commands may still be on their way: the line must be quiet before the next one.
  if (!transport_.drain_input(timings_.quiet)) return tl::unexpected(LinkTrouble::Gone);
  // Nothing is set in motion any more when the time is over.
  if (clock_.now() >= limit.deadline) return tl::unexpected(LinkTrouble::DeadlinePassed);
  const Duration patience = command.moves ? timings_.move_limit : timings_.answer_limit;
  const MonoTime end = std::min(limit.deadline, clock_.now() + patience);
  if (auto sent = transport_.write(encode_command(address_, command), end, limit.stop); !sent) {
    return tl::unexpected(trouble_of(sent.error().code));
  }
  LinkResult answer = await_answer(command, {end, limit.stop}, refusal);
  const bool hurried = !answer && answer.error() == LinkTrouble::Mute && clock_.now() >= limit.deadline;
  if (hurried) return tl::unexpected(LinkTrouble::DeadlinePassed);
  return answer;
}

LinkResult CrtLink::await_answer(const CrtCommand& command, const LinkLimit& limit, Refusal& refusal) {
  std::array<std::uint8_t, 512> buffer{};
  const MonoTime ack_end = std::min(limit.deadline, clock_.now() + timings_.ack_limit);
  bool understood = false;
  bool garbled = false;
  while (true) {
    const bool started = parser_.in_frame();
    const MonoTime gap_end = std::min(limit.deadline, clock_.now() + timings_.gap_limit);
    const MonoTime end = started ? gap_end : understood ? limit.deadline : ack_end;
    const auto got = transport_.read_some(buffer, end, limit.stop);
    if (!got) {
      const LinkTrouble trouble = trouble_of(got.error().code);
      return tl::unexpected(started && trouble == LinkTrouble::Mute ? LinkTrouble::Garbled : trouble);
    }
    parser_.feed(std::span(buffer).first(*got));
    while (const auto token = parser_.take()) {
      if (token->kind == CrtTokenKind::Ack) understood = true;
      if (token->kind == CrtTokenKind::Nak || token->kind == CrtTokenKind::Eot) {
        refusal = token->kind == CrtTokenKind::Nak ? Refusal::Nak : Refusal::Eot;
        return tl::unexpected(LinkTrouble::Garbled);
      }
      if (token->kind == CrtTokenKind::WrongChecksum || token->kind == CrtTokenKind::WrongLength)
        garbled = true;
      if (token->kind != CrtTokenKind::Frame) continue;
      // The answer itself also says that the command was understood, should its 06 have been lost.
      if (auto answer = parse_answer(command, token->text)) return std::move(*answer);
      garbled = true;
    }
    // A spoilt frame's answer will not come again: no need to wait for the motor's whole time.
    if (garbled && !parser_.in_frame()) return tl::unexpected(LinkTrouble::Garbled);
  }
}

}  // namespace drivers::dispensing
