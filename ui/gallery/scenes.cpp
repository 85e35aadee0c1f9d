// Every step kind in every state that looks different.
#include <algorithm>
#include <cmath>

#include "ui/gallery/stage.h"

namespace ui::gallery {
namespace {

using flow::StepKind;

constexpr flow::TroubleKind kLastTrouble = flow::TroubleKind::CardLeftBehind;

void number(flow::Session& session, flow::CaseState state) {
  session.progress.state = state;
  if (state != flow::CaseState::Storing) session.progress.receipt_number = kReceipt;
}

void add_menus(std::vector<Scene>& scenes) {
  scenes.push_back({"attract", session_at(StepKind::Attract)});
  flow::Session offline = session_at(StepKind::Attract);
  offline.surroundings.connectivity = flow::Surroundings::Connectivity::Offline;
  scenes.push_back({"attract-offline", offline});
  flow::Session down = offline;
  down.surroundings.usable_devices.clear();
  scenes.push_back({"attract-down", down});
  scenes.push_back({"home", session_at(StepKind::Home)});
  scenes.push_back(
      {"voice-sheet", session_at(StepKind::Home), [](ScreenState& state) { state.voice_open = true; }});
  down.at = StepKind::Home;
  scenes.push_back({"home-down", down});
  flow::Session domain = session_at(StepKind::Domain);
  domain.domain = catalog::Domain::SocialSecurity;
  scenes.push_back({"domain", domain});
  domain.domain = catalog::Domain::PublicSecurity;
  scenes.push_back({"domain-full", domain});
}

void add_service_pages(std::vector<Scene>& scenes) {
  scenes.push_back({"service-rs01", session_in("RS-01", StepKind::ServicePage)});
  scenes.push_back({"service-ga03", session_in("GA-03", StepKind::ServicePage)});
  scenes.push_back({"service-ga04", session_in("GA-04", StepKind::ServicePage)});
  scenes.push_back({"service-jt04", session_in("JT-04", StepKind::ServicePage)});
  flow::Session down = session_in("RS-01", StepKind::ServicePage);
  down.surroundings.usable_devices = {"id-card-reader"};
  scenes.push_back({"service-down", down});
  scenes.push_back({"notice", session_in("RS-01", StepKind::Notice)});
  scenes.push_back({"identify", session_in("RS-01", StepKind::Identify)});
  scenes.push_back({"confirm", session_in("RS-01", StepKind::Confirm), {}, true});
}

void add_forms(std::vector<Scene>& scenes) {
  for (const char* id : {"RS-01", "GA-03"}) {
    flow::Session session = session_in(id, StepKind::Form);
    for (std::size_t i = 0; i < session.service->form.size(); ++i) {
      session.question = i;
      scenes.push_back({"form-" + session.service->form[i].id.value, session});
    }
  }
  flow::Session blank = session_in("GA-03", StepKind::Form);
  blank.answers.clear();
  scenes.push_back({"form-region-towns", blank});
  scenes.push_back({"form-region-missing", blank,
                    [](ScreenState& state) { state.entry.trouble = catalog::FieldTrouble::UnknownRegion; }});
  blank.question = 6;
  scenes.push_back({"form-phone-wrong", blank,
                    [](ScreenState& state) { state.entry.trouble = catalog::FieldTrouble::NotAPhone; }});
  blank.question = 3;
  scenes.push_back({"form-text-empty", blank});
  flow::Session months = session_in("RS-01", StepKind::Form);
  months.question = 1;
  scenes.push_back(
      {"form-period-other", months, [](ScreenState& state) { state.entry.other_months = true; }});
  flow::Session all = session_in("GA-03", StepKind::Form);
  all.service = &service_of_all_fields();
  for (std::size_t i = 0; i < all.service->form.size(); ++i) {
    all.question = i;
    scenes.push_back({"form-any-" + all.service->form[i].id.value, all});
  }
}

void add_scans(std::vector<Scene>& scenes) {
  flow::Session session = session_in("GA-03", StepKind::Scan);
  session.materials.resize(session.service->materials.size());
  scenes.push_back({"scan-empty", session});
  session.scanning = true;
  scenes.push_back({"scan-running", session});
  session.scanning = false;
  session.materials.at(0).pages = {{"page", {}}};
  scenes.push_back({"scan-page", session});
  session.materials.at(0).pages.push_back({"page", {drivers::contract::PageFlaw::Blurred}});
  scenes.push_back({"scan-blurred", session});
}

void add_promises(std::vector<Scene>& scenes) {
  scenes.push_back({"promise", session_in("GA-03", StepKind::Promise)});
  flow::Session sign = session_in("GA-03", StepKind::Sign);
  scenes.push_back({"sign-empty", sign, [](ScreenState& state) { state.sign_missing = true; }});
  flow::Stroke stroke;
  for (int i = 0; i < 60; ++i) {
    const auto step = static_cast<float>(i);
    stroke.push_back({40 + step * 2.5F, 40 + 25 * std::sin(step / 6.0F), static_cast<std::uint32_t>(i * 10)});
  }
  sign.signature.push_back(stroke);
  scenes.push_back({"sign", sign});
  scenes.push_back({"review-rs01", session_in("RS-01", StepKind::Review), {}, true});
  flow::Session review = session_in("GA-03", StepKind::Review);
  review.promised = true;
  review.signature = sign.signature;
  scenes.push_back({"review-ga03", review, {}, true});
}

void add_cases(std::vector<Scene>& scenes) {
  flow::Session submit = session_in("RS-01", StepKind::Submit);
  number(submit, flow::CaseState::Storing);
  scenes.push_back({"submit-storing", submit});
  number(submit, flow::CaseState::Stored);
  scenes.push_back({"submit-asking", submit});
  submit.surroundings.connectivity = flow::Surroundings::Connectivity::Offline;
  scenes.push_back({"submit-stored", submit});
  flow::Session preview = session_in("RS-01", StepKind::Preview);
  number(preview, flow::CaseState::Delivered);
  scenes.push_back({"preview-fetching", preview});
  preview.document_ready = true;
  preview.progress.documents = {{"d1", "社会保险个人参保缴费证明", "8H2K-77QX", 2}};
  scenes.push_back({"preview", preview});
  scenes.push_back({"preview-zoomed", preview, [](ScreenState& state) { state.zoomed = true; }});
  preview.at = StepKind::Print;
  preview.print.running = true;
  preview.print.pages_printed = 1;
  scenes.push_back({"print", preview});
  flow::Session receipt = session_in("GA-03", StepKind::Receipt);
  number(receipt, flow::CaseState::Stored);
  scenes.push_back({"receipt", receipt});
}

void add_payments(std::vector<Scene>& scenes) {
  using State = flow::PaymentProgress::State;
  flow::Session pay = session_in("SW-03", StepKind::Pay);
  pay.payment.state = State::Asking;
  scenes.push_back({"pay-asking", pay});
  pay.payment.state = State::Asked;
  pay.payment.number = "JF-desk-000012";
  pay.payment.lines = {{{{"增值税（征收率 1%）", "VAT, 1 %"}}, 120050},
                       {{{"城市维护建设税", "Urban construction tax"}}, 6002}};
  pay.payment.fen = 126052;
  pay.payment.code = "https://pay.yunxi.example/p/JF-desk-000012";
  pay.payment.valid_until = {base::Duration{1'795'415'700'000}};
  scenes.push_back({"pay", pay});
  pay.surroundings.usable_devices.push_back("code-reader");
  pay.payment.reading_code = true;
  scenes.push_back({"pay-code", pay});
  pay.payment.reading_code = false;
  pay.payment.message = "付款没有成功，请换一个付款码或换一种方式";
  scenes.push_back({"pay-not-taken", pay});
  pay.payment.line_lost = true;
  scenes.push_back({"pay-lost", pay});
  for (int i = 0; i < 12; ++i) pay.payment.lines.push_back(pay.payment.lines.front());
  pay.payment.line_lost = false;
  pay.payment.message.clear();
  scenes.push_back({"pay-many", pay});
  pay.payment.lines.resize(2);
  pay.payment.state = State::Paid;
  pay.payment.found_again = true;
  scenes.push_back({"pay-found", pay});
  flow::Session returned = pay;
  returned.at = StepKind::Receipt;
  returned.payment.state = State::Returned;
  returned.payment.refund_number = "TK-desk-000012";
  returned.progress.state = flow::CaseState::Rejected;
  scenes.push_back({"receipt-returned", returned});
  flow::Session unpaid = session_in("SW-03", StepKind::Trouble);
  unpaid.payment = pay.payment;
  unpaid.trouble = {flow::TroubleKind::CentreUnreachable, StepKind::Submit, "7KQ2-M8XD", "", 0};
  scenes.push_back({"trouble-paid", unpaid});
  flow::Session mailed = session_in("JT-02", StepKind::Receipt);
  number(mailed, flow::CaseState::Delivered);
  mailed.progress.mail_number = "YX000000012CN";
  scenes.push_back({"receipt-mail", mailed});
}

void add_ends(std::vector<Scene>& scenes) {
  flow::Session collect = session_in("RS-01", StepKind::Collect);
  collect.applicant.reset();
  collect.answers.clear();
  collect.print.done = true;
  collect.print.pages_printed = 2;
  scenes.push_back({"collect-paper", collect});
  flow::Session slip = session_in("GA-03", StepKind::Collect);
  slip.applicant.reset();
  slip.answers.clear();
  slip.print.slip_printed = true;
  slip.reminders = 1;
  scenes.push_back({"collect-slip", slip});
  flow::Session left = session_at(StepKind::Collect);
  left.card_left_behind = true;
  scenes.push_back({"collect-left", left});
  flow::Session rate = session_in("RS-01", StepKind::Rate);
  rate.applicant.reset();
  scenes.push_back({"rate", rate});
  flow::Session goodbye = session_at(StepKind::Goodbye);
  scenes.push_back({"goodbye-nothing", goodbye});
  goodbye.progress.receipt_number = kReceipt;
  scenes.push_back({"goodbye", goodbye});
}

void add_troubles(std::vector<Scene>& scenes) {
  for (int i = 1; i < static_cast<int>(kLastTrouble); ++i) {
    const auto kind = static_cast<flow::TroubleKind>(i);
    const bool early = kind <= flow::TroubleKind::ServiceUnavailable;
    flow::Session session = session_in("RS-01", StepKind::Trouble);
    if (early) session.applicant.reset();
    session.trouble = {kind, early ? StepKind::Identify : StepKind::Print, "7KQ2-M8XD", "", 1};
    session.progress.message = "参保记录需要先到窗口核对";
    session.progress.receipt_number = kReceipt;
    session.payment.number = "JF-desk-000012";
    scenes.push_back({"trouble-" + std::string(to_string(kind)), session});
  }
}

}  // namespace

std::vector<Scene> all_scenes() {
  std::vector<Scene> scenes;
  add_menus(scenes);
  add_service_pages(scenes);
  add_stories(scenes);
  add_forms(scenes);
  add_writing(scenes);
  add_scans(scenes);
  add_promises(scenes);
  add_cases(scenes);
  add_payments(scenes);
  add_ends(scenes);
  add_troubles(scenes);
  flow::Session idle = session_in("GA-03", StepKind::Form);
  idle.idle_warning = true;
  scenes.push_back({"idle", idle});
  scenes.push_back({"help", session_at(StepKind::Home), [](ScreenState& state) { state.help_open = true; }});
  return scenes;
}

std::vector<Look> all_looks() {
  flow::Preferences standard;
  flow::Preferences largest;
  largest.text_size = flow::TextSize::Largest;
  flow::Preferences contrast;
  contrast.theme = flow::ThemeChoice::HighContrast;
  flow::Preferences night;
  night.theme = flow::ThemeChoice::Night;
  flow::Preferences english;
  english.language = catalog::Language::En;
  flow::Preferences english_largest = english;
  english_largest.text_size = flow::TextSize::Largest;
  flow::Preferences low;
  low.low_reach = true;
  flow::Preferences low_largest = low;
  low_largest.text_size = flow::TextSize::Largest;
  return {{"zh", false, standard},       {"zh-largest", false, largest},
          {"contrast", false, contrast}, {"night", false, night},
          {"en", false, english},        {"en-largest", false, english_largest},
          {"landscape", true, standard}, {"landscape-largest", true, largest},
          {"low", false, low},           {"low-largest", false, low_largest}};
}

}  // namespace ui::gallery
