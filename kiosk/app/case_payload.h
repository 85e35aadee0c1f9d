// The case as the centre gets it, made from the session. All personal data stay in locked memory.
#pragma once

#include <string>

#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/session.h"
#include "kiosk/protocol/case_submission.h"
#include "kiosk/settings/terminal_settings.h"

namespace kiosk::app {

/// Everything but the receipt number, which the queue gives in the transaction that stores the case.
protocol::CaseSubmission make_submission(const flow::Session& session, const catalog::ServiceCatalog& catalog,
                                         const settings::TerminalSettings& terminal);

/// The answers that were given, in the order of the form.
std::vector<protocol::Answer> make_answers(const flow::Session& session,
                                           const catalog::ServiceCatalog& catalog);

/// GA/T 517 kinds of documents: "111" resident identity card, …
std::string card_kind_code(drivers::contract::IdCardKind kind);

}  // namespace kiosk::app
