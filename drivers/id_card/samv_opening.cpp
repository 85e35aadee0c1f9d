// Opening, closing and watching a SAM_V reader.
#include "drivers/id_card/samv_reader.h"

namespace drivers::id_card {

using contract::DeviceState;
using contract::FaultType;
using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

namespace {

/// Opening tries five speeds and two further commands, each with its own limit.
constexpr Duration kOpeningLimit{60'000};

}  // namespace

Status SamvReader::open() {
  const LinkLimit limit{clock_.now() + kOpeningLimit, closing_};
  if (auto opened = transport_->open(); !opened) {
    board_.raise(FaultType::DeviceMissing, opened.error().message);
    board_.set_state(DeviceState::NoDevice);
    return opened;
  }
  board_.clear(FaultType::DeviceMissing);
  reads_fingerprints_ = settings_.fingerprints;
  Status ready = find_speed(limit);
  if (ready) ready = check_module(limit);
  if (!ready) {
    transport_->close();
    return ready;
  }
  note_success();
  if (photo_decoder_) {
    if (auto usable = photo_decoder_->check(); !usable) {
      board_.raise(FaultType::PhotoDecoderFault, usable.error().to_string());
    }
  }
  return {};
}

void SamvReader::close() {
  link_.forget();
  transport_->close();
}

void SamvReader::poll() {
  if (!transport_->is_open()) return;
  const LinkLimit limit{clock_.now() + kOpeningLimit, closing_};
  if (clock_.now() < next_status_) {
    // Costs nothing and notices an unplugged line.
    if (auto trouble = link_.idle(clock_.now(), closing_)) note_trouble(*trouble);
    return;
  }
  const auto answer = link_.exchange(kSamStatus, limit);
  if (!answer) return note_trouble(answer.error());
  if (answer->status == sw::kOk) return note_success();
  board_.raise(answer->status == sw::kNotAuthorised ? FaultType::NotAuthorised : FaultType::HardwareFault,
               "the module's self test failed");
  // Offline, so that it is opened anew: a reset by power or by hand may have healed it.
  board_.set_state(DeviceState::Offline);
}

Status SamvReader::find_speed(const LinkLimit& limit) {
  auto trouble = try_speeds(limit);
  // The last resort: a module that hangs comes back from a reset of its USB port.
  if (trouble == LinkTrouble::Mute && transport_->reset_device()) trouble = try_speeds(limit);
  return trouble ? opening_failed(*trouble) : Status{};
}

std::optional<LinkTrouble> SamvReader::try_speeds(const LinkLimit& limit) {
  LinkTrouble trouble = LinkTrouble::Mute;
  for (const unsigned speed : settings_.speeds) {
    if (!transport_->set_line_speed(speed)) return LinkTrouble::Gone;
    const auto answer = link_.probe(kSamStatus, limit);
    if (answer) return std::nullopt;
    // Wrong answers say more than silence: the wrong speed gives noise, a broken module gives nonsense.
    if (trouble != LinkTrouble::Garbled) trouble = answer.error();
    if (answer.error() == LinkTrouble::Gone || answer.error() == LinkTrouble::Canceled) break;
  }
  return trouble;
}

Status SamvReader::check_module(const LinkLimit& limit) {
  const auto status = link_.exchange(kSamStatus, limit);
  if (!status) return opening_failed(status.error());
  if (status->status != sw::kOk) {
    const bool not_authorised = status->status == sw::kNotAuthorised;
    board_.raise(not_authorised ? FaultType::NotAuthorised : FaultType::HardwareFault,
                 not_authorised ? "SAM not authorised (66)" : "SAM self test failed");
    board_.set_state(DeviceState::HardwareError);
    return fail(ErrorCode::PermissionDenied, "the module's self test failed", transport_->description());
  }
  board_.clear(FaultType::NotAuthorised);
  board_.clear(FaultType::HardwareFault);
  const auto number = link_.exchange(kSamNumber, limit);
  if (!number) return opening_failed(number.error());
  if (number->status != sw::kOk) return opening_failed(LinkTrouble::Garbled);
  return take_identity(sam_number_text(number->data));
}

Status SamvReader::take_identity(const std::string& sam_number) {
  board_.set_identity(settings_.model, sam_number);
  contract::IdCardReaderCapabilities can;
  can.sam_number = sam_number;
  can.newest_address = true;
  can.removal_sensed = true;
  can.fingerprints = settings_.fingerprints;
  can.chip_number = settings_.chip_number;
  board_.set_capabilities({"SAM_V (GA/T 467)", "", can});
  const std::string& pinned = settings_.pinned_sam_number;
  if (pinned.empty() || pinned == sam_number) {
    board_.clear(FaultType::DeviceChanged);
    return {};
  }
  board_.raise(FaultType::DeviceChanged, "expected SAM " + pinned + ", found " + sam_number);
  board_.set_state(DeviceState::PotentialFraud);
  return fail(ErrorCode::Conflict, "the reader holds another security module", transport_->description());
}

Status SamvReader::opening_failed(LinkTrouble trouble) {
  note_trouble(trouble);
  const ErrorCode code = trouble == LinkTrouble::Canceled ? ErrorCode::Canceled : ErrorCode::Unavailable;
  return fail(code, std::string("cannot open the reader: ") + to_string(trouble), transport_->description());
}

}  // namespace drivers::id_card
