// Hardening of the process: no core dumps, no debugger of another user, freed memory overwritten.
#pragma once

namespace kiosk::app {

/// Call first in main. Freed heap blocks are overwritten, so that copies which foreign libraries made of
/// personal text do not outlive their use.
void harden_process();

}  // namespace kiosk::app
