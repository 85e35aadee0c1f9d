// CameraScanner: a camera above the desk, with the contract of a scanner.
#pragma once

#include <memory>

#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"
#include "drivers/scanning/frame_source.h"
#include "drivers/scanning/page_flaws.h"
#include "drivers/scanning/still_picker.h"

namespace drivers::scanning {

struct CameraSettings {
  std::string model{};  ///< empty: as the camera names itself
  double field_width =
      0;  ///< millimetres of the desk that a picture is wide; 0: not known, resolution is not told
  StillSettings still{};
  QualityLimits quality{};
  kiosk::base::Duration frame_limit{5000};  ///< a camera that gives no frame for so long is broken
};

/// Device strand only, but for construction. The camera streams only during a scan or a preview.
class CameraScanner final : public contract::DocumentScanner {
 public:
  CameraScanner(const contract::DriverContext& context, std::unique_ptr<FrameSource> source,
                CameraSettings settings);

  /// Takes one frame to see that the camera works.
  kiosk::base::Status open() override;
  void close() override { source_->close(); }
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  /// One page. Waits for a document that lies still; TimeOut with NoDocument or Unsteady when none does.
  /// Source, area and resolution of the request do not apply.
  contract::Completion<contract::ScanOutcome> scan(const contract::JobContext& context,
                                                   const contract::ScanRequest& request,
                                                   const Progress& progress) override;
  contract::Completion<contract::ScanOutcome> preview(const contract::JobContext& context) override;

 private:
  using Scan = contract::Completion<contract::ScanOutcome>;
  using Frame = kiosk::base::Result<contract::PageRaster>;
  Frame next_frame(kiosk::base::MonoTime deadline, const std::stop_token& stop);
  Frame find_still(const contract::JobContext& context, StillPicker& picker);
  Scan failed(const kiosk::base::Error& error, contract::ScanTrouble trouble);
  void note_present();

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  std::unique_ptr<FrameSource> source_;
  CameraSettings settings_;
  contract::StatusBoard board_;
};

/// The factory for the table of drivers. Transport "v4l2": path of the video device, options "width" and
/// "height". Transport "frames": a folder with pictures. Settings "model" and "field-width-mm".
kiosk::base::Result<std::unique_ptr<contract::Device>> make_camera_scanner(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::scanning
