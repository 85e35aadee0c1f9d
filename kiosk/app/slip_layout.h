// The acceptance slip: what the citizen holds as proof, laid out from the texts of the catalogue.
#pragma once

#include "drivers/contract/receipt_printer.h"
#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/session.h"
#include "kiosk/settings/terminal_settings.h"

namespace kiosk::app {

/// What a slip is made from. Borrowed for the call.
struct SlipSource {
  const flow::Session& session;
  const catalog::ServiceCatalog& catalog;
  const settings::TerminalSettings& terminal;
};

/// Number, matter, masked applicant, time, terminal, state, papers to bring later, verify QR, hotline. The
/// state is said as it is: stored, delivered or unconfirmed.
drivers::contract::Slip make_acceptance_slip(const SlipSource& source);

/// The address that the QR code holds: names the case by its number only.
std::string verify_address(const settings::TerminalSettings& terminal, const std::string& receipt_number);

}  // namespace kiosk::app
