// SocialCardChip: what a social-security card answers, without any line.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "kiosk/base/json_file.h"
#include "kiosk/base/result.h"

namespace drivers::emulation {

/// How cards differ.
struct SocialCardBuild {
  int generation = 2;            ///< 1…3: where the sex stands, what the version says
  bool numbered_by_tag = false;  ///< no short ids; records of a selected file are numbered by tag
  int follow_up = 0;             ///< 0, 0x61 (GET RESPONSE) or 0x6C (wrong length)
  bool is_protected = false;     ///< the holder's file wants a PIN
  bool other_card = false;       ///< no social-security environment
  int turned_by = 0;   ///< the records of each file begin with another one: as many makers, so many orders
  bool mixed = false;  ///< the issuer's file has a short id, the holder's is numbered by tag
  std::uint16_t refusal = 0x6A82;  ///< what it says to a way of reading that it does not know
};

class SocialCardChip {
 public:
  using Bytes = std::vector<std::uint8_t>;

  /// `person`: an entry of people.json.
  static kiosk::base::Result<SocialCardChip> make(const kiosk::base::Json& person, SocialCardBuild build);
  /// The answer to one command, with its status word.
  Bytes answer(std::span<const std::uint8_t> command);
  /// Power was taken away: nothing is selected.
  void reset();

 private:
  using File = std::vector<Bytes>;  ///< records
  explicit SocialCardChip(SocialCardBuild build) : build_(build) {}
  Bytes select(std::span<const std::uint8_t> command);
  Bytes read(std::span<const std::uint8_t> command);
  Bytes deliver(Bytes data, std::span<const std::uint8_t> command);

  SocialCardBuild build_;
  std::map<std::uint16_t, File> files_;  ///< by file id
  bool in_environment_ = false;
  std::uint16_t selected_ = 0;
  Bytes pending_;  ///< waits for GET RESPONSE
};

}  // namespace drivers::emulation
