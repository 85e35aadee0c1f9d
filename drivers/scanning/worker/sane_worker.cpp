// kiosk-sane-worker: one job of a SANE scanner, in a process of its own because backends crash and hang.
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>

#include "drivers/scanning/worker/sane_device.h"

namespace {

using namespace drivers::scanning;
using kiosk::base::SecureBytes;

bool write_all(int fd, std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(put));
  }
  return true;
}

/// The request, or nothing when the terminal closed the pipe or sent nonsense.
std::optional<WorkerRequest> read_request() {
  WorkerFrameParser parser;
  std::array<std::uint8_t, 4096> buffer{};
  while (!parser.broken()) {
    if (const auto frame = parser.take()) {
      auto request = parse_request(frame->payload);
      if (!request) return std::nullopt;
      return std::move(*request);
    }
    const ssize_t got = read(STDIN_FILENO, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    parser.feed(std::span(buffer).first(static_cast<std::size_t>(got)));
  }
  return std::nullopt;
}

/// The terminal says nothing after its request; a closed pipe means: cancel.
bool canceled() {
  pollfd input{STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) > 0;
}

/// Backends print to standard output now and then: frames go to a descriptor that they do not know.
int take_output() {
  const int output = dup(STDOUT_FILENO);
  dup2(STDERR_FILENO, STDOUT_FILENO);
  return output;
}

FinishNote work(SaneDevice& device, const WorkerRequest& request, int output) {
  const auto send = [output](const SecureBytes& frame) { return write_all(output, frame) && !canceled(); };
  if (auto opened = device.open(request.device); opened.status != SaneStatus::Good) return opened;
  if (!send(encode_frame(FrameType::Device, to_json(device.names())))) return {SaneStatus::Canceled, "open"};
  if (!request.scan) return {};
  const PageSink sink{
      [&send](const PageGeometry& page) { return send(encode_frame(FrameType::Page, to_json(page))); },
      [&send](std::span<const std::uint8_t> bytes) { return send(encode_frame(FrameType::Pixels, bytes)); },
      [&send] { return send(encode_frame(FrameType::PageEnd, std::span<const std::uint8_t>())); }};
  return device.scan(request, sink);
}

}  // namespace

int main() {
  // What a crash would leave behind is a citizen's page.
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  std::signal(SIGPIPE, SIG_IGN);
  const int output = take_output();
  const auto request = read_request();
  if (!request) return 2;
  // The end is told before the device is closed: some backends hang there (sane-airscan does now and then,
  // after a feeder's last page), and the pages are whole by then.
  SaneDevice device;
  const FinishNote end = work(device, *request, output);
  return write_all(output, encode_frame(FrameType::Finish, to_json(end))) ? 0 : 1;
}
