// Visitor: drives the engine as a citizen, the devices and the centre would, and remembers the effects.
#pragma once

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <stdexcept>

#include "kiosk/base/clock.h"
#include "kiosk/flow/flow_engine.h"
#include "kiosk/flow/record.h"

// Compared, never printed.
BOOST_TEST_DONT_PRINT_LOG_VALUE(kiosk::flow::StepKind)
BOOST_TEST_DONT_PRINT_LOG_VALUE(kiosk::flow::Disposition)
BOOST_TEST_DONT_PRINT_LOG_VALUE(kiosk::flow::TroubleKind)
BOOST_TEST_DONT_PRINT_LOG_VALUE(kiosk::flow::CaseState)

namespace kiosk::tests {

/// The real catalogue and the desk terminal: the services are data, and the data are under test too.
struct TestWorld {
  catalog::ServiceCatalog catalog = load(catalog::ServiceCatalog::load("config"));
  settings::TerminalSettings terminal =
      load(settings::TerminalSettings::load("config", base::TerminalId{"desk"}));

  template <class T>
  static T load(base::Result<T> result) {
    if (!result) throw std::runtime_error(result.error().to_string());
    return std::move(*result);
  }
  static const TestWorld& get() {
    static const TestWorld world;
    return world;
  }
};

/// A synthetic citizen of region 100000.
inline drivers::contract::IdCard test_card() {
  using base::SecureString;
  drivers::contract::IdCard card;
  card.name = SecureString("测试人甲");
  card.sex_code = SecureString("2");
  card.nation_code = SecureString("01");
  card.birth_date = SecureString("19900307");
  card.address = SecureString("测试省测试市测试县测试路1号");
  card.number = SecureString("100000199003070028");
  card.valid_from = SecureString("20200101");
  card.valid_to = SecureString("长期");
  return card;
}

/// One long stroke.
inline flow::Stroke test_stroke() { return {{5, 5, 0}, {60, 20, 300}, {10, 40, 700}}; }

class Visitor {
 public:
  Visitor() : engine_({TestWorld::get().catalog, TestWorld::get().terminal}) {
    happens(flow::SurroundingsChanged{everything_works()});
  }

  static flow::Surroundings everything_works() {
    return {flow::Surroundings::Connectivity::Online,
            {"certificate-printer", "document-scanner", "id-card-reader", "receipt-printer"},
            true};
  }

  /// One event; returns what the engine said of it.
  flow::Disposition happens(flow::FlowEvent event) {
    flow::Occurrence occurrence{std::move(event), clock_.wall(), base::Uuid::make_v7(clock_)};
    flow::StepResult result = engine_.step(std::move(session_), occurrence);
    session_ = std::move(result.session);
    last_effects_ = result.effects;
    for (flow::Effect& effect : result.effects) effects_.push_back(std::move(effect));
    return result.disposition;
  }
  template <class Effect>
  bool was_asked() const {
    return std::any_of(last_effects_.begin(), last_effects_.end(),
                       [](const flow::Effect& effect) { return std::holds_alternative<Effect>(effect); });
  }
  template <class Effect>
  std::size_t times_asked() const {
    return static_cast<std::size_t>(
        std::count_if(effects_.begin(), effects_.end(),
                      [](const flow::Effect& effect) { return std::holds_alternative<Effect>(effect); }));
  }

