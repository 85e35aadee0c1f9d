// Counting pages: what the printer's job attributes prove about the paper that came out. Pure.
#pragma once

#include <optional>

#include "drivers/contract/certificate_printer.h"
#include "drivers/transport/ipp_connection.h"

namespace drivers::printing {

/// RFC 8011 5.3.7.1, the values that we use.
enum class IppJobState {
  Unknown = 0,
  Pending = 3,
  Held = 4,
  Processing = 5,
  Stopped = 6,
  Canceled = 7,
  Aborted = 8,
  Completed = 9,
};

/// One look at a job.
struct IppJobView {
  IppJobState state = IppJobState::Unknown;
  std::optional<int> impressions{};  ///< sides that were printed
  std::optional<int> sheets{};       ///< sheets that were put out
  std::string reasons{};             ///< for the technician

  bool ended() const { return state >= IppJobState::Canceled; }
};

const std::vector<std::string>& job_attribute_names();
IppJobView read_job(const transport::IppAttributes& attributes);

/// The pages that the printer has counted. Some printers list the attributes and never count: 0 at the end of
/// a completed job proves nothing. Sheets stand in for impressions where those are missing.
contract::PrintOutcome count_pages(const IppJobView& job, const contract::PrintRequest& request);
inline int pages_expected(const contract::PrintRequest& request) { return request.pages * request.copies; }

}  // namespace drivers::printing
