// Exchanging, resending and resynchronising.
#include "drivers/id_card/samv_link.h"

#include <algorithm>

namespace drivers::id_card {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;

namespace {

LinkTrouble trouble_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::TimedOut: return LinkTrouble::Mute;
    case ErrorCode::Canceled: return LinkTrouble::Canceled;
    default: return LinkTrouble::Gone;
  }
}

/// The module says that it did not understand us.
bool refuses_request(const SamvCommand& command, const SamvAnswer& answer) {
  if (answer.status == sw::kCommandError) return !command.optional;
  return answer.status == sw::kChecksumWrong || answer.status == sw::kLengthWrong;
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

LinkResult SamvLink::exchange(const SamvCommand& command, const LinkLimit& limit) {
  if (out_of_step_) {
    if (auto trouble = resynchronise(limit)) return tl::unexpected(*trouble);
  }
  auto answer = attempt(command, limit);
  if (answer || (answer.error() != LinkTrouble::Garbled && answer.error() != LinkTrouble::Mute)) return answer;
  return repair(command, limit, answer.error());
}

LinkResult SamvLink::probe(const SamvCommand& command, const LinkLimit& limit) { return attempt(command, limit); }

LinkResult SamvLink::repair(const SamvCommand& command, const LinkLimit& limit, LinkTrouble trouble) {
  if (trouble == LinkTrouble::Mute) {
    if (auto still = resynchronise(limit)) return tl::unexpected(*still);
  } else if (!transport_.drain_input(timings_.quiet)) {
    return tl::unexpected(LinkTrouble::Gone);
  }
  auto answer = attempt(command, limit);
  if (answer || answer.error() != LinkTrouble::Garbled) return answer;
  if (!transport_.drain_input(timings_.quiet)) return tl::unexpected(LinkTrouble::Gone);
  const auto reset = attempt(kResetSam, limit);
  if (!reset && reset.error() != LinkTrouble::Garbled) return reset;
  return answer;
}

LinkResult SamvLink::attempt(const SamvCommand& command, const LinkLimit& limit) {
  parser_.reset();
  if (auto trouble = drop_pending_input()) return tl::unexpected(*trouble);
  const Duration patience = command.most_data > 280 ? timings_.read_limit : timings_.command_limit;
  const MonoTime end = std::min(limit.deadline, clock_.now() + patience);
  const auto request = encode_request(command);
  LinkResult answer = tl::unexpected(LinkTrouble::Gone);
  if (auto sent = transport_.write(request, end, limit.stop); sent) {
    answer = await_answer(command, {end, limit.stop});
  } else {
    answer = tl::unexpected(trouble_of(sent.error().code));
  }
  out_of_step_ = !answer && answer.error() != LinkTrouble::Gone;
  const bool hurried = !answer && answer.error() == LinkTrouble::Mute && end == limit.deadline;
  if (hurried) return tl::unexpected(LinkTrouble::DeadlinePassed);
  return answer;
}

LinkResult SamvLink::await_answer(const SamvCommand& command, const LinkLimit& limit) {
  kiosk::base::SecureBytes buffer(2048);
  while (true) {
    const bool started = parser_.in_frame();
    const MonoTime end = started ? std::min(limit.deadline, clock_.now() + timings_.gap_limit) : limit.deadline;
    const auto got = transport_.read_some(buffer, end, limit.stop);
    if (!got && got.error().code == ErrorCode::TimedOut && end < limit.deadline) {
      return tl::unexpected(LinkTrouble::Garbled);
    }
    if (!got) return tl::unexpected(trouble_of(got.error().code));
    parser_.feed(std::span(buffer).first(*got));
    const auto frame = parser_.take();
    if (!frame) continue;
    if (frame->trouble) return tl::unexpected(LinkTrouble::Garbled);
    auto answer = parse_answer(frame->body);
    if (!answer || !fits(command, *answer) || refuses_request(command, *answer)) {
      return tl::unexpected(LinkTrouble::Garbled);
    }
    return std::move(*answer);
  }
}

std::optional<LinkTrouble> SamvLink::resynchronise(const LinkLimit& limit) {
  for (int tries_left = 2; tries_left > 0; --tries_left) {
    if (!transport_.drain_input(timings_.quiet)) return LinkTrouble::Gone;
    const auto status = attempt(kSamStatus, limit);
    if (status) {
      // A late answer to an earlier status command may be on its way too.
      if (!transport_.drain_input(timings_.quiet)) return LinkTrouble::Gone;
      return std::nullopt;
    }
    if (status.error() != LinkTrouble::Garbled) return status.error();
  }
  return LinkTrouble::Garbled;
}

std::optional<LinkTrouble> SamvLink::idle(MonoTime until, const std::stop_token& stop) {
  kiosk::base::SecureBytes dropped(256);
  while (true) {
    const auto got = transport_.read_some(dropped, until, stop);
    if (!got && got.error().code == ErrorCode::TimedOut) return std::nullopt;
    if (!got) return trouble_of(got.error().code);
    if (clock_.now() >= until) return std::nullopt;
  }
}

std::optional<LinkTrouble> SamvLink::drop_pending_input() { return idle(clock_.now(), {}); }

}  // namespace drivers::id_card
