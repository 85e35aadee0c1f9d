// libgpiod (v1), and a folder of levels for emulated hardware.
#include "drivers/transport/gpio_lines.h"

#include <gpiod.h>

#include <cerrno>
#include <filesystem>

#include "kiosk/base/file.h"

namespace drivers::transport {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

namespace {

tl::unexpected<kiosk::base::Error> fail_errno(const std::string& what, const std::string& path) {
  const int number = errno;
  const ErrorCode code = number == ENOENT                      ? ErrorCode::NotFound
                         : number == EACCES || number == EPERM ? ErrorCode::PermissionDenied
                         : number == EBUSY                     ? ErrorCode::Conflict
                                                               : ErrorCode::Unavailable;
  return fail(code, what + ": " + kiosk::base::errno_text(number), path);
}

class ChipLines final : public GpioLines {
 public:
  explicit ChipLines(std::string path) : path_(std::move(path)) {}
  ChipLines(const ChipLines&) = delete;
  ChipLines& operator=(const ChipLines&) = delete;
  ~ChipLines() override { close(); }

  Status open(const std::vector<GpioLine>& outputs, const std::vector<GpioLine>& inputs) override {
    close();
    chip_ = gpiod_chip_open(path_.c_str());
    if (chip_ == nullptr) return fail_errno("cannot open the GPIO chip", path_);
    for (const GpioLine& line : outputs) {
      if (auto taken = take(line, true); !taken) return taken;
    }
    for (const GpioLine& line : inputs) {
      if (auto taken = take(line, false); !taken) return taken;
    }
    return {};
  }
  void close() override {
    // Closing the chip gives its lines back.
    if (chip_ != nullptr) gpiod_chip_close(chip_);
    chip_ = nullptr;
    outputs_.clear();
    inputs_.clear();
  }
  Status set(std::size_t output, bool on) override {
    if (output >= outputs_.size()) return fail(ErrorCode::InvalidArgument, "no such light", path_);
    if (gpiod_line_set_value(outputs_[output], on ? 1 : 0) != 0) return fail_errno("cannot set a line", path_);
    return {};
  }
  Result<std::vector<bool>> read() override {
    std::vector<bool> levels;
    for (gpiod_line* line : inputs_) {
      const int level = gpiod_line_get_value(line);
      if (level < 0) return fail_errno("cannot read a line", path_);
      levels.push_back(level == 1);
    }
    return levels;
  }

 private:
  Status take(const GpioLine& wanted, bool output) {
    gpiod_line* line = gpiod_chip_get_line(chip_, wanted.offset);
    const int flags = wanted.active_low ? GPIOD_LINE_REQUEST_FLAG_ACTIVE_LOW : 0;
    const int taken = line == nullptr ? -1
                      : output        ? gpiod_line_request_output_flags(line, "kiosk", flags, 0)
                                      : gpiod_line_request_input_flags(line, "kiosk", flags);
    if (taken != 0) {
      auto error = fail_errno("cannot take line " + std::to_string(wanted.offset), path_);
      close();
      return error;
    }
    (output ? outputs_ : inputs_).push_back(line);
    return {};
  }

  std::string path_;
  gpiod_chip* chip_ = nullptr;
  std::vector<gpiod_line*> outputs_;
  std::vector<gpiod_line*> inputs_;
};

class FolderLines final : public GpioLines {
 public:
  explicit FolderLines(std::string path) : folder_(std::move(path)) {}

  Status open(const std::vector<GpioLine>& outputs, const std::vector<GpioLine>& inputs) override {
    outputs_ = outputs;
    inputs_ = inputs;
    for (std::size_t output = 0; output < outputs_.size(); ++output) {
      if (auto dark = set(output, false); !dark) return dark;
    }
    return {};
  }
  void close() override {}
  Status set(std::size_t output, bool on) override {
    if (output >= outputs_.size()) return fail(ErrorCode::InvalidArgument, "no such light", folder_.string());
    const GpioLine& line = outputs_[output];
    return kiosk::base::write_file_atomically(file(line), on != line.active_low ? "1" : "0");
  }
  Result<std::vector<bool>> read() override {
    std::vector<bool> levels;
    for (const GpioLine& line : inputs_) {
      const auto level = kiosk::base::read_file(file(line), 16);
      if (!level) return fail(ErrorCode::Unavailable, "the line is gone", file(line).string());
      levels.push_back((level->substr(0, 1) == "1") != line.active_low);
    }
    return levels;
  }

 private:
  std::filesystem::path file(const GpioLine& line) const { return folder_ / std::to_string(line.offset); }

  std::filesystem::path folder_;
  std::vector<GpioLine> outputs_;
  std::vector<GpioLine> inputs_;
};

}  // namespace

std::unique_ptr<GpioLines> make_gpio_lines(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return std::make_unique<FolderLines>(path);
  return std::make_unique<ChipLines>(path);
}

}  // namespace drivers::transport
