// FileFrameSource: a camera whose pictures are the files of a folder: the bench's camera.
#pragma once

#include <filesystem>

#include "drivers/scanning/frame_source.h"

namespace drivers::scanning {

/// Shows the folder's PNG, PPM and PGM files in the order of their names, round and round, ten a second; the
/// folder is read anew for each frame. No folder: the camera is unplugged. Device strand only. The clock must
/// outlive it.
class FileFrameSource final : public FrameSource {
 public:
  FileFrameSource(std::filesystem::path folder, const kiosk::base::Clock& clock,
                  kiosk::base::Duration interval = kiosk::base::Duration{100})
      : folder_(std::move(folder)), clock_(clock), interval_(interval) {}

  kiosk::base::Status open() override;
  void close() override { open_ = false; }
  bool present() const override;
  kiosk::base::Result<contract::PageRaster> next(kiosk::base::MonoTime deadline,
                                                 const std::stop_token& stop) override;
  std::string model() const override { return "frames from files"; }
  std::string description() const override { return "frames:" + folder_.string(); }

 private:
  std::filesystem::path next_file();

  std::filesystem::path folder_;
  const kiosk::base::Clock& clock_;
  kiosk::base::Duration interval_;
  std::string last_;  ///< name of the last file shown
  kiosk::base::MonoTime due_{};
  bool open_ = false;
};

/// One PNG, PPM or PGM file. InvalidData when it is broken.
kiosk::base::Result<contract::PageRaster> read_picture(const std::filesystem::path& path);

}  // namespace drivers::scanning
