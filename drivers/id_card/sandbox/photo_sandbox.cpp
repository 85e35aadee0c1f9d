// kiosk-photo-sandbox PROGRAM: gives up all that a decoder of photos does not need, then becomes the decoder.
// Ends with 125 when it cannot be confined (the decoder does not run then), 126 when it cannot be executed.
#include <fcntl.h>
#include <unistd.h>

#include <csignal>

#include "drivers/id_card/sandbox/confinement.h"

namespace {

/// Decoders talk on standard error, perhaps of the person: nobody listens. No other descriptor of ours is
/// theirs.
bool close_ways_out() {
  const int nothing = open("/dev/null", O_WRONLY | O_CLOEXEC);
  return nothing >= 0 && dup2(nothing, STDERR_FILENO) >= 0 && close_range(STDERR_FILENO + 1, ~0U, 0) == 0 &&
         chdir("/") == 0;
}

/// The terminal ignores or blocks some.
void reset_signals() {
  for (int number = 1; number < NSIG; ++number) std::signal(number, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

int main(int argument_count, char** arguments) {
  constexpr int kNotConfined = 125;
  constexpr int kNotExecuted = 126;
  using namespace drivers::id_card;
  if (argument_count != 2) return kNotConfined;
  reset_signals();
  leave_network();
  if (!close_ways_out() || !limit_resources() || !forbid_writing() || !forbid_calls()) return kNotConfined;
  char path[] = "PATH=/usr/bin:/bin";
  char* const environment[] = {path, nullptr};
  execve(arguments[1], arguments + 1, environment);
  return kNotExecuted;
}
