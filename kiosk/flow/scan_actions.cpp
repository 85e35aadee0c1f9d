// The papers of a service, one after the other: photographed, or brought later where that is allowed.
#include "kiosk/flow/actions.h"

namespace kiosk::flow {
namespace {

const catalog::Material& wanted(const Session& session) {
  return session.service->materials[session.material];
}

ScannedMaterial& given(Session& session) { return session.materials[session.material]; }

void stop_scanning(Turn& turn) {
  if (!turn.session.scanning) return;
  turn.session.scanning = false;
  turn.emit(CancelDeviceJobs{});
}

void go_to_next(Turn& turn) {
  if (turn.session.material + 1 == turn.session.service->materials.size()) return enter_next(turn);
  ++turn.session.material;
}

}  // namespace

void scan_page(Turn& turn) {
  Session& session = turn.session;
  const bool full = given(session).pages.size() >= static_cast<std::size_t>(wanted(session).max_pages);
  if (session.scanning || full) return turn.refuse();
  session.scanning = true;
  turn.emit(TakePicture{});
}

void keep_page(Turn& turn) {
  if (!turn.session.scanning) return turn.refuse();
  turn.session.scanning = false;
  given(turn.session).follows_later = false;
  given(turn.session).pages.push_back(turn.event<PageScanned>().page);
}

void tell_scan_failure(Turn& turn) {
  if (!turn.session.scanning) return turn.refuse();
  turn.session.scanning = false;
  const ScanFailed& failed = turn.event<ScanFailed>();
  enter_trouble(turn, failed.trouble, failed.detail);
}

void drop_page(Turn& turn) {
  auto& pages = given(turn.session).pages;
  if (turn.session.scanning || pages.empty()) return turn.refuse();
  turn.emit(DropPicture{pages.back().digest});
  pages.pop_back();
}

void bring_later(Turn& turn) {
  Session& session = turn.session;
  if (session.scanning || wanted(session).must_be_here()) return turn.refuse();
  for (const ScannedPage& page : given(session).pages) turn.emit(DropPicture{page.digest});
  given(session) = ScannedMaterial{{}, wanted(session).may_follow_later};
  go_to_next(turn);
}

void next_material(Turn& turn) {
  if (turn.session.scanning || !given(turn.session).done()) return turn.refuse();
  go_to_next(turn);
}

void previous_material(Turn& turn) {
  stop_scanning(turn);
  if (turn.session.material == 0) return enter_previous(turn);
  --turn.session.material;
}

}  // namespace kiosk::flow
