// Laying out the acceptance slip.
#include "kiosk/app/slip_layout.h"

#include <array>
#include <cstdio>

#include "kiosk/base/mask.h"
#include "kiosk/protocol/payment.h"

namespace kiosk::app {
namespace {

using base::SecureString;
using drivers::contract::Align;
using drivers::contract::Slip;
using drivers::contract::SlipFeed;
using drivers::contract::SlipPair;
using drivers::contract::SlipQr;
using drivers::contract::SlipRule;
using drivers::contract::SlipText;

/// Builds the parts with the session's language at hand.
class SlipWriter {
 public:
  explicit SlipWriter(const SlipSource& source)
      : source_(source), language_(source.session.preferences.language) {}

  std::string text(std::string_view id) const { return source_.catalog.texts().get(id, language_); }
  std::string own(const std::string& zh, const std::string& en) const {
    return language_ == catalog::Language::En ? en : zh;
  }
  void line(std::string wording, Align align, int scale = 1, bool bold = false) {
    slip_.parts.emplace_back(SlipText{SecureString(wording), align, scale, bold});
  }
  void pair(std::string_view id, const std::string& value) {
    slip_.parts.emplace_back(SlipPair{text(id), SecureString(value)});
  }
  void rule() { slip_.parts.emplace_back(SlipRule{}); }

  void head();
  void body();
  void papers();
  void money();
  void foot();
  Slip take() { return std::move(slip_); }

 private:
  /// Money was taken or asked for, and no case stands for it.
  bool no_case() const;
  const std::string& number() const;
  std::string state_word() const;
  std::string promised() const;

  const SlipSource& source_;
  catalog::Language language_;
  Slip slip_;
};

std::string local_time(base::WallTime time) {
  const base::CivilTime c = base::to_civil(time);
  std::array<char, 80> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02d-%02d %02d:%02d:%02d", c.year, c.month, c.day, c.hour,
                c.minute, c.second);
  return text.data();
}

void SlipWriter::head() {
  const auto& terminal = source_.terminal;
  line(catalog::fill(text("slip.subtitle"), {{"county", own(terminal.county_zh, terminal.county_en)}}),
       Align::Center);
  line(text(no_case() ? "slip.payment-title" : "slip.title"), Align::Center, 2, true);
  slip_.parts.emplace_back(SlipFeed{1});
  line(text(no_case() ? "pay.number" : "slip.number"), Align::Center);
  line(number(), Align::Center, 2, true);
  rule();
}

void SlipWriter::body() {
  const auto& session = source_.session;
  if (session.service != nullptr) pair("slip.matter", session.service->name.in(language_));
  if (session.applicant) {
    const auto& card = *session.applicant;
    pair("slip.applicant", base::mask_name((card.name.empty() ? card.english_name : card.name).reveal()));
  }
  if (session.progress.applied_at.since_epoch.count() > 0) {
    pair("slip.time", local_time(session.progress.applied_at));
  }
  pair("slip.terminal", source_.terminal.id.value);
  pair("slip.place", own(source_.terminal.place_zh, source_.terminal.place_en));
  pair("slip.state", state_word());
  if (session.service != nullptr && !no_case()) pair("slip.promised", promised());
}

bool SlipWriter::no_case() const {
  const flow::CaseState state = source_.session.progress.state;
  const bool stands = state == flow::CaseState::Stored || state == flow::CaseState::Delivered ||
                      state == flow::CaseState::Unconfirmed;
  return !stands && !source_.session.payment.number.empty();
}

const std::string& SlipWriter::number() const {
  return no_case() ? source_.session.payment.number : source_.session.progress.receipt_number;
}

void SlipWriter::money() {
  const flow::PaymentProgress& payment = source_.session.payment;
  if (!payment.number.empty() && payment.fen > 0) {
    if (!no_case()) pair("pay.number", payment.number);
    pair("slip.amount", catalog::fill(text("pay.amount"), {{"yuan", protocol::yuan_text(payment.fen)}}));
  }
  if (!payment.refund_number.empty()) pair("slip.refund", payment.refund_number);
  const std::string& mail = source_.session.progress.mail_number;
  if (!mail.empty()) pair("slip.mail", mail);
}

std::string SlipWriter::state_word() const {
  if (no_case()) return text("slip.state.returned");
  switch (source_.session.progress.state) {
    case flow::CaseState::Delivered: return text("slip.state.delivered");
    case flow::CaseState::Unconfirmed: return text("slip.state.unconfirmed");
    default: return text("slip.state.stored");
  }
}

std::string SlipWriter::promised() const {
  const int days = source_.session.service->promised_working_days;
  if (days == 0) return text("slip.promised.instant");
  return catalog::fill(text("slip.promised.days"), {{"days", std::to_string(days)}});
}

void SlipWriter::papers() {
  if (source_.session.service == nullptr) return;
  bool first = true;
  const auto& given = source_.session.materials;
  const auto& materials = source_.session.service->materials;
  for (std::size_t i = 0; i < materials.size(); ++i) {
    const catalog::Material& material = materials[i];
    const bool follows = i < given.size() ? given[i].follows_later : material.may_follow_later;
    if (!follows) continue;
    if (first) pair("slip.papers-later", material.name.in(language_));
    if (!first) line(material.name.in(language_), Align::Right);
    first = false;
  }
}

void SlipWriter::foot() {
  rule();
  line(text(no_case() ? "slip.payment-legal" : "slip.legal"), Align::Left);
  slip_.parts.emplace_back(SlipFeed{1});
  if (!no_case()) slip_.parts.emplace_back(SlipQr{verify_address(source_.terminal, number())});
  if (!no_case()) line(text("slip.verify"), Align::Center);
  line(catalog::fill(text("slip.hotline"), {{"hotline", source_.terminal.hotline}}), Align::Center);
  line(text("slip.keep"), Align::Center);
}

}  // namespace

std::string verify_address(const settings::TerminalSettings& terminal, const std::string& receipt_number) {
  return terminal.central.url + "/v1/cases/" + receipt_number;
}

Slip make_acceptance_slip(const SlipSource& source) {
  SlipWriter writer(source);
  writer.head();
  writer.body();
  writer.money();
  writer.papers();
  writer.foot();
  return writer.take();
}

}  // namespace kiosk::app
