// Words and wire of the emulated reader.
#include "drivers/emulation/emulated_samv_reader.h"

#include <map>

#include "drivers/emulation/line_words.h"
#include "drivers/emulation/pty_port.h"
#include "drivers/id_card/samv_command.h"

namespace drivers::emulation {

namespace sw = id_card::sw;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Result;

namespace {

std::vector<std::uint8_t> frame_of(std::span<const std::uint8_t> body) {
  const auto frame = id_card::encode_frame(body);
  return {frame.begin(), frame.end()};
}

bool reads_card(std::span<const std::uint8_t> request) {
  return request.size() == 2 && request[0] == 0x30 && (request[1] == 0x01 || request[1] == 0x10);
}

std::string times_text(int times) {
  return times == 1 ? "the next answer" : std::to_string(times) + " answers";
}

/// Runs `set` with the number, or hands the number's error on.
template <class Set>
Result<std::string> with_number(const CommandArguments& arguments, std::size_t index, int otherwise,
                                Set set) {
  const auto number = arguments.number(index, otherwise);
  if (!number) return tl::unexpected(number.error());
  return set(*number);
}

}  // namespace

EmulatedSamvReader::EmulatedSamvReader(const BenchPlace& place)
    : EmulatedSamvReader(place, on_pty(place.loop, place.folder / "reader")) {}

EmulatedSamvReader::EmulatedSamvReader(const BenchPlace& place, const PortMaker& make_port)
    : people_file_(place.data_folder / "people.json"),
      port_(make_port([this](std::span<const std::uint8_t> bytes) { on_bytes(bytes); })),
      line_(place.loop, *port_),
      hand_(place.loop),
      words_(make_words()) {}

Json EmulatedSamvReader::describe() const {
  return {{"device", name()},
          {"plugged", port_->plugged()},
          {"card", module_.card() ? Json(module_.card()->label) : Json()},
          {"sam_number", module_.number()},
          {"sam_status", module_.health()},
          {"recent_requests", recent_},
          {"faults", line_.faults().describe()}};
}

std::vector<CommandWord> EmulatedSamvReader::make_words() {
  std::vector<CommandWord> words{
      {"card put", "PERSON|FILE",
       "lay a card on the reader: a person of people.json, a person's JSON, or a "
       "recorded answer",
       1, 1, [this](const auto& a) { return put_card(a); }},
      {"card remove", "[after BYTES]", "take it away, now or after so many bytes of the next reading", 0, 2,
       [this](const auto& a) { return remove_card(a); }},
      {"card swap", "PERSON|FILE", "take the card away and lay another one down a second later", 1, 1,
       [this](const auto& a) { return swap_card(a); }},
      {"reboot", "[SECONDS]", "its port vanishes for so long (2)", 0, 1,
       [this](const auto& a) { return reboot(a); }},
      {"sam", "authorised|unauthorised|broken", "what the module's self test says", 1, 1,
       [this](const auto& a) { return set_sam(a); }},
      {"sam number", "N", "put another module in", 1, 1,
       [this](const auto& a) {
         return with_number(a, 0, 0, [this](int n) -> Words {
           module_.set_serial(static_cast<std::uint32_t>(n));
           return "SAM number " + module_.number();
         });
       }},
      {"sam lacks", "nothing|fingerprints|address|chip-number", "be an older module without that command", 1,
       1, [this](const auto& a) { return set_lacking(a); }},
      {"speed", "BAUD|any", "hear and speak at this speed only", 1, 1,
       [this](const auto& a) { return set_speed(a); }},
  };
  for (CommandWord& word : plug_words(line_, *port_, [this] { parser_.reset(); }))
    words.push_back(std::move(word));
  for (CommandWord& word : make_fault_words()) words.push_back(std::move(word));
  for (CommandWord& word : make_card_fault_words()) words.push_back(std::move(word));
  return words;
}

std::vector<CommandWord> EmulatedSamvReader::make_fault_words() {
  const auto flip_checksum = [](std::vector<std::uint8_t>& frame) { frame.back() ^= 0x55U; };
  const auto wrong_answer = [](std::vector<std::uint8_t>& frame) {
    const std::vector<std::uint8_t> found{0, 0, sw::kCardFound, 0, 0, 0, 0};
    const bool is_found = frame.size() == frame_of(found).size();
    frame = is_found ? frame_of(std::vector<std::uint8_t>{0, 0, sw::kOk}) : frame_of(found);
  };
  return {
      mute_word(line_),
      slow_word(line_),
      {"garbage", "[before|inside|after] [BYTES] [TIMES]", "noise around the next answers", 0, 3,
       [this](const auto& a) { return add_garbage(a); }},
      {"checksum wrong", "[TIMES]", "spoil the checksum of the next answers", 0, 1,
       [this, flip_checksum](const auto& a) {
         return with_number(a, 0, 1, [&](int times) { return spoil(times, flip_checksum); });
       }},
      {"length", "LEN [TIMES]", "claim this length in the next answers", 1, 2,
       [this](const auto& a) { return set_length(a); }},
      {"other-answer", "[TIMES]", "answer as if another command had come", 0, 1,
       [this, wrong_answer](const auto& a) {
         return with_number(a, 0, 1, [&](int times) { return spoil(times, wrong_answer); });
       }},
      {"late", "MILLISECONDS [TIMES]", "answer late", 1, 2,
       [this](const auto& a) {
         return with_number(a, 0, 0, [&](int by) {
           return with_number(a, 1, 1, [&](int times) -> Words {
             line_.faults().late_by = kiosk::base::Duration{by};
             line_.faults().late.times = times;
             return times_text(times) + " late";
           });
         });
       }},
  };
}

std::vector<CommandWord> EmulatedSamvReader::make_card_fault_words() {
  return {
      {"read-status", "SW3 [TIMES]",
       "refuse the next readings with this status (decimal): 65 failed, 49 card "
       "refuses, 50 module refuses",
       1, 2,
       [this](const auto& a) {
         return with_number(a, 0, 0, [&](int status) {
           return with_number(a, 1, 1, [&](int times) -> Words {
             module_.fail_reading(static_cast<std::uint8_t>(status), times);
             return times_text(times) + " refused";
           });
         });
       }},
      {"presence-glitch", "[TIMES]", "the next looks at the lying card fail", 0, 1,
       [this](const auto& a) {
         return with_number(a, 0, 1, [&](int times) -> Words {
           module_.fail_presence(times);
           return times_text(times) + " about the card wrong";
         });
       }},
      {"faults off", "", "all of the line's faults end", 0, 0,
       [this](const auto&) -> Words {
         line_.faults() = {};
         module_.fail_reading(sw::kReadFailed, 0);
         module_.fail_presence(0);
         return std::string("no faults");
       }},
  };
}

EmulatedSamvReader::Words EmulatedSamvReader::put_card(const CommandArguments& arguments) {
  std::error_code ignored;
  const bool is_file = std::filesystem::is_regular_file(arguments.file(0), ignored);
  auto card = is_file ? load_card(arguments.file(0)) : find_person(people_file_, arguments.text(0));
  if (!card) return tl::unexpected(card.error());
  const std::string label = card->label;
  module_.put_card(std::move(*card));
  return "card of " + label + " on the reader";
}

EmulatedSamvReader::Words EmulatedSamvReader::swap_card(const CommandArguments& arguments) {
  module_.remove_card();
  hand_.start(kiosk::base::Duration{1'000}, [this, arguments] { (void)put_card(arguments); });
  return "card of " + arguments.text(0) + " comes in a second";
}

EmulatedSamvReader::Words EmulatedSamvReader::reboot(const CommandArguments& arguments) {
  return with_number(arguments, 0, 2, [this](int seconds) -> Words {
    (void)unplug();
    hand_.start(kiosk::base::Duration{1'000} * seconds, [this] { (void)port_->plug(); });
    return "away for " + std::to_string(seconds) + " s";
  });
}

EmulatedSamvReader::Words EmulatedSamvReader::remove_card(const CommandArguments& arguments) {
  if (!arguments.has(0)) {
    module_.remove_card();
    return std::string("card removed");
  }
  if (arguments.text(0) != "after" || !arguments.has(1)) {
    return fail(ErrorCode::InvalidArgument, "usage: card remove [after BYTES]");
  }
  return with_number(arguments, 1, 0, [this](int bytes) -> Words {
    pull_after_ = static_cast<std::size_t>(bytes);
    return "card will be pulled after " + std::to_string(bytes) + " bytes of the next reading";
  });
}

EmulatedSamvReader::Words EmulatedSamvReader::add_garbage(const CommandArguments& arguments) {
  const std::string where = arguments.text(0, "before");
  LineFaults& faults = line_.faults();
  if (where != "before" && where != "inside" && where != "after") {
    return fail(ErrorCode::InvalidArgument, "garbage goes before, inside or after an answer, not " + where);
  }
  return with_number(arguments, 1, 8, [&](int bytes) {
    return with_number(arguments, 2, 1, [&](int times) -> Words {
      faults.garbage_at = where == "before"   ? GarbageAt::Before
                          : where == "inside" ? GarbageAt::Inside
                                              : GarbageAt::After;
      faults.garbage_bytes = static_cast<std::size_t>(bytes);
      faults.garbage.times = times;
      return "garbage " + where + " " + times_text(times);
    });
  });
}

EmulatedSamvReader::Words EmulatedSamvReader::set_length(const CommandArguments& arguments) {
  return with_number(arguments, 0, 0, [&](int length) {
    return with_number(arguments, 1, 1, [&](int times) {
      return spoil(times, [length](std::vector<std::uint8_t>& frame) {
        if (frame.size() < 7) return;
        frame[5] = static_cast<std::uint8_t>(length >> 8 & 0xFF);
        frame[6] = static_cast<std::uint8_t>(length & 0xFF);
      });
    });
  });
}

EmulatedSamvReader::Words EmulatedSamvReader::spoil(int times,
                                                    std::function<void(std::vector<std::uint8_t>&)> spoiler) {
  line_.faults().spoiler = std::move(spoiler);
  line_.faults().spoil.times = times;
  return times_text(times) + " spoiled";
}

EmulatedSamvReader::Words EmulatedSamvReader::set_sam(const CommandArguments& arguments) {
  const std::string& word = arguments.values[0];
  if (word != "authorised" && word != "unauthorised" && word != "broken") {
    return fail(ErrorCode::InvalidArgument, "the module is authorised, unauthorised or broken, not " + word);
  }
  module_.set_health(word == "authorised" ? sw::kOk
                     : word == "broken"   ? sw::kSelfTestFailed
                                          : sw::kNotAuthorised);
  return "SAM " + word;
}

EmulatedSamvReader::Words EmulatedSamvReader::set_lacking(const CommandArguments& arguments) {
  static const std::map<std::string, std::set<std::uint16_t>> kCommands{
      {"nothing", {}}, {"fingerprints", {0x3010}}, {"address", {0x3003}}, {"chip-number", {0x3005}}};
  const auto lacking = kCommands.find(arguments.values[0]);
  if (lacking == kCommands.end()) {
    return fail(ErrorCode::InvalidArgument,
                "the module can lack nothing, fingerprints, address or chip-number");
  }
  module_.lack(lacking->second);
  return "SAM lacks " + lacking->first;
}

EmulatedSamvReader::Words EmulatedSamvReader::set_speed(const CommandArguments& arguments) {
  if (arguments.values[0] == "any") return port_->set_line_speed(0), std::string("any speed");
  return with_number(arguments, 0, 0, [this](int baud) -> Words {
    port_->set_line_speed(static_cast<unsigned>(baud));
    return std::to_string(baud) + " baud";
  });
}

EmulatedSamvReader::Words EmulatedSamvReader::unplug() {
  line_.forget();
  parser_.reset();
  port_->unplug();
  return std::string("unplugged");
}

void EmulatedSamvReader::remember(std::span<const std::uint8_t> request) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text;
  for (const std::uint8_t byte : request) {
    if (!text.empty()) text += ' ';
    text += {kDigits[byte >> 4], kDigits[byte & 0x0F]};
  }
  recent_.push_back(std::move(text));
  if (recent_.size() > 32) recent_.pop_front();
}

void EmulatedSamvReader::on_bytes(std::span<const std::uint8_t> bytes) {
  parser_.feed(bytes);
  while (auto frame = parser_.take()) {
    if (!frame->trouble) {
      remember(frame->body);
      answer(frame->body);
    } else {
      const bool length = frame->trouble == id_card::FrameTrouble::WrongLength;
      line_.send(frame_of(std::vector<std::uint8_t>{0, 0, length ? sw::kLengthWrong : sw::kChecksumWrong}));
    }
  }
}

void EmulatedSamvReader::answer(std::span<const std::uint8_t> request) {
  const auto body = module_.answer(request);
  if (!body) return;
  auto frame = frame_of(*body);
  const bool pulled = pull_after_ && reads_card(request);
  if (pulled) {
    frame.resize(std::min(frame.size(), *pull_after_));
    pull_after_.reset();
    module_.remove_card();
  }
  line_.send(std::move(frame));
}

}  // namespace drivers::emulation
