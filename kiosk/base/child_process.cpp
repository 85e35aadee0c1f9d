// Running a child process with pipes, a deadline and limits.
#include "kiosk/base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <optional>

#include "kiosk/base/file.h"

extern char** environ;

namespace kiosk::base {
namespace {

constexpr std::size_t kErrorLimit = 64 * 1024;

struct Pipe {
  UniqueFd read_end, write_end;
};

std::optional<Pipe> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) return std::nullopt;
  return Pipe{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

/// One running child with its three pipes.
class Child {
 public:
  explicit Child(const ProcessRequest& request) : request_(request) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
  }

  Status start();
  Status exchange(const std::stop_token& stop);
  ProcessOutcome finish();

 private:
  void feed_input();
  bool drain(UniqueFd& fd, std::string& into, std::size_t limit);

  const ProcessRequest& request_;
  SystemClock clock_;
  MonoTime end_{};
  pid_t pid_ = -1;
  UniqueFd input_, output_, errors_;
  std::size_t input_sent_ = 0;
  ProcessOutcome outcome_;
};

Status Child::start() {
  auto in = make_pipe();
  auto out = make_pipe();
  auto err = make_pipe();
  if (!in || !out || !err) return fail(ErrorCode::Exhausted, "cannot make pipes: " + errno_text(errno));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in->read_end.get(), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, out->write_end.get(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err->write_end.get(), STDERR_FILENO);
  std::vector<char*> argv;
  for (const std::string& argument : request_.arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int error = posix_spawnp(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    pid_ = -1;
    return fail(ErrorCode::Unavailable, "cannot start: " + errno_text(error), request_.arguments[0]);
  }
  input_ = std::move(in->write_end);
  output_ = std::move(out->read_end);
  errors_ = std::move(err->read_end);
  fcntl(input_.get(), F_SETFL, O_NONBLOCK);
  end_ = clock_.now() + request_.deadline;
  return {};
}

void Child::feed_input() {
  const std::string_view rest = std::string_view(request_.input).substr(input_sent_);
  if (rest.empty()) return input_.reset();
  const ssize_t put = write(input_.get(), rest.data(), rest.size());
  if (put > 0) input_sent_ += static_cast<std::size_t>(put);
  if (put < 0 && errno != EAGAIN && errno != EINTR) input_.reset();
}

bool Child::drain(UniqueFd& fd, std::string& into, std::size_t limit) {
  std::array<char, 65536> block;
  const ssize_t got = read(fd.get(), block.data(), block.size());
  if (got < 0 && errno == EINTR) return true;
  if (got <= 0) {
    fd.reset();
    return true;
  }
  into.append(block.data(), static_cast<std::size_t>(got));
  return into.size() <= limit;
}

Status Child::exchange(const std::stop_token& stop) {
  while (output_ || errors_) {
    if (stop.stop_requested()) return fail(ErrorCode::Canceled, "canceled", request_.arguments[0]);
    const Duration left = end_ - clock_.now();
    if (left.count() <= 0) return fail(ErrorCode::TimedOut, "took too long", request_.arguments[0]);
    std::array<pollfd, 3> fds{pollfd{output_.get(), POLLIN, 0}, pollfd{errors_.get(), POLLIN, 0},
                              pollfd{input_.get(), POLLOUT, 0}};
    poll(fds.data(), fds.size(), static_cast<int>(std::min<Duration::rep>(left.count(), 50)));
    if (fds[2].revents != 0) feed_input();
    if (fds[1].revents != 0) drain(errors_, outcome_.errors, kErrorLimit);
    if (outcome_.errors.size() > kErrorLimit) outcome_.errors.resize(kErrorLimit);
    if (fds[0].revents != 0 && !drain(output_, outcome_.output, request_.output_limit)) {
      return fail(ErrorCode::Exhausted, "wrote too much output", request_.arguments[0]);
    }
  }
  return {};
}

ProcessOutcome Child::finish() {
  int status = 0;
  while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
  outcome_.exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return std::move(outcome_);
}

}  // namespace

Result<ProcessOutcome> run_process(const ProcessRequest& request, std::stop_token stop) {
  if (request.arguments.empty()) return fail(ErrorCode::InvalidArgument, "no program named");
  Child child(request);
  if (auto started = child.start(); !started) return tl::unexpected(started.error());
  if (auto exchanged = child.exchange(stop); !exchanged) return tl::unexpected(exchanged.error());
  return child.finish();
}

}  // namespace kiosk::base
