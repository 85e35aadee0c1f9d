// Cards of two test persons, read over a serial line.
#include "tests/conformance/samv_subject.h"

#include "drivers/contract/id_card_reader.h"
#include "drivers/id_card/samv_frame.h"
#include "kiosk/flow/device_troubles.h"
#include "tests/conformance/subjects.h"

namespace conformance {

using drivers::contract::CardReading;
using drivers::contract::CardTrouble;
using drivers::contract::IdCardReader;

namespace {

constexpr const char* kFirst = "测试人甲";
constexpr const char* kSecond = "测试人乙";

FrameRules samv_rules() {
  FrameRules rules;
  rules.spoil_checksum = [](Bytes& frame) { frame.back() ^= 0x55U; };
  rules.set_length = [](Bytes& frame, std::size_t length) {
    frame[5] = static_cast<std::uint8_t>(length >> 8U);
    frame[6] = static_cast<std::uint8_t>(length & 0xFFU);
  };
  rules.longest = drivers::id_card::kLongestLen;
  // "Done", which no look for a card is answered with.
  const auto other = drivers::id_card::encode_frame(Bytes{0, 0, 0x90});
  rules.other_answer.assign(other.begin(), other.end());
  rules.spared_answers = 2;  // found, selected; then comes the card
  rules.awaiting_requests = 4;
  return rules;
}

std::string word_of(CardTrouble trouble) {
  switch (trouble) {
    case CardTrouble::None: return {};
    case CardTrouble::RemovedWhileReading: return "removed while reading";
    case CardTrouble::Unreadable: return "unreadable";
    case CardTrouble::NotAuthentic: return "not authentic";
    case CardTrouble::ContentsInvalid: return "contents invalid";
  }
  return "unknown";
}

Outcome outcome_of(const Completion<CardReading>& completion) {
  Outcome outcome = plain_outcome(completion);
  if (completion.value) outcome.trouble = word_of(completion.value->trouble);
  if (completion.value && completion.value->card) {
    const auto name = completion.value->card->name.reveal();
    outcome.content = name == kFirst ? 1 : name == kSecond ? 2 : -1;
  }
  if (!outcome.ok()) {
    outcome.text_id = trouble_text(kiosk::flow::trouble_of(completion));
  }
  return outcome;
}

class SerialSamv final : public SamvSubject {
 public:
  SerialSamv() : SamvSubject(bench_thread()) { make_reader(pty("reader")); }
};

}  // namespace

SamvSubject::SamvSubject(drivers::emulation::LoopThread& thread) : WireSubject(thread, samv_rules()) {}

void SamvSubject::make_reader(const drivers::emulation::PortMaker& make_port) {
  call([&] { adopt(std::make_unique<drivers::emulation::EmulatedSamvReader>(place(), make_port)); });
}

DeviceJob SamvSubject::job(Task at_start, Done done) {
  return make_call<IdCardReader, CardReading>(
      std::move(at_start),
      [](IdCardReader& reader, const JobContext& context) { return reader.read_card(context); },
      [](const Completion<CardReading>& completion) { return outcome_of(completion); }, std::move(done));
}

void SamvSubject::reboot() {
  // A module forgets that the card was found and selected.
  auto& module = dynamic_cast<drivers::emulation::EmulatedSamvReader&>(*device_).module();
  if (module.card()) module.put_card(*module.card());
}

void SamvSubject::offer(int which) { tell(std::string("card put ") + (which == 1 ? kFirst : kSecond)); }

std::vector<std::string> SamvSubject::secrets() const {
  return {kFirst, kSecond, "100000196503070010", "100000199003070026", "一号路1号", "二号路"};
}

std::unique_ptr<Subject> make_samv_serial() { return std::make_unique<SerialSamv>(); }

}  // namespace conformance
