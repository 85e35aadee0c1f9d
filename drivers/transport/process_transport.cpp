// Starting, feeding, reading and ending a child process.
#include "drivers/transport/process_transport.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "drivers/transport/pause.h"
#include "drivers/transport/wait.h"

extern char** environ;

namespace drivers::transport {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::Status;
using kiosk::base::UniqueFd;

namespace {

struct Pipe {
  UniqueFd read_end, write_end;
  bool make() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read_end = UniqueFd(ends[0]);
    write_end = UniqueFd(ends[1]);
    return true;
  }
};

/// NAME=VALUE of our environment with the additions in place of what they name.
std::vector<std::string> environment_with(const std::map<std::string, std::string>& additions) {
  std::vector<std::string> entries;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string text(*entry);
    if (additions.count(text.substr(0, text.find('='))) == 0) entries.push_back(text);
  }
  for (const auto& [name, value] : additions) entries.push_back(name + "=" + value);
  return entries;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// A pipe whose reader died must be an error of write(), not a signal that ends us.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigemptyset(&pipe_signal_);
    sigaddset(&pipe_signal_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal_, &before_);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;
  ~NoPipeSignal() {
    const timespec at_once{};
    while (sigtimedwait(&pipe_signal_, nullptr, &at_once) > 0) {
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_signal_{};
  sigset_t before_{};
};

}  // namespace

Status ProcessTransport::open() {
  close();
  Pipe in, out;
  if (!in.make() || !out.make()) {
    return fail(ErrorCode::Exhausted, "cannot make pipes: " + kiosk::base::errno_text(errno), description());
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in.read_end.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out.write_end.get(), STDOUT_FILENO);
  auto environment = environment_with(settings_.environment);
  auto arguments = settings_.arguments;
  const auto argv = pointers(arguments);
  const auto envp = pointers(environment);
  const int error = posix_spawnp(&pid_, argv[0], &actions, nullptr, argv.data(), envp.data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    pid_ = -1;
    return fail(ErrorCode::NotFound, "cannot start: " + kiosk::base::errno_text(error), description());
  }
  input_ = std::move(in.write_end);
  output_ = std::move(out.read_end);
  fcntl(input_.get(), F_SETFL, O_NONBLOCK);
  fcntl(output_.get(), F_SETFL, O_NONBLOCK);
  return {};
}

Status ProcessTransport::write(std::span<const std::uint8_t> bytes, MonoTime deadline,
                               const std::stop_token& stop) {
  const NoPipeSignal guard;
  const auto put = [this](const void* from, std::size_t size) { return ::write(input_.get(), from, size); };
  const auto gone = [this] {
    return fail(ErrorCode::Unavailable, "the process does not read any more", description());
  };
  return write_all({input_.get(), POLLOUT, deadline, stop}, clock_, *this, bytes, put, gone);
}

Result<std::size_t> ProcessTransport::read_some(std::span<std::uint8_t> buffer, MonoTime deadline,
                                                const std::stop_token& stop) {
  const auto get = [this, buffer] { return ::read(output_.get(), buffer.data(), buffer.size()); };
  const auto gone = [this] { return fail(ErrorCode::Unavailable, "the process has ended", description()); };
  return read_any({output_.get(), POLLIN, deadline, stop}, clock_, *this, get, gone);
}

Status ProcessTransport::drain_input(Duration quiet) { return drain_by_reading(*this, clock_, quiet); }

int ProcessTransport::wait_for_end(MonoTime deadline) {
  input_.reset();
  output_.reset();
  int status = 0;
  while (pid_ > 0 && waitpid(pid_, &status, WNOHANG) == 0) {
    if (clock_.now() >= deadline) kill(pid_, SIGKILL);
    pause_for(Duration{2}, clock_, {});
  }
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void ProcessTransport::kill_and_reap() {
  input_.reset();
  output_.reset();
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

}  // namespace drivers::transport
