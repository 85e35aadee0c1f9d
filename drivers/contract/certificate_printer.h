// CertificatePrinter: prints sealed A4 documents as they came from the centre, and counts the pages.
#pragma once

#include <functional>
#include <string>

#include "drivers/contract/device.h"
#include "kiosk/base/secure.h"

namespace drivers::contract {

struct PrintRequest {
  kiosk::base::SecureBytes document;  ///< PDF
  int pages = 1;                      ///< that one copy has
  int copies = 1;
  bool duplex = false;
  std::string job_name;  ///< the case's receipt number: never personal data
};

struct PrintOutcome {
  int pages_printed = 0;      ///< impressions that the printer counted
  bool counted = false;       ///< false: this printer does not count, so "printed" may not be said
  bool taken = false;         ///< true: a sensor saw the paper being taken
};

class CertificatePrinter : public Device {
 public:
  static constexpr DeviceClass kClass = DeviceClass::CertificatePrinter;
  using Progress = std::function<void(int pages_printed)>;
  /// Prints and waits until the printer has counted all pages. UserError with PaperOut, PaperJam, CoverOpen or
  /// TonerOut when it stopped half-way: the value then says how many pages came out, the job has been canceled in
  /// the printer, and the document counts as incomplete. `progress` is called on the device's strand.
  virtual Completion<PrintOutcome> print(const JobContext& context, const PrintRequest& request,
                                         const Progress& progress) = 0;
};

}  // namespace drivers::contract
