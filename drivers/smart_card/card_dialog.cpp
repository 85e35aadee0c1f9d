// Selecting and reading, tolerant of where records stand.
#include "drivers/smart_card/card_dialog.h"

namespace drivers::smart_card {

using contract::SmartCardReading;
using contract::SmartCardTrouble;
using kiosk::base::Result;
using kiosk::base::SecureBytes;
using kiosk::base::Status;

namespace {

/// More records than any known card has in a file: a card that never says 6A83 ends here.
constexpr std::uint8_t kMostRecords = 16;
/// 61xx and 6Cxx may follow one another, but not for ever.
constexpr int kMostFollowUps = 8;

struct Answer {
  SecureBytes data;
  std::uint16_t status = 0;
};

class Dialog {
 public:
  explicit Dialog(const Transmit& transmit) : transmit_(transmit) {}

  Result<SmartCardReading> run() {
    const auto selected = exchange(select_environment());
    if (!selected) return tl::unexpected(selected.error());
    if (selected->status != kDone) return SmartCardReading{{}, SmartCardTrouble::OtherCard};
    for (const CardFile& file : {kIssuerFile, kHolderFile}) {
      if (auto done = read_file(file); !done) return tl::unexpected(done.error());
    }
    auto card = card_of(records_);
    if (card) return SmartCardReading{std::move(*card), SmartCardTrouble::None};
    return SmartCardReading{{}, refused_ ? SmartCardTrouble::Protected : SmartCardTrouble::ContentsInvalid};
  }

 private:
  Result<Answer> exchange(Command command) {
    Answer whole;
    for (int round = 0; round < kMostFollowUps; ++round) {
      auto answer = transmit_(command);
      if (!answer) return tl::unexpected(answer.error());
      if (answer->size() < 2) break;
      const std::size_t data = answer->size() - 2;
      whole.status = static_cast<std::uint16_t>((*answer)[data] << 8 | (*answer)[data + 1]);
      whole.data.insert(whole.data.end(), answer->begin(), answer->begin() + static_cast<std::ptrdiff_t>(data));
      const auto next = follow_up(command, whole.status);
      if (!next) return whole;
      command = *next;
    }
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidData, "the card's answer has no end");
  }

  /// By short id and number first; cards that know no short ids number the records of the selected file by tag.
  Status read_file(const CardFile& file) {
    const std::size_t before = records_.size();
    for (std::uint8_t number = 1; number <= kMostRecords; ++number) {
      const auto status = take(read_record(number, file.short_id));
      if (!status) return tl::unexpected(status.error());
      if (*status == kNoRecord || (number == 1 && *status != kDone)) break;
    }
    if (records_.size() > before) return {};
    const auto selected = exchange(select_file(file.id));
    if (!selected) return tl::unexpected(selected.error());
    if (selected->status != kDone) return {};
    for (std::uint8_t number = file.first_tag; number <= file.last_tag; ++number) {
      const auto status = take(read_selected_record(number));
      if (!status) return tl::unexpected(status.error());
    }
    return {};
  }

  Result<std::uint16_t> take(const Command& command) {
    const auto answer = exchange(command);
    if (!answer) return tl::unexpected(answer.error());
    if (answer->status == kDone) records_.add(answer->data);
    if (wants_authentication(answer->status)) refused_ = true;
    return answer->status;
  }

  const Transmit& transmit_;
  CardRecords records_;
  bool refused_ = false;
};

}  // namespace

Result<SmartCardReading> read_social_card(const Transmit& transmit) { return Dialog(transmit).run(); }

}  // namespace drivers::smart_card
