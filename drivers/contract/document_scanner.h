// DocumentScanner: turns paper into pictures of pages, from a glass, a feeder or a camera above the desk.
#pragma once

#include <functional>
#include <vector>

#include "drivers/contract/device.h"
#include "kiosk/base/secure.h"

namespace drivers::contract {

enum class ScanSource { Flatbed, Feeder };
enum class ColourMode { Grey, Colour };

/// A part of the glass in millimetres from its upper left corner. A camera always takes all that it sees.
struct ScanArea {
  double left = 0;
  double top = 0;
  double width = 210;
  double height = 297;
};

struct ScanRequest {
  int resolution = 300;  ///< dots an inch, 50…1200; the device takes the nearest that it has
  ColourMode mode = ColourMode::Grey;
  ScanSource source = ScanSource::Flatbed;
  ScanArea area{};
  int pages = 1;           ///< 1…100; from a feeder at most so many, from a flatbed always one
  bool straighten = true;  ///< turn skewed pages upright (up to ±10°) and crop to the document's edges
};

/// Pixels row by row from the upper left, without gaps: one byte a pixel (grey), or three (R, G, B).
struct PageRaster {
  int width = 0;
  int height = 0;
  int channels = 1;       ///< 1 or 3
  double resolution = 0;  ///< dots an inch; 0 when it is not known
  kiosk::base::SecureBytes pixels{};

  bool empty() const { return width <= 0 || height <= 0; }
  /// Bytes from row to row.
  std::size_t stride() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels); }
};

/// Why a picture should be taken again.
enum class PageFlaw { Blank, TooDark, TooBright, Blurred };

/// What was measured on a page. Numbers are for the technician, flaws for the citizen.
struct PageQuality {
  std::vector<PageFlaw> flaws{};
  double paper_level = 0;  ///< 0…255: brightness of the paper
  double ink_share = 0;    ///< 0…1: part of the page that differs from the paper
  double sharpness =
      0;  ///< variance of the Laplacian by mean squared gradient; about 1 is as sharp as can be
  double skew_degrees = 0;  ///< by which it was turned upright; clockwise is positive
  bool cropped = false;     ///< the document's edges were found
  bool good() const { return flaws.empty(); }
  bool has(PageFlaw flaw) const;
};

struct ScannedPage {
  PageRaster raster{};
  PageQuality quality{};
};

/// Why scanning failed, beyond the completion code: chooses the words for the citizen.
enum class ScanTrouble {
  None,
  NoDocument,  ///< the feeder is empty, or nothing lies below the camera
  Jammed,
  CoverOpen,
  Unsteady,   ///< the document below the camera keeps moving
  BrokenOff,  ///< the picture came only in part
};

struct ScanOutcome {
  std::vector<ScannedPage> pages{};  ///< with an error: the whole pages before it
  ScanTrouble trouble = ScanTrouble::None;
};

class DocumentScanner : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::DocumentScanner;
  using Progress = std::function<void(int pages_done)>;
  /// Scans. Success also with pages that have flaws: the caller decides. UserError with a ScanTrouble when
  /// somebody must act. After Canceled and TimeOut the next scan works. `progress` is called on the device's
  /// strand and may be empty.
  virtual Completion<ScanOutcome> scan(const JobContext& context, const ScanRequest& request,
                                       const Progress& progress) = 0;
  /// A quick small picture of the whole glass or of what the camera sees, neither straightened nor cropped.
  virtual Completion<ScanOutcome> preview(const JobContext& context) = 0;
};

std::string_view to_string(PageFlaw flaw);
std::string_view to_string(ScanTrouble trouble);
/// InvalidArgument with what is out of range.
kiosk::base::Status check(const ScanRequest& request);

}  // namespace drivers::contract
