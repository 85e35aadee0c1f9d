// Tapes: whatever the file holds, it is refused or read; what was read can be written and read again.
#include "drivers/transport/tape.h"
#include "kiosk/base/secure.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::transport;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto tape = parse_tape(kiosk::base::as_text({data, size}), "tape");
  if (!tape) {
    fuzz::expect(tape.error().where.rfind("tape:", 0) == 0, "a refusal says where");
    return 0;
  }
  std::size_t bytes = 0;
  std::string text = to_text(tape->header);
  for (const TapeLine& line : tape->lines) {
    text += to_text(line);
    bytes += line.bytes.size();
  }
  fuzz::expect(2 * bytes <= size, "no more comes out than went in");
  const auto again = parse_tape(text, "again");
  fuzz::expect(again.has_value(), "a tape can be read as it is written");
  fuzz::expect(again->header == tape->header && again->lines == tape->lines, "a tape stays the same");
  return 0;
}
