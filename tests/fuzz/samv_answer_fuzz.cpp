// SAM_V answers and the text blocks of cards; what the scrubber makes of them.
#include "drivers/id_card/card_scrubber.h"
#include "drivers/id_card/card_text.h"
#include "drivers/id_card/samv_command.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::id_card;
using kiosk::base::SecureBytes;

namespace {

constexpr SamvCommand kCommands[]{kResetSam,   kSamStatus, kSamNumber,   kFindCard,
                                  kSelectCard, kReadCard,  kReadAddress, kReadChipNumber};

void check_text(fuzz::View bytes) {
  SecureBytes text(bytes.begin(), bytes.end());
  const auto card = parse_card_text(text);
  if (card) {
    const std::size_t said = card->name.size() + card->english_name.size() + card->address.size();
    fuzz::expect(said <= 2 * text.size(), "a card says no more than its block holds");
  }
  if (!scrub_card_text(text)) return;
  const SecureBytes once = text;
  const auto scrubbed = parse_card_text(text);
  fuzz::expect(scrubbed.has_value() == card.has_value(), "scrubbing keeps a card readable, or unreadable");
  fuzz::expect(!card || scrubbed->kind == card->kind, "scrubbing keeps the layout");
  fuzz::expect(!card || scrubbed->birth_date.reveal() == "19900307", "scrubbing takes the date of birth");
  fuzz::expect(scrub_card_text(text) && text == once, "scrubbing twice is scrubbing once");
}

void check_addresses(fuzz::View bytes) {
  (void)parse_newest_address(bytes);
  SecureBytes blocks(bytes.begin(), bytes.end());
  scrub_addresses(blocks);
  const SecureBytes once = blocks;
  scrub_addresses(blocks);
  fuzz::expect(blocks == once, "scrubbing addresses twice is scrubbing once");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fuzz::View body(data, size);
  const auto answer = parse_answer(body);
  fuzz::expect(answer.has_value() == (size >= 3), "an answer is three bytes or more");
  if (answer) {
    for (const SamvCommand& command : kCommands) {
      if (fits(command, *answer) && command.cmd == kSamNumber.cmd && answer->status == command.good) {
        fuzz::expect(sam_number_text(answer->data).size() >= 36, "a SAM number has its form");
      }
    }
    (void)parse_card_data(answer->data);
  }
  check_text(body.first(std::min(size, kTextSize)));
  check_addresses(body);
  return 0;
}
