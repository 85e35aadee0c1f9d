// Reading cards: the order of commands, the retries, and what each trouble means.
#include "drivers/id_card/samv_reader.h"

#include <algorithm>

#include "drivers/id_card/card_text.h"

namespace drivers::id_card {

using contract::CardReading;
using contract::CardTrouble;
using contract::Completion;
using contract::CompletionCode;
using contract::DeviceState;
using contract::FaultType;
using contract::IdCard;
using contract::JobContext;

namespace {

bool refuses_authentication(std::uint8_t status) {
  return status == sw::kCardRefusesSam || status == sw::kSamRefusesCard || status == sw::kVerificationFailed;
}

}  // namespace

SamvReader::SamvReader(const contract::DriverContext& context,
                       std::unique_ptr<transport::Transport> transport, SamvSettings settings)
    : clock_(context.clock),
      closing_(context.closing),
      transport_(std::move(transport)),
      settings_(std::move(settings)),
      link_(*transport_, clock_, settings_.timings),
      board_(clock_, contract::DeviceClass::IdCardReader, context.id, context.observer) {
  if (!settings_.photo_decoder.program.empty()) photo_decoder_.emplace(settings_.photo_decoder, clock_);
}

Completion<CardReading> SamvReader::read_card(const JobContext& context) {
  const LinkLimit limit{context.deadline, context.stop};
  Reading reading;
  if (auto trouble = await_card(limit)) {
    reading = failed<CardReading>(*trouble);
  } else if (Attempt attempt = read_with_retry(limit); attempt.link) {
    reading = failed<CardReading>(*attempt.link);
  } else if (auto stopped = attempt.card ? add_photo(*attempt.card, limit) : std::nullopt) {
    reading = failed<CardReading>(*stopped);
  } else {
    note_success();
    reading.code = attempt.card ? CompletionCode::Success : CompletionCode::UserError;
    reading.value = CardReading{std::move(attempt.card), attempt.trouble};
  }
  link_.forget();
  return reading;
}

Completion<std::monostate> SamvReader::wait_for_removal(const JobContext& context) {
  const LinkLimit limit{context.deadline, context.stop};
  // One miss may be noise: the card is gone when it is missed twice.
  for (int misses = 0; misses < 2;) {
    const auto present = is_present(limit);
    if (!present) return failed<std::monostate>(present.error());
    misses = *present ? 0 : misses + 1;
    if (misses == 2) break;
    const auto pause_end = std::min(context.deadline, clock_.now() + settings_.timings.poll_interval);
    if (auto trouble = link_.idle(pause_end, context.stop)) return failed<std::monostate>(*trouble);
    if (clock_.now() >= context.deadline) return failed<std::monostate>(LinkTrouble::DeadlinePassed);
  }
  note_success();
  Completion<std::monostate> removed;
  removed.value = std::monostate{};
  return removed;
}

std::optional<LinkTrouble> SamvReader::await_card(const LinkLimit& limit) {
  while (true) {
    if (limit.stop.stop_requested()) return LinkTrouble::Canceled;
    if (clock_.now() >= limit.deadline) return LinkTrouble::DeadlinePassed;
    const auto next = clock_.now() + settings_.timings.poll_interval;
    const auto found = find(limit);
    if (!found) return found.error();
    if (*found) return std::nullopt;
    if (auto trouble = link_.idle(std::min(next, limit.deadline), limit.stop)) return trouble;
  }
}

SamvReader::Attempt SamvReader::read_with_retry(const LinkLimit& limit) {
  Attempt first = select_and_read(limit);
  if (first.card || first.link || first.trouble == CardTrouble::ContentsInvalid) return first;
  const auto found = find(limit);
  if (!found) return {{}, {}, found.error()};
  if (*found) return select_and_read(limit);
  // A selected card is not found again though it lies there: only reading from it tells.
  const auto selected = still_selected(limit);
  if (!selected) return {{}, {}, selected.error()};
  if (*selected) return read_selected(limit);
  if (first.trouble == CardTrouble::Unreadable) first.trouble = CardTrouble::RemovedWhileReading;
  return first;
}

SamvReader::Attempt SamvReader::select_and_read(const LinkLimit& limit) {
  const auto selected = link_.exchange(kSelectCard, limit);
  if (!selected) return {{}, {}, selected.error()};
  if (selected->status != sw::kOk) return {{}, CardTrouble::Unreadable, {}};
  return read_selected(limit);
}

SamvReader::Attempt SamvReader::read_selected(const LinkLimit& limit) {
  const auto answer = read_contents(limit);
  if (!answer) return {{}, {}, answer.error()};
  if (refuses_authentication(answer->status)) return {{}, CardTrouble::NotAuthentic, {}};
  if (answer->status != sw::kOk) return {{}, CardTrouble::Unreadable, {}};
  const bool is_long = answer->data.size() >= kReadCardAndFingerprints.least_data;
  auto card = is_long ? parse_card_and_fingerprints(answer->data) : parse_card_data(answer->data);
  if (!card) return {{}, CardTrouble::ContentsInvalid, {}};
  if (auto trouble = add_newest_address(*card, limit)) return std::move(*trouble);
  if (auto trouble = add_chip_number(*card, limit)) return std::move(*trouble);
  return {std::move(*card), CardTrouble::None, {}};
}

LinkResult SamvReader::read_contents(const LinkLimit& limit) {
  if (!reads_fingerprints_) return link_.exchange(kReadCard, limit);
  auto answer = link_.exchange(kReadCardAndFingerprints, limit);
  if (!answer || (answer->status != sw::kCommandError && answer->status != sw::kNoContent)) return answer;
  // An older module does not know the command: it is not asked again. A card without the item may have it
  // next time.
  if (answer->status == sw::kCommandError) reads_fingerprints_ = false;
  return link_.exchange(kReadCard, limit);
}

std::optional<SamvReader::Attempt> SamvReader::add_newest_address(IdCard& card, const LinkLimit& limit) {
  const auto answer = link_.exchange(kReadAddress, limit);
  if (!answer) return Attempt{{}, {}, answer.error()};
  // A module without this command leaves us the address of the card's issue.
  if (answer->status == sw::kNoContent || answer->status == sw::kCommandError) return std::nullopt;
  if (answer->status != sw::kOk) return Attempt{{}, CardTrouble::Unreadable, {}};
  auto address = parse_newest_address(answer->data);
  if (!address) return Attempt{{}, CardTrouble::ContentsInvalid, {}};
  if (!address->empty()) card.address = std::move(*address);
  return std::nullopt;
}

std::optional<LinkTrouble> SamvReader::add_photo(IdCard& card, const LinkLimit& limit) {
  if (!photo_decoder_ || card.photo_wlt.empty()) return std::nullopt;
  const bool hurried = limit.deadline - clock_.now() < photo_decoder_->time_limit();
  auto photo = photo_decoder_->decode(card.photo_wlt, limit.deadline, limit.stop);
  if (photo) {
    card.photo_rgb = std::move(*photo);
    board_.clear(FaultType::PhotoDecoderFault);
    return std::nullopt;
  }
  if (photo.error().code == kiosk::base::ErrorCode::Canceled) return LinkTrouble::Canceled;
  // The card is read, and that is what the citizen came for. A decoder that was not given its time is not to
  // blame.
  const bool blameless = hurried && photo.error().code == kiosk::base::ErrorCode::TimedOut;
  if (!blameless) board_.raise(FaultType::PhotoDecoderFault, photo.error().to_string());
  return std::nullopt;
}

std::optional<SamvReader::Attempt> SamvReader::add_chip_number(IdCard& card, const LinkLimit& limit) {
  if (!settings_.chip_number) return std::nullopt;
  auto answer = link_.exchange(kReadChipNumber, limit);
  if (!answer) return Attempt{{}, {}, answer.error()};
  if (answer->status == sw::kNoContent || answer->status == sw::kCommandError) return std::nullopt;
  if (answer->status != sw::kOk) return Attempt{{}, CardTrouble::Unreadable, {}};
  card.chip_number = std::move(answer->data);
  return std::nullopt;
}

tl::expected<bool, LinkTrouble> SamvReader::find(const LinkLimit& limit) {
  const auto answer = link_.exchange(kFindCard, limit);
  if (!answer) return tl::unexpected(answer.error());
  return answer->status == sw::kCardFound;
}

tl::expected<bool, LinkTrouble> SamvReader::still_selected(const LinkLimit& limit) {
  auto answer = link_.exchange(kReadChipNumber, limit);
  if (answer && answer->status == sw::kCommandError) answer = link_.exchange(kReadAddress, limit);
  if (!answer) return tl::unexpected(answer.error());
  return answer->status == sw::kOk || answer->status == sw::kNoContent;
}

tl::expected<bool, LinkTrouble> SamvReader::is_present(const LinkLimit& limit) {
  const auto selected = still_selected(limit);
  if (!selected || *selected) return selected;
  const auto found = find(limit);
  if (!found || !*found) return found;
  // Selected again, so that the next look can read from it; whether that works does not matter now.
  const auto answer = link_.exchange(kSelectCard, limit);
  if (!answer) return tl::unexpected(answer.error());
  return true;
}

void SamvReader::note_trouble(LinkTrouble trouble) {
  if (trouble == LinkTrouble::DeadlinePassed || trouble == LinkTrouble::Canceled) return;
  const bool gone = trouble == LinkTrouble::Gone;
  board_.raise(gone ? FaultType::DeviceMissing : FaultType::CommunicationFault, to_string(trouble));
  board_.set_state(gone ? DeviceState::NoDevice : DeviceState::Offline);
}

void SamvReader::note_success() {
  board_.clear(FaultType::CommunicationFault);
  board_.clear(FaultType::DeviceMissing);
  board_.set_state(DeviceState::Online);
  next_status_ = clock_.now() + settings_.timings.status_interval;
}

template <class T>
Completion<T> SamvReader::failed(LinkTrouble trouble) {
  note_trouble(trouble);
  Completion<T> completion;
  completion.detail = to_string(trouble);
  switch (trouble) {
    case LinkTrouble::DeadlinePassed: completion.code = CompletionCode::TimeOut; break;
    case LinkTrouble::Canceled: completion.code = CompletionCode::Canceled; break;
    case LinkTrouble::Gone:
      completion.code = CompletionCode::HardwareError;
      completion.fault = FaultType::DeviceMissing;
      break;
    case LinkTrouble::Mute:
    case LinkTrouble::Garbled:
      completion.code = CompletionCode::HardwareError;
      completion.fault = FaultType::CommunicationFault;
      break;
  }
  return completion;
}

}  // namespace drivers::id_card
