// The two rooms with a thread of their own that the application asks: the store and the line to the centre.
#pragma once

#include "kiosk/base/strand_owned.h"
#include "kiosk/central/central_client.h"
#include "offline_cache/journal/case_store.h"

namespace kiosk::app {

/// SQLite lives on its strand.
using Storage = base::StrandOwned<offline_cache::journal::CaseStore>;
/// curl lives on its strand.
using Line = base::StrandOwned<central::CentralClient>;

}  // namespace kiosk::app
