// Words, motors and wire of the emulated dispenser.
#include "drivers/emulation/emulated_card_dispenser.h"

#include "drivers/emulation/line_words.h"
#include "drivers/emulation/pty_port.h"

namespace drivers::emulation {

using contract::CardPlace;
using dispensing::CrtTokenKind;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;

namespace {

constexpr std::uint8_t kAck = 0x06;
constexpr std::uint8_t kNak = 0x15;
constexpr std::uint8_t kEot = 0x04;
/// Fewer cards than this are "few".
constexpr int kFew = 5;

bool is(const dispensing::CrtCommand& command, std::uint8_t cm, std::uint8_t pm) {
  return command.cm == cm && command.pm == pm;
}

}  // namespace

EmulatedCardDispenser::EmulatedCardDispenser(EventLoop& loop, std::filesystem::path link)
    : EmulatedCardDispenser(loop, on_pty(loop, std::move(link))) {}

EmulatedCardDispenser::EmulatedCardDispenser(EventLoop& loop, const PortMaker& make_port)
    : port_(make_port([this](std::span<const std::uint8_t> bytes) { on_bytes(bytes); })),
      line_(loop, *port_) {}

Json EmulatedCardDispenser::describe() const {
  return {{"device", name()},    {"plugged", port_->plugged()},
          {"stacker", stacker_}, {"bin", bin_},
          {"moves", moves_},     {"card", static_cast<int>(card_)},
          {"jammed", jammed_},   {"faults", line_.faults().describe()}};
}

CommandWord EmulatedCardDispenser::number_word(const char* word, const char* purpose, int& number) {
  return {word, "NUMBER", purpose, 0, 1, [word, &number](const CommandArguments& a) -> Words {
            const auto given = a.number(0, 1);
            if (!given) return tl::unexpected(given.error());
            number = *given;
            return std::string(word) + " " + std::to_string(number);
          }};
}

CommandWord EmulatedCardDispenser::flag_word(const char* word, const char* purpose, bool& flag) {
  return {word, "on|off", purpose, 1, 1, [word, &flag](const CommandArguments& a) -> Words {
            const auto on = a.on_or_off(0);
            if (!on) return tl::unexpected(on.error());
            flag = *on;
            return std::string(word) + (flag ? " on" : " off");
          }};
}

CommandWord EmulatedCardDispenser::spoil_word(const char* word, const char* purpose,
                                              std::function<void(Text&)> spoiler) {
  return {word, "[TIMES]", purpose, 0, 1, [this, word, spoiler](const CommandArguments& a) -> Words {
            const auto times = a.number(0, 1);
            if (!times) return tl::unexpected(times.error());
            line_.faults().spoiler = spoiler;
            line_.faults().spoil.times = *times;
            return std::string(word);
          }};
}

std::vector<CommandWord> EmulatedCardDispenser::make_words() {
  std::vector<CommandWord> words{
      number_word("load", "so many cards lie in the stacker", stacker_),
      number_word("bin", "so many cards lie in the error bin (it holds 10)", bin_),
      flag_word("jam", "no card can be moved", jammed_),
      {"take", "", "take the card at the exit", 0, 0,
       [this](const CommandArguments&) -> Words {
         if (card_ != CardPlace::Exit) return fail(ErrorCode::Conflict, "no card is at the exit");
         card_ = CardPlace::None;
         return std::string("taken");
       }},
      {"insert", "", "put a card in", 0, 0,
       [this](const CommandArguments&) -> Words {
         if (!accepting_ || card_ != CardPlace::None) return fail(ErrorCode::Conflict, "the slot is closed");
         card_ = CardPlace::ReadPosition;
         accepting_ = false;
         return std::string("inserted");
       }},
  };
  const auto forget = [this] { parser_.reset(); };
  for (CommandWord& word : plug_words(line_, *port_, forget)) words.push_back(std::move(word));
  for (CommandWord& word : make_fault_words()) words.push_back(std::move(word));
  return words;
}

std::vector<CommandWord> EmulatedCardDispenser::make_fault_words() {
  return {
      flag_word("mute", "hear, but never answer", line_.faults().mute),
      flag_word("slow", "send one byte at a time", line_.faults().slow),
      number_word("garbage", "noise before so many answers", line_.faults().garbage.times),
      number_word("nak", "refuse so many commands", naks_.times),
      number_word("eot", "break off so many commands", eots_.times),
      number_word("lose-ack", "leave out the 06 of so many commands", lost_acks_.times),
      number_word("lose-answer", "carry out so many commands without answering", lost_answers_.times),
      number_word("lose-move", "move so many cards without answering", lost_moves_.times),
      spoil_word("checksum wrong", "spoil the checksum of the next answers",
                 [](Text& frame) { frame.back() ^= 0x55U; }),
      spoil_word("length wrong", "claim a longer text than there is", [](Text& frame) { frame[3] = 0x7F; }),
      spoil_word("length zero", "claim an empty text", [](Text& frame) { frame[3] = 0; }),
      spoil_word("length huge", "claim a text of 65535 bytes",
                 [](Text& frame) { frame[2] = frame[3] = 0xFF; }),
      spoil_word("other-answer", "answer as if another command had come",
                 [](Text& frame) {
                   frame = dispensing::encode_frame(0, Text{0x50, 0x7A, 0x7A, '0', '2', '0'});
                 }),
  };
}

void EmulatedCardDispenser::send_control(std::uint8_t byte) {
  if (!line_.faults().mute) port_->send({&byte, 1});
}

void EmulatedCardDispenser::on_bytes(std::span<const std::uint8_t> bytes) {
  parser_.feed(bytes);
  while (const auto token = parser_.take()) {
    const bool control = token->kind == CrtTokenKind::Ack || token->kind == CrtTokenKind::Nak ||
                         token->kind == CrtTokenKind::Eot;
    if (control) continue;
    const bool command = token->kind == CrtTokenKind::Frame && token->text[0] == 0x43;
    if (!command || naks_.strikes()) {
      send_control(kNak);
      continue;
    }
    if (eots_.strikes()) {
      send_control(kEot);
      continue;
    }
    if (!lost_acks_.strikes()) send_control(kAck);
    const int moves_before = moves_;
    const Text answer = carry_out(token->text[1], token->text[2]);
    if (moves_ != moves_before && lost_moves_.strikes()) continue;
    if (!lost_answers_.strikes()) line_.send(dispensing::encode_frame(token->address, answer));
  }
}

EmulatedCardDispenser::Text EmulatedCardDispenser::carry_out(std::uint8_t cm, std::uint8_t pm) {
  std::string error;
  if (is(dispensing::kToExit, cm, pm)) {
    error = card_ == CardPlace::None ? "02" : move(CardPlace::Exit, false);
  } else if (is(dispensing::kToErrorBin, cm, pm)) {
    error = card_ == CardPlace::None ? "" : move(CardPlace::None, true);
  } else if (is(dispensing::kToReadPosition, cm, pm)) {
    error = move(CardPlace::ReadPosition, false);
  } else if (is(dispensing::kAcceptCard, cm, pm) || is(dispensing::kRefuseCards, cm, pm)) {
    accepting_ = is(dispensing::kAcceptCard, cm, pm);
  } else if (!is(dispensing::kInitKeep, cm, pm) && !is(dispensing::kStatus, cm, pm)) {
    error = "00";
  }
  if (!error.empty())
    return {0x45, cm, pm, static_cast<std::uint8_t>(error[0]), static_cast<std::uint8_t>(error[1])};
  const auto place = static_cast<std::uint8_t>('0' + static_cast<int>(card_));
  const std::uint8_t level = stacker_ == 0 ? '0' : stacker_ < kFew ? '1' : '2';
  return {0x50, cm, pm, place, level, static_cast<std::uint8_t>(bin_ >= bin_size_ ? '1' : '0')};
}

std::string EmulatedCardDispenser::move(CardPlace goal, bool into_bin) {
  if (jammed_) return "10";
  if (into_bin && bin_ >= bin_size_) return "A1";
  if (card_ == CardPlace::None) {
    if (stacker_ == 0) return "A0";
    --stacker_;
  }
  if (into_bin) ++bin_;
  ++moves_;
  card_ = goal;
  return {};
}

}  // namespace drivers::emulation
