// Sealing anew what waits under an old key epoch: one row after the other, in the caller's transaction.
#pragma once

#include <vector>

#include "offline_cache/store/database.h"

namespace offline_cache::outbox {

/// A stored row and its sealed payload.
template <class Summary>
struct SealedRow {
  Summary summary;
  store::Bytes payload;
};

/// `place_of(summary)` names the place that the seal is bound to; `write(summary, fresh)` stores the new
/// bytes. Returns how many rows were sealed anew.
template <class Sealer, class Summary, class PlaceOf, class Write>
kiosk::base::Result<std::int64_t> reseal_rows(Sealer& sealer, const std::vector<SealedRow<Summary>>& rows,
                                              const PlaceOf& place_of, const Write& write) {
  for (const SealedRow<Summary>& row : rows) {
    const auto fresh = sealer.reseal(row.payload, place_of(row.summary));
    if (!fresh) return tl::unexpected(fresh.error());
    if (auto written = write(row.summary, *fresh); !written) return tl::unexpected(written.error());
  }
  return static_cast<std::int64_t>(rows.size());
}

}  // namespace offline_cache::outbox
