// Records of social-security cards: tag, length, value.
#include "drivers/smart_card/card_records.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::smart_card;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  CardRecords records;
  std::size_t taken = 0;
  while (!input.rest().empty()) {
    // A copy on the heap of exactly its size, so that reading past its end is seen.
    const fuzz::View view = input.take(input.byte() % 64);
    const fuzz::Bytes record(view.begin(), view.end());
    const bool fits = records.add(record);
    fuzz::expect(fits == (record.size() >= 2 && record.size() - 2 >= record[1]),
                 "a record is as long as it says");
    if (fits) fuzz::expect(records.has(record[0]), "a record that fits is there");
    taken += record.size();
  }
  std::size_t values = 0;
  for (unsigned tag = 0; tag < 256; ++tag) values += records.value(static_cast<std::uint8_t>(tag)).size();
  fuzz::expect(values <= taken, "no more comes out than went in");
  const auto card = card_of(records);
  fuzz::expect(!card || !card->name.empty(), "a card has a name");
  fuzz::expect(!card || (card->number.size() >= 15 && card->number.size() <= 18), "a card has a number");
  return 0;
}
