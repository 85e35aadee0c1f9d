// XDisplay: an X server without a screen whose pixels lie in a file, and a finger that touches it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "kiosk/base/background_process.h"

struct xcb_connection_t;

namespace kiosk::benchmarks {

/// A part of the screen in pixels.
struct Area {
  int x = 0, y = 0, w = 0, h = 0;
};

/// Xvfb with its frame buffer mapped (-fbdir, an XWD file), touched through the XTEST extension: what is seen
/// and done costs the measured program nothing. One thread.
class XDisplay {
 public:
  static base::Result<XDisplay> start(const std::filesystem::path& folder, int width, int height);
  XDisplay(XDisplay&&) = default;
  XDisplay& operator=(XDisplay&&) = default;
  ~XDisplay();

  std::string name() const { return ":" + std::to_string(number_); }
  int width() const { return width_; }
  int height() const { return height_; }
  /// Every `step`-th pixel of the area in both directions, without the unused byte.
  std::vector<std::uint32_t> sample(const Area& area, int step) const;
  /// True when some pixel of the sample differs now.
  bool differs(const Area& area, int step, const std::vector<std::uint32_t>& from) const;

  void move(int x, int y);
  void press();
  void release();

 private:
  struct CloseConnection {
    void operator()(xcb_connection_t* connection) const;
  };
  struct Unmap {
    void operator()(const std::uint8_t* bytes) const;
    std::size_t size;
  };
  explicit XDisplay(base::BackgroundProcess server) : server_(std::move(server)) {}
  base::Status connect(const std::filesystem::path& log);
  base::Status map(const std::filesystem::path& file);
  void fake(int type, int detail, int x, int y);
  std::uint32_t at(int x, int y) const;

  base::BackgroundProcess server_;
  int number_ = -1, width_ = 0, height_ = 0;
  std::unique_ptr<xcb_connection_t, CloseConnection> connection_;
  int xtest_opcode_ = 0;
  std::unique_ptr<const std::uint8_t, Unmap> file_{nullptr, Unmap{0}};
  const std::uint8_t* pixels_ = nullptr;
  std::size_t stride_ = 0;
};

}  // namespace kiosk::benchmarks
