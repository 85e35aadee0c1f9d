// Completions to kinds of trouble.
#include "kiosk/flow/device_troubles.h"

namespace kiosk::flow {

using drivers::contract::CardReading;
using drivers::contract::CardTrouble;
using drivers::contract::Completion;
using drivers::contract::CompletionCode;
using drivers::contract::FaultType;

namespace {

TroubleKind paper_trouble(const std::optional<FaultType>& fault) {
  if (!fault) return TroubleKind::PrintIncomplete;
  switch (*fault) {
    case FaultType::PaperOut: return TroubleKind::PaperOut;
    case FaultType::PaperJam: return TroubleKind::PaperJam;
    case FaultType::CoverOpen: return TroubleKind::PrinterCover;
    case FaultType::DeviceMissing:
    case FaultType::CommunicationFault: return TroubleKind::PrinterMissing;
    default: return TroubleKind::PrintIncomplete;
  }
}

}  // namespace

TroubleKind trouble_of(const Completion<CardReading>& done) {
  if (done.code == CompletionCode::TimeOut) return TroubleKind::CardNotPresented;
  if (done.code != CompletionCode::UserError && done.code != CompletionCode::InvalidData) {
    return TroubleKind::ReaderMissing;
  }
  switch (done.value ? done.value->trouble : CardTrouble::Unreadable) {
    case CardTrouble::RemovedWhileReading: return TroubleKind::CardRemoved;
    case CardTrouble::NotAuthentic: return TroubleKind::CardNotAuthentic;
    default: return TroubleKind::CardUnreadable;
  }
}

TroubleKind trouble_of(const Completion<drivers::contract::PrintOutcome>& done) {
  if (done.code == CompletionCode::DeviceNotReady) return TroubleKind::PrinterMissing;
  return paper_trouble(done.fault);
}

TroubleKind trouble_of(const Completion<drivers::contract::SlipOutcome>&) {
  return TroubleKind::SlipNotPrinted;
}

}  // namespace kiosk::flow
