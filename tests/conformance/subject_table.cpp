// The rows of the suite, and why a fault cannot be with a driver.
#include "tests/conformance/subjects.h"

namespace conformance {
namespace {

using Reasons = std::map<std::string, std::string>;

/// The names of cases_*.cpp in short groups.
constexpr const char* kCancelWriting = "a_command_canceled_while_it_writes_ends_at_once";
constexpr const char* kUnplugWriting = "unplugged_while_it_writes_it_comes_back_by_itself";
constexpr const char* kCancelAnswer = "a_command_canceled_while_the_answer_is_awaited_ends_at_once";
constexpr const char* kDeadlineAnswer = "the_deadline_passes_while_the_answer_is_awaited";
constexpr const char* kUnplugAnswer = "unplugged_while_the_answer_is_awaited_it_comes_back_by_itself";
constexpr const char* kUnplugMidAnswer = "unplugged_in_the_middle_of_an_answer_it_comes_back_by_itself";
constexpr const char* kCancelCitizen = "a_command_canceled_while_the_citizen_is_awaited_ends_at_once";
constexpr const char* kDeadlineCitizen = "the_deadline_passes_while_the_citizen_is_awaited";
constexpr const char* kUnplugCitizen = "unplugged_while_the_citizen_is_awaited_it_comes_back_by_itself";
constexpr const char* kGarbageBefore = "garbage_before_an_answer_is_skipped";
constexpr const char* kGarbageInside = "garbage_inside_an_answer_costs_nothing";
constexpr const char* kGarbageAfter = "garbage_after_an_answer_is_not_taken_for_the_next";
constexpr const char* kChecksum = "an_answer_with_a_wrong_checksum_is_asked_for_again";
constexpr const char* kChecksumAlways = "answers_that_always_have_a_wrong_checksum_are_a_fault";
constexpr const char* kLength0 = "an_answer_of_no_length_costs_nothing";
constexpr const char* kLength1 = "an_answer_of_length_one_costs_nothing";
constexpr const char* kLengthMost = "an_answer_that_claims_the_greatest_length_costs_nothing";
constexpr const char* kLengthOver = "an_answer_that_claims_more_than_the_greatest_length_costs_nothing";
constexpr const char* kOtherAnswer = "an_answer_to_another_command_is_refused";
constexpr const char* kSingleBytes = "a_device_that_answers_one_byte_at_a_time_is_understood";
constexpr const char* kLateAnswer = "a_late_answer_is_not_taken_by_the_next_command";
constexpr const char* kReboot = "a_device_that_reboots_in_mid_command_costs_nothing";
constexpr const char* kMute = "a_mute_device_is_a_fault_until_it_speaks_again";

void add(Reasons& reasons, const std::string& why, std::initializer_list<const char*> cases) {
  for (const char* one : cases) reasons[one] = why;
}

Reasons written_at_once() {
  Reasons reasons;
  add(reasons, "a request is a few bytes, which the line takes at once", {kCancelWriting, kUnplugWriting});
  return reasons;
}

Reasons climate() {
  Reasons reasons = written_at_once();
  add(reasons, "nobody is awaited: it measures", {kCancelCitizen, kDeadlineCitizen, kUnplugCitizen});
  return reasons;
}

Reasons escpos(bool presenter, bool usb) {
  Reasons reasons;
  if (!usb) {
    add(reasons, "after at most 512 bytes the printer is asked: the line takes so many at once",
        {kCancelWriting, kUnplugWriting});
  }
  if (!presenter) {
    add(reasons, "the slip lies free when it is cut: nobody is awaited",
        {kCancelCitizen, kDeadlineCitizen, kUnplugCitizen});
  }
  add(reasons, "no checksum in this protocol", {kChecksum, kChecksumAlways});
  add(reasons, "no length in this protocol: an answer has one, three or six bytes",
      {kLength0, kLength1, kLengthMost, kLengthOver});
  add(reasons, "an answer is one byte", {kUnplugMidAnswer, kGarbageInside});
  return reasons;
}

Reasons codes() {
  Reasons reasons = written_at_once();
  add(reasons, "it answers nothing: what is awaited is the citizen's code",
      {kCancelAnswer, kDeadlineAnswer, kUnplugAnswer, kOtherAnswer});
  add(reasons, "no frame in this protocol: the bytes before the terminator are the code",
      {kGarbageBefore, kGarbageInside, kGarbageAfter});
  add(reasons, "no checksum in this protocol", {kChecksum, kChecksumAlways});
  add(reasons, "a reader that says nothing has seen no code", {kMute});
  return reasons;
}

Reasons keyboard() {
  Reasons reasons = codes();
  add(reasons, "nothing is written to a keyboard", {kCancelWriting, kUnplugWriting});
  add(reasons, "the kernel gives whole strokes", {kSingleBytes});
  add(reasons, "a keyboard that starts anew is one that was unplugged", {kReboot});
  return reasons;
}

Reasons servers() {
  Reasons reasons = written_at_once();
  add(reasons, "nobody is awaited", {kCancelCitizen, kDeadlineCitizen, kUnplugCitizen});
  add(reasons, "no checksum above TCP's own", {kChecksum, kChecksumAlways});
  return reasons;
}

Reasons ipp() {
  Reasons reasons = servers();
  add(reasons, "an answer carries its request's number and its own connection: libcups refuses others",
      {kOtherAnswer});
  add(reasons, "after a time-out the connection is closed, and a late answer goes with it", {kLateAnswer});
  return reasons;
}

Reasons ups() {
  Reasons reasons = servers();
  add(reasons, "no length in this protocol: lines end at their end",
      {kLength0, kLength1, kLengthMost, kLengthOver});
  return reasons;
}

/// Of devices whose bytes others check: the kernel, the backend, pcscd.
Reasons without_bytes(const std::string& who) {
  Reasons reasons;
  add(reasons, who + " carries the bytes and checks them",
      {kGarbageBefore, kGarbageInside, kGarbageAfter, kChecksum, kChecksumAlways, kLength0, kLength1,
       kLengthMost, kLengthOver, kOtherAnswer, kSingleBytes, kUnplugMidAnswer, kCancelWriting, kUnplugWriting,
       kReboot});
  return reasons;
}

Reasons panel() {
  Reasons reasons = without_bytes("the kernel");
  add(reasons, "a keypad that says nothing has no key pressed", {kMute});
  add(reasons, "it answers nothing: what is awaited is the citizen's key",
      {kCancelAnswer, kDeadlineAnswer, kUnplugAnswer});
  add(reasons, "a key pressed in the last two seconds counts", {kLateAnswer});
  return reasons;
}

Reasons camera() {
  Reasons reasons = without_bytes("the kernel");
  add(reasons, "pictures are taken anew for each scan", {kLateAnswer});
  return reasons;
}

Reasons sane() {
  Reasons reasons = without_bytes("SANE's backend");
  add(reasons, "nobody is awaited: what lies on the glass is scanned",
      {kCancelCitizen, kDeadlineCitizen, kUnplugCitizen});
  add(reasons, "SANE's test device cannot be pulled in the middle of a scan", {kUnplugAnswer});
  add(reasons, "a scan may take as long as the command's time", {kMute});
  add(reasons, "each scan is a process of its own", {kLateAnswer});
  return reasons;
}

Reasons social_card() {
  Reasons reasons = without_bytes("pcscd");
  add(reasons, "pcscd has its own time limit for a card's answer and cannot be broken off",
      {kCancelAnswer, kDeadlineAnswer, kUnplugAnswer, kMute, kLateAnswer});
  return reasons;
}

}  // namespace

const std::vector<SubjectEntry>& subject_table() {
  static const std::vector<SubjectEntry> kTable{
      {"samv-serial", "ID-card reader, SAM_V over a serial line", "plain", make_samv_serial,
       written_at_once()},
#ifdef KIOSK_HAS_UMOCKDEV
      {"samv-usb-two-pairs",
       "ID-card reader, SAM_V over USB with two pairs of pipes",
       "usb",
       make_samv_two_pairs,
       {}},
      {"samv-usb-one-pair",
       "ID-card reader, SAM_V over USB with one pair of pipes",
       "usb",
       make_samv_one_pair,
       {}},
#endif
      {"escpos-serial", "slip printer, ESC/POS over a serial line", "plain", make_escpos_serial,
       escpos(false, false)},
      {"escpos-presenter", "slip printer with presenter, ESC/POS over a serial line", "plain",
       make_escpos_presenter, escpos(true, false)},
#ifdef KIOSK_HAS_UMOCKDEV
      {"escpos-usb", "slip printer, ESC/POS over USB", "usb", make_escpos_usb, escpos(false, true)},
#endif
      {"crt", "card dispenser, CRT over a serial line", "plain", make_crt, written_at_once()},
      {"climate", "cabinet's controller, Modbus RTU over a serial line", "plain", make_climate, climate()},
      {"codes-serial", "code reader over a serial line", "plain", make_codes_serial, codes()},
      {"codes-keyboard", "code reader that plays keyboard", "plain", make_codes_keyboard, keyboard()},
      {"ipp", "A4 printer, IPP", "plain", make_ipp, ipp()},
      {"sane", "document scanner, SANE", "plain", make_sane, sane()},
      {"camera", "document camera", "plain", make_camera, camera()},
      {"social-card", "reader of social-security cards, PC/SC", "pcscd", make_social_card, social_card()},
      {"panel", "panel: keypad, jack, contacts and lights", "plain", make_panel, panel()},
      {"ups",
       "UPS behind NUT",
       "plain",
       make_ups,
       ups(),
       {kGarbageBefore, kGarbageInside, kOtherAnswer, kReboot}},
  };
  return kTable;
}

}  // namespace conformance
