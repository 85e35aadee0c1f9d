// What main does before anything else.
#include "kiosk/app/hardening.h"

#include <malloc.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace kiosk::app {

void harden_process() {
  constexpr int kFreedByte = 0x5A;
  mallopt(M_PERTURB, kFreedByte);
  prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  umask(0077);
  signal(SIGPIPE, SIG_IGN);
}

}  // namespace kiosk::app