  /// From the attract screen to the card on the reader.
  void come_for(const std::string& service) {
    happens(flow::Begin{});
    happens(flow::ChooseService{{service}});
    happens(flow::Next{});
    happens(flow::Next{});
  }
  void show_card() {
    happens(flow::CardRead{test_card()});
    happens(flow::Next{});
  }
  void answer(const std::string& field, const std::string& value) {
    happens(flow::AnswerField{{field}, base::SecureString(value)});
  }
  /// Fills the whole form with the first choice, or with what each kind needs.
  void fill_form() {
    while (session_.at == flow::StepKind::Form) {
      const catalog::FieldRule& rule = session_.service->form[session_.question];
      answer(rule.id.value, sample_answer(rule));
      const std::size_t question = session_.question;
      happens(flow::Next{});
      if (session_.at == flow::StepKind::Form && session_.question == question) {
        throw std::runtime_error("the answer to " + rule.id.value + " was not taken");
      }
    }
  }
  /// All papers are brought later.
  void bring_papers_later() {
    while (session_.at == flow::StepKind::Scan) happens(flow::Skip{});
  }
  /// One page of each paper that must be here; the others are brought later.
  void show_papers() {
    while (session_.at == flow::StepKind::Scan) {
      if (!session_.service->materials[session_.material].must_be_here()) {
        happens(flow::Skip{});
        continue;
      }
      happens(flow::ScanPage{});
      happens(flow::PageScanned{{"page", {}}});
      happens(flow::Next{});
    }
  }
  /// Whatever of the two the service has.
  void promise_and_sign() {
    if (session_.at == flow::StepKind::Promise) happens(flow::Next{});
    if (session_.at != flow::StepKind::Sign) return;
    happens(flow::DrawStroke{test_stroke()});
    happens(flow::Next{});
  }
  static flow::PaymentHeard payment(flow::PaymentProgress::State state, std::int64_t fen = 2000) {
    flow::PaymentHeard heard;
    heard.state = state;
    heard.number = "JF-desk-000001";
    heard.lines = {{{{"工本费", "Fee"}}, fen}};
    heard.fen = fen;
    heard.code = "https://pay.yunxi.example/p/JF-desk-000001";
    heard.valid_for = base::Duration{180'000};
    return heard;
  }
  /// Pays what is asked, where something is.
  void pay() {
    if (session_.at != flow::StepKind::Pay) return;
    happens(payment(flow::PaymentProgress::State::Asked));
    happens(payment(flow::PaymentProgress::State::Paid));
  }
  /// Stands on the review page of a service.
  void prepare(const std::string& service) {
    come_for(service);
    show_card();
    fill_form();
    show_papers();
    promise_and_sign();
  }

  const flow::Session& session() const { return session_; }
  flow::Session& edit() { return session_; }
  base::ManualClock& clock() { return clock_; }
  const flow::FlowEngine& engine() const { return engine_; }
  flow::StepKind at() const { return session_.at; }
  flow::TroubleKind trouble() const { return session_.trouble.kind; }

 private:
  std::string sample_answer(const catalog::FieldRule& rule) const {
    using catalog::FieldKind;
    switch (rule.kind) {
      case FieldKind::Choice:
      case FieldKind::MultiChoice: return rule.choices.front().value;
      case FieldKind::Period: return "2026-01/2026-10";
      case FieldKind::Date:
        if (rule.earliest_days >= 0) return "2026-11-24";
        return rule.latest_days < -30 ? "2020-01-01" : "2026-11-01";
      case FieldKind::Region: return a_leaf(TestWorld::get().catalog.regions()).code;
      case FieldKind::Text: return "测试路1号";
      case FieldKind::Digits: return std::string(std::max(rule.min_length, 2U), '7');
      case FieldKind::Phone: return "13800001234";
      case FieldKind::IdentityNumber: return "100000199003070018";
      case FieldKind::CreditCode: return "91100000MA0000001G";
      case FieldKind::Plate: return "陕A12345";
      case FieldKind::Vin: return "LTESTAA1400000001";
      case FieldKind::BankCard: return "6200000000000000000";
      case FieldKind::Amount: return "1200.50";
      case FieldKind::YesNo: return "yes";
    }
    return "";
  }
  static const catalog::Region& a_leaf(const catalog::Region& region) {
    return region.children.empty() ? region : a_leaf(region.children.front());
  }

  base::ManualClock clock_;
  flow::FlowEngine engine_;
  flow::Session session_;
  flow::Effects effects_, last_effects_;
};

}  // namespace kiosk::tests
