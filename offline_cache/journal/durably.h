// How CaseStore writes: one transaction, and once more without the ballast when the disk is full. Private to
// this room.
#pragma once

#include <utility>

#include "kiosk/base/log.h"
#include "offline_cache/journal/case_store.h"

namespace offline_cache::journal {

template <class Work>
auto CaseStore::durably(store::Ballast& ballast, Work&& work)
    -> decltype(work(std::declval<store::Transaction&>())) {
  auto outcome = store::in_transaction(*database_, work);
  const bool full = !outcome && outcome.error().code == kiosk::base::ErrorCode::Exhausted;
  if (!full || !ballast.release()) return outcome;
  kiosk::base::log(kiosk::base::LogLevel::Warning, "store", "the disk is full: working from the reserve");
  return store::in_transaction(*database_, work);
}

}  // namespace offline_cache::journal
