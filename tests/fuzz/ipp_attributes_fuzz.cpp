// What IPP attributes mean: lines "name=value" as attributes of a printer and of a job.
#include <sstream>

#include "drivers/printing/ipp_page_count.h"
#include "drivers/printing/ipp_reasons.h"
#include "kiosk/base/secure.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::printing;
using drivers::transport::IppAttributes;

namespace {

IppAttributes attributes_of(fuzz::View bytes) {
  IppAttributes attributes;
  std::istringstream lines{std::string(kiosk::base::as_text(bytes))};
  for (std::string line; std::getline(lines, line);) {
    const std::size_t equals = line.find('=');
    attributes.add(line.substr(0, equals), equals == std::string::npos ? "" : line.substr(equals + 1));
  }
  return attributes;
}

void check_condition(const IppCondition& condition) {
  const auto* blocking = condition.blocking();
  fuzz::expect(blocking == nullptr || blocking == &condition.faults.front(),
               "what blocks is the first fault");
  fuzz::expect(condition.toner_percent >= -1 && condition.toner_percent <= 100, "percent is -1 to 100");
  fuzz::expect(!condition.stopped || condition.paused || blocking != nullptr,
               "a stopped printer has a fault");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  drivers::contract::PrintRequest request;
  request.pages = 1 + input.byte() % 50;
  request.copies = 1 + input.byte() % 5;
  request.duplex = input.byte() % 2 == 1;
  const IppAttributes attributes = attributes_of(input.rest());
  check_condition(read_condition(attributes));
  const IppJobView job = read_job(attributes);
  const auto outcome = count_pages(job, request);
  fuzz::expect(outcome.pages_printed >= 0, "pages are counted upwards");
  fuzz::expect(!outcome.counted || outcome.pages_printed > 0, "what was counted is at least a page");
  for (const std::string& text : attributes.all("printer-state-reasons")) {
    const PrinterReason reason = PrinterReason::parse(text);
    fuzz::expect(text.rfind(reason.keyword, 0) == 0, "a keyword is the front of its reason");
  }
  return 0;
}
