// SamvReader: an ID-card reader with a SAM_V module.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/contract/driver.h"
#include "drivers/contract/id_card_reader.h"
#include "drivers/contract/status_board.h"
#include "drivers/id_card/photo_decoder.h"
#include "drivers/id_card/samv_link.h"
#include "drivers/transport/transport.h"

namespace drivers::id_card {

struct SamvSettings {
  std::string model = "SAM_V";
  std::string pinned_sam_number{};                                  ///< empty: any module will do
  std::vector<unsigned> speeds{115200, 57600, 38400, 19200, 9600};  ///< tried in this order
  SamvTimings timings{};
  /// What a terminal's services need of a card beyond its text, address and photo. No: it never leaves the
  /// chip.
  bool fingerprints = false;
  bool chip_number = false;
  PhotoDecoderSettings photo_decoder{};
};

/// Device strand only, but for construction.
class SamvReader final : public contract::IdCardReader {
 public:
  SamvReader(const contract::DriverContext& context, std::unique_ptr<transport::Transport> transport,
             SamvSettings settings);

  /// Finds the speed, checks the module's health and number. Unavailable when nothing answers, Conflict when
  /// it is another module than the pinned one, PermissionDenied when the module is not authorised.
  kiosk::base::Status open() override;
  void close() override;
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  void end_session(const contract::JobContext&) override { link_.forget(); }
  contract::Completion<contract::CardReading> read_card(const contract::JobContext& context) override;
  contract::Completion<std::monostate> wait_for_removal(const contract::JobContext& context) override;

 private:
  /// How one try to read a card that was found ended.
  struct Attempt {
    std::optional<contract::IdCard> card{};
    contract::CardTrouble trouble = contract::CardTrouble::None;
    std::optional<LinkTrouble> link{};
  };
  using Reading = contract::Completion<contract::CardReading>;

  kiosk::base::Status find_speed(const LinkLimit& limit);
  std::optional<LinkTrouble> try_speeds(const LinkLimit& limit);
  kiosk::base::Status check_module(const LinkLimit& limit);
  kiosk::base::Status take_identity(const std::string& sam_number);
  kiosk::base::Status opening_failed(LinkTrouble trouble);

  std::optional<LinkTrouble> await_card(const LinkLimit& limit);
  Attempt read_with_retry(const LinkLimit& limit);
  Attempt select_and_read(const LinkLimit& limit);
  Attempt read_selected(const LinkLimit& limit);
  LinkResult read_contents(const LinkLimit& limit);
  std::optional<Attempt> add_newest_address(contract::IdCard& card, const LinkLimit& limit);
  std::optional<Attempt> add_chip_number(contract::IdCard& card, const LinkLimit& limit);
  std::optional<LinkTrouble> add_photo(contract::IdCard& card, const LinkLimit& limit);
  tl::expected<bool, LinkTrouble> find(const LinkLimit& limit);
  tl::expected<bool, LinkTrouble> still_selected(const LinkLimit& limit);
  tl::expected<bool, LinkTrouble> is_present(const LinkLimit& limit);

  void note_trouble(LinkTrouble trouble);
  void note_success();
  template <class T>
  contract::Completion<T> failed(LinkTrouble trouble);

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  std::unique_ptr<transport::Transport> transport_;
  SamvSettings settings_;
  SamvLink link_;
  std::optional<PhotoDecoder> photo_decoder_;
  contract::StatusBoard board_;
  kiosk::base::MonoTime next_status_{};
  bool reads_fingerprints_ =
      false;  ///< they are wanted, and the module has not said that it cannot read them
};

/// The factory for the table of drivers. Transport "serial" with option baud, or "usb" with options port and
/// serial
/// ("usb:any": one of the devices of config/devices/card-readers.json); settings "model", "sam-number",
/// "fingerprints" and "chip-number" (yes or no), "photo-decoder" (the absolute path of a program).
kiosk::base::Result<std::unique_ptr<contract::Device>> make_samv_reader(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::id_card
