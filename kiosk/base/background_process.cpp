// Starting and stopping children that run beside us.
#include "kiosk/base/background_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <utility>

#include "kiosk/base/file.h"

extern char** environ;

namespace kiosk::base {

Result<BackgroundProcess> BackgroundProcess::start(const std::vector<std::string>& arguments,
                                                   const std::filesystem::path& log) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  std::vector<char*> argv;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  pid_t pid = -1;
  const int error = posix_spawnp(&pid, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) return fail(ErrorCode::Unavailable, "cannot start: " + errno_text(error), arguments[0]);
  return BackgroundProcess(pid);
}

BackgroundProcess::BackgroundProcess(BackgroundProcess&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)), status_(other.status_) {}

BackgroundProcess& BackgroundProcess::operator=(BackgroundProcess&& other) noexcept {
  if (this != &other) {
    if (pid_ > 0) stop(SIGKILL);
    pid_ = std::exchange(other.pid_, -1);
    status_ = other.status_;
  }
  return *this;
}

BackgroundProcess::~BackgroundProcess() {
  if (pid_ > 0) stop(SIGKILL);
}

bool BackgroundProcess::running() { return pid_ > 0 && !reap(Duration{0}); }

int BackgroundProcess::stop(int signal, Duration deadline) {
  if (pid_ > 0) {
    kill(pid_, signal);
    if (!reap(deadline)) {
      kill(pid_, SIGKILL);
      reap(Duration{-1});
    }
  }
  return WIFEXITED(status_) ? WEXITSTATUS(status_) : 128 + WTERMSIG(status_);
}

/// Waits for the end on a process descriptor; -1 waits for ever.
bool BackgroundProcess::reap(Duration at_most) {
  const UniqueFd handle(static_cast<int>(syscall(SYS_pidfd_open, pid_, 0)));
  pollfd entry{handle.get(), POLLIN, 0};
  if (poll(&entry, 1, static_cast<int>(at_most.count())) <= 0) return false;
  waitpid(pid_, &status_, 0);
  pid_ = -1;
  return true;
}

}  // namespace kiosk::base
