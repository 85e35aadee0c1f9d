// ESC/POS answers: DLE EOT, Custom's full status, GS r, automatic status, noise.
#include "drivers/printing/escpos_status.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::printing;

namespace {

void check_condition(const PrinterAnswer& answer) {
  PrinterCondition condition;
  if (answer.kind == PrinterAnswer::Kind::FullStatus) condition.apply_full(answer.bytes);
  if (answer.kind == PrinterAnswer::Kind::Status) {
    for (const StatusQuery query :
         {StatusQuery::Printer, StatusQuery::Offline, StatusQuery::Error, StatusQuery::Paper}) {
      condition.apply(query, answer.bytes[0]);
    }
  }
  const auto faults = condition.faults();
  fuzz::expect(condition.blocking().has_value() <= !faults.empty(), "what blocks is among the faults");
  fuzz::expect(!condition.paper_out || condition.blocking().has_value(), "no paper blocks");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const bool full_status : {false, true}) {
    AnswerParser parser(full_status);
    std::size_t used = 0;
    for (std::size_t i = 0; i < size; ++i) {
      const auto answer = parser.feed(data[i]);
      if (!answer) continue;
      const bool full = answer->kind == PrinterAnswer::Kind::FullStatus;
      fuzz::expect(!full || full_status, "only models that have it give a full status");
      used += full ? 4 : 1;
      check_condition(*answer);
    }
    fuzz::expect(used + parser.discarded() <= size, "no byte counts twice");
  }
  return 0;
}
