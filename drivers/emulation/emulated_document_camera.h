// EmulatedDocumentCamera: a camera above a desk, as pictures in a folder that the driver takes for frames.
#pragma once

#include "drivers/contract/document_scanner.h"
#include "drivers/emulation/command_words.h"
#include "drivers/emulation/emulated_device.h"

namespace drivers::emulation {

/// Loop thread only.
class EmulatedDocumentCamera final : public EmulatedDevice {
 public:
  explicit EmulatedDocumentCamera(std::filesystem::path folder);

  std::string name() const override { return "camera"; }
  contract::DeviceClass device_class() const override { return contract::DeviceClass::DocumentScanner; }
  std::string address() const override { return "frames:" + folder_.string(); }
  kiosk::base::Status plug() override;
  kiosk::base::Json describe() const override;
  const std::vector<CommandWord>& words() const override { return words_; }

 private:
  using Words = kiosk::base::Result<std::string>;
  std::vector<CommandWord> make_words();
  Words put(const CommandArguments& arguments);
  Words set_state(bool& flag, bool value, const char* said);
  /// Writes what the camera sees now: one picture when it is still, two when the document moves.
  kiosk::base::Status show() const;

  std::filesystem::path folder_;
  contract::PageRaster desk_;
  contract::PageRaster view_;
  std::string document_;  ///< what lies there, for the bench's list
  bool plugged_ = false;
  bool shaking_ = false;
  bool frozen_ = false;
  bool broken_ = false;
  std::vector<CommandWord> words_ = make_words();
};

}  // namespace drivers::emulation
