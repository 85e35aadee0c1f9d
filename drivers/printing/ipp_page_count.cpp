// Impressions and sheets.
#include "drivers/printing/ipp_page_count.h"

#include <algorithm>

namespace drivers::printing {

const std::vector<std::string>& job_attribute_names() {
  static const std::vector<std::string> kNames{"job-state", "job-state-reasons", "job-impressions-completed",
                                               "job-media-sheets-completed"};
  return kNames;
}

IppJobView read_job(const transport::IppAttributes& attributes) {
  IppJobView job;
  const int state = attributes.number("job-state").value_or(0);
  if (state >= 3 && state <= 9) job.state = static_cast<IppJobState>(state);
  job.impressions = attributes.number("job-impressions-completed");
  job.sheets = attributes.number("job-media-sheets-completed");
  for (const std::string& reason : attributes.all("job-state-reasons")) {
    job.reasons += (job.reasons.empty() ? "" : ",") + reason;
  }
  return job;
}

contract::PrintOutcome count_pages(const IppJobView& job, const contract::PrintRequest& request) {
  contract::PrintOutcome outcome;
  if (job.impressions.value_or(0) > 0) {
    outcome.pages_printed = *job.impressions;
    outcome.counted = true;
  } else if (job.sheets.value_or(0) > 0) {
    const int sides = request.duplex ? 2 : 1;
    // The last sheet of a copy may carry one side only.
    outcome.pages_printed = std::min(*job.sheets * sides, std::max(pages_expected(request), *job.sheets));
    outcome.counted = true;
  }
  return outcome;
}

}  // namespace drivers::printing
