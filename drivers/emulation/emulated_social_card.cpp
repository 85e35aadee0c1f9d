// Words of the emulated social-security card.
#include "drivers/emulation/emulated_social_card.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;

EmulatedSocialCard::EmulatedSocialCard(const BenchPlace& place)
    : people_file_(place.data_folder / "people.json"), port_(place.loop), words_(make_words()) {}

std::vector<CommandWord> EmulatedSocialCard::make_words() {
  return {
      {"card put", "PERSON", "put the card of a person of people.json in", 1, 1,
       [this](const auto& a) { return put(a); }},
      {"card remove", "", "pull it", 0, 0,
       [this](const auto&) -> Words {
         port_.pull();
         return std::string("card removed");
       }},
      {"card remove after", "COMMANDS", "pull it after so many commands", 1, 1,
       [this](const auto& a) -> Words {
         const auto commands = a.number(0, 0);
         if (!commands) return tl::unexpected(commands.error());
         commands_left_ = *commands;
         return "card will be pulled after " + a.text(0) + " commands";
       }},
      {"build", "generation1|generation2|generation3|by-tag|61|6C|protected|other|mute|plain",
       "what kind of card is put in next; plain ends all", 1, 1,
       [this](const auto& a) { return set_build(a); }},
  };
}

EmulatedSocialCard::Words EmulatedSocialCard::set_build(const CommandArguments& arguments) {
  const std::string word = arguments.text(0);
  if (word == "plain") {
    build_ = {};
    mute_ = false;
  } else if (word.rfind("generation", 0) == 0 && word.size() == 11 && word[10] >= '1' && word[10] <= '3') {
    build_.generation = word[10] - '0';
  } else if (word == "by-tag") {
    build_.numbered_by_tag = true;
  } else if (word == "61" || word == "6C") {
    build_.follow_up = word == "61" ? 0x61 : 0x6C;
  } else if (word == "protected") {
    build_.is_protected = true;
  } else if (word == "other") {
    build_.other_card = true;
  } else if (word == "mute") {
    mute_ = true;
  } else {
    return fail(ErrorCode::InvalidArgument, "there is no build " + word);
  }
  return "the next card: " + word;
}

EmulatedSocialCard::Words EmulatedSocialCard::put(const CommandArguments& arguments) {
  const auto people = kiosk::base::read_json_file(people_file_);
  if (!people) return tl::unexpected(people.error());
  for (const auto& person : people->at("people")) {
    if (person.value("name", "") != arguments.text(0)) continue;
    auto chip = SocialCardChip::make(person, build_);
    if (!chip) return tl::unexpected(chip.error());
    chip_ = std::move(*chip);
    // The shortest ATR of a T=0 card; a mute one answers to a reset with noise (with nothing, vpcd takes it
    // for no card).
    const VpcdPort::Bytes atr = mute_ ? VpcdPort::Bytes{0x00, 0x00} : VpcdPort::Bytes{0x3B, 0x02, 0x14, 0x50};
    auto in = port_.put({atr, [this] { chip_->reset(); }, [this](auto command) { return answer(command); }});
    if (!in) return tl::unexpected(in.error());
    return "card of " + arguments.text(0) + " in the reader";
  }
  return fail(ErrorCode::NotFound, "no such person in people.json", arguments.text(0));
}

std::optional<VpcdPort::Bytes> EmulatedSocialCard::answer(std::span<const std::uint8_t> command) {
  if (commands_left_ && (*commands_left_)-- == 0) {
    commands_left_.reset();
    return std::nullopt;
  }
  return chip_->answer(command);
}

}  // namespace drivers::emulation
