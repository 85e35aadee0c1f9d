// Xvfb, its mapped frame buffer, XTEST.
#include "tests/bench/screen/x_display.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <xcb/xcb.h>
#include <xcb/xcbext.h>

#include <cstring>
#include <sstream>

#include "kiosk/base/file.h"
#include "kiosk/base/local_socket.h"
#include "tests/bench/screen/pause.h"

namespace kiosk::benchmarks {
namespace {

using base::ErrorCode;
using base::fail;

constexpr int kPress = 4, kRelease = 5, kPointerMotion = 6;  // core event codes of the X protocol
constexpr std::uint8_t kFakeInput = 2;                // XTEST 2.2, minor opcode

/// XTEST 2.2, FakeInput.
struct FakeInputRequest {
  std::uint8_t major_opcode, minor_opcode;
  std::uint16_t length;
  std::uint8_t type, detail;
  std::uint16_t pad0;
  std::uint32_t delay, root, pad1[2];
  std::int16_t x, y;
  std::uint8_t pad2[7], device;
};
static_assert(sizeof(FakeInputRequest) == 36);

/// A field of the XWD header (X11/XWDFile.h): big-endian words.
std::uint32_t header_word(const std::uint8_t* file, std::size_t index) {
  const std::uint8_t* at = file + 4 * index;
  return std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 | std::uint32_t{at[2]} << 8 | at[3];
}

/// Xvfb says its number in a line of its own, perhaps among warnings; -1 before.
int display_number(const std::string& said) {
  std::istringstream lines(said);
  for (std::string line; std::getline(lines, line);) {
    const bool number = !line.empty() && line.find_first_not_of("0123456789") == std::string::npos;
    if (number && !lines.eof()) return std::atoi(line.c_str());
  }
  return -1;
}

}  // namespace

void XDisplay::CloseConnection::operator()(xcb_connection_t* connection) const { xcb_disconnect(connection); }

void XDisplay::Unmap::operator()(const std::uint8_t* bytes) const {
  munmap(const_cast<std::uint8_t*>(bytes), size);
}

base::Result<XDisplay> XDisplay::start(const std::filesystem::path& folder, int width, int height) {
  if (auto made = base::make_folder(folder, 0700); !made) return tl::unexpected(made.error());
  const std::string size = std::to_string(width) + "x" + std::to_string(height) + "x24";
  const auto log = folder / "xvfb.log";
  auto server = base::BackgroundProcess::start({"Xvfb", "-displayfd", "1", "-screen", "0", size, "-fbdir",
                                                folder.string(), "-nolisten", "tcp", "-noreset"},
                                               log);
  if (!server) return tl::unexpected(server.error());
  XDisplay display(std::move(*server));
  display.width_ = width;
  display.height_ = height;
  if (auto done = display.connect(log); !done) return tl::unexpected(done.error());
  if (auto done = display.map(folder / "Xvfb_screen0"); !done) return tl::unexpected(done.error());
  return display;
}

XDisplay::~XDisplay() { connection_.reset(); }

base::Status XDisplay::connect(const std::filesystem::path& log) {
  for (int tries = 0; tries < 500 && server_.running(); ++tries) {
    number_ = display_number(base::read_file(log, 65536).value_or(""));
    if (number_ >= 0) break;
    pause_for(base::Duration{10});
  }
  if (number_ < 0) return fail(ErrorCode::Unavailable, "Xvfb did not start", log.string());
  connection_.reset(xcb_connect(name().c_str(), nullptr));
  if (xcb_connection_has_error(connection_.get()) != 0)
    return fail(ErrorCode::Unavailable, "cannot connect to Xvfb", name());
  constexpr char kName[] = "XTEST";
  const auto cookie = xcb_query_extension(connection_.get(), sizeof kName - 1, kName);
  xcb_query_extension_reply_t* reply = xcb_query_extension_reply(connection_.get(), cookie, nullptr);
  if (reply == nullptr || reply->present == 0) return fail(ErrorCode::Unsupported, "Xvfb has no XTEST");
  xtest_opcode_ = reply->major_opcode;
  free(reply);
  return {};
}

base::Status XDisplay::map(const std::filesystem::path& file) {
  const base::UniqueFd fd(open(file.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat about {};
  if (fstat(fd.get(), &about) != 0) return fail(ErrorCode::NotFound, "no frame buffer", file.string());
  const auto size = static_cast<std::size_t>(about.st_size);
  void* bytes = mmap(nullptr, size, PROT_READ, MAP_SHARED, fd.get(), 0);
  if (bytes == MAP_FAILED) return fail(ErrorCode::Unavailable, "cannot map the frame buffer", file.string());
  file_ = std::unique_ptr<const std::uint8_t, Unmap>(static_cast<const std::uint8_t*>(bytes), Unmap{size});
  constexpr std::size_t kHeaderSize = 0, kBytesPerLine = 12, kColors = 19, kColorSize = 12;
  pixels_ =
      file_.get() + header_word(file_.get(), kHeaderSize) + kColorSize * header_word(file_.get(), kColors);
  stride_ = header_word(file_.get(), kBytesPerLine);
  return {};
}

std::uint32_t XDisplay::at(int x, int y) const {
  std::uint32_t word = 0;
  std::memcpy(&word, pixels_ + stride_ * static_cast<std::size_t>(y) + 4 * static_cast<std::size_t>(x), 4);
  return word & 0xFFFFFFU;
}

std::vector<std::uint32_t> XDisplay::sample(const Area& area, int step) const {
  std::vector<std::uint32_t> pixels;
  for (int y = area.y; y < area.y + area.h; y += step) {
    for (int x = area.x; x < area.x + area.w; x += step) pixels.push_back(at(x, y));
  }
  return pixels;
}

bool XDisplay::differs(const Area& area, int step, const std::vector<std::uint32_t>& from) const {
  std::size_t i = 0;
  for (int y = area.y; y < area.y + area.h; y += step) {
    for (int x = area.x; x < area.x + area.w; x += step) {
      if (at(x, y) != from[i++]) return true;
    }
  }
  return false;
}

void XDisplay::fake(int type, int detail, int x, int y) {
  FakeInputRequest request{};
  request.type = static_cast<std::uint8_t>(type);
  request.detail = static_cast<std::uint8_t>(detail);
  request.x = static_cast<std::int16_t>(x);
  request.y = static_cast<std::int16_t>(y);
  request.major_opcode = static_cast<std::uint8_t>(xtest_opcode_);
  request.minor_opcode = kFakeInput;
  request.length = sizeof request / 4;  // raw: xcb fills in nothing
  // xcb may use the two entries before the request's own.
  iovec parts[3] = {{nullptr, 0}, {nullptr, 0}, {&request, sizeof request}};
  const xcb_protocol_request_t about{1, nullptr, kFakeInput, 1};
  xcb_send_request(connection_.get(), XCB_REQUEST_RAW, parts + 2, &about);
  xcb_flush(connection_.get());
}

void XDisplay::move(int x, int y) { fake(kPointerMotion, 0, x, y); }
void XDisplay::press() { fake(kPress, 1, 0, 0); }
void XDisplay::release() { fake(kRelease, 1, 0, 0); }

}  // namespace kiosk::benchmarks
