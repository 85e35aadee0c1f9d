// Synthetic visits and the screen that shows them.
#include "ui/gallery/stage.h"

#include <cmath>

namespace ui::gallery {
namespace {

Sources& sources_in_use() {
  static Sources sources;
  return sources;
}

settings::TerminalSettings terminal_for(bool landscape) {
  settings::TerminalSettings terminal = desk_terminal();
  if (!landscape) return terminal;
  std::swap(terminal.display.width_px, terminal.display.height_px);
  terminal.display.width_mm = 597;
  terminal.display.lower_edge_mm = 850;
  return terminal;
}

std::vector<toolkit::ThemeTokens> themes() {
  return toolkit::load_themes(sources().config / "theme", sources().config / "schemas/theme.schema.json")
      .value();
}

catalog::FieldRule rule_of(catalog::FieldKind kind, const std::string& id) {
  catalog::FieldRule rule;
  rule.id = {id};
  rule.kind = kind;
  rule.question = {{"这是一个问题？", "Is this a question?"}};
  rule.label = {{"问题", "Question"}};
  return rule;
}

void answer(flow::Session& session, const std::string& field, const std::string& value) {
  session.answers.push_back({{field}, base::SecureString(value)});
}

}  // namespace

void read_from(Sources sources) { sources_in_use() = std::move(sources); }

const Sources& sources() { return sources_in_use(); }

const catalog::ServiceCatalog& real_catalog() {
  static const catalog::ServiceCatalog catalog = catalog::ServiceCatalog::load(sources().config).value();
  return catalog;
}

const settings::TerminalSettings& desk_terminal() {
  static const settings::TerminalSettings terminal =
      settings::TerminalSettings::load(sources().config, {"desk"}).value();
  return terminal;
}

const catalog::ServiceDefinition& service(const std::string& id) { return *real_catalog().find({id}); }

const catalog::ServiceDefinition& service_of_all_fields() {
  using catalog::FieldKind;
  static const catalog::ServiceDefinition all = [] {
    catalog::ServiceDefinition made = service("GA-03");
    made.form.clear();
    made.form.push_back(rule_of(FieldKind::YesNo, "yes_no"));
    made.form.push_back(rule_of(FieldKind::Digits, "digits"));
    catalog::FieldRule many = rule_of(FieldKind::Choice, "many");
    for (int i = 1; i <= 14; ++i) {
      const std::string number = std::to_string(i);
      many.choices.push_back(
          {"c" + number, {{"选项" + number, "Choice " + number}}, {{"说明文字", "A short hint"}}});
    }
    made.form.push_back(many);
    made.form.push_back(rule_of(FieldKind::IdentityNumber, "identity_number"));
    made.form.push_back(rule_of(FieldKind::CreditCode, "credit_code"));
    made.form.push_back(rule_of(FieldKind::Plate, "plate"));
    made.form.push_back(rule_of(FieldKind::Vin, "vin"));
    made.form.push_back(rule_of(FieldKind::BankCard, "bank_card"));
    made.form.push_back(rule_of(FieldKind::Amount, "amount"));
    return made;
  }();
  return all;
}

drivers::contract::IdCard test_card() {
  drivers::contract::IdCard card;
  card.name = base::SecureString(kName);
  card.number = base::SecureString(kNumber);
  card.address = base::SecureString(kAddress);
  card.valid_to = base::SecureString("20360307");
  return card;
}

flow::Session session_at(flow::StepKind kind) {
  flow::Session session;
  session.at = kind;
  session.surroundings.connectivity = flow::Surroundings::Connectivity::Online;
  session.surroundings.usable_devices = {"certificate-printer", "id-card-reader", "receipt-printer"};
  return session;
}

flow::Session session_in(const std::string& id, flow::StepKind kind) {
  flow::Session session = session_at(kind);
  session.service = &service(id);
  session.domain = session.service->domain;
  if (kind == flow::StepKind::Notice || kind == flow::StepKind::Identify) return session;
  session.applicant = test_card();
  if (id == "RS-01") {
    answer(session, "insurance_kinds", "pension,medical");
    answer(session, "period", "2025-11/2026-10");
    answer(session, "purpose", "loan");
  } else {
    const auto& town = real_catalog().regions().children.at(1);
    answer(session, "region", town.children.at(0).code);
    answer(session, "house", "桥头路 12 号");
    answer(session, "landlord_kind", "rented");
    answer(session, "moved_in", "2026-09-01");
    answer(session, "reason", "work");
    answer(session, "phone", kPhone);
  }
  return session;
}

PaperPages::PaperPages() : page_(kiosk::typeset::RgbaBitmap::make(620, 877)) {
  std::fill(page_.bytes.begin(), page_.bytes.end(), std::uint8_t{255});
  const auto ink = [this](int x, int y, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
    std::uint8_t* pixel = page_.at(x, y);
    pixel[0] = r, pixel[1] = g, pixel[2] = b;
  };
  for (int y = 120; y < 640; ++y) {
    for (int x = 70; x < 550; ++x) {
      if (y % 44 < 9 && x < 550 - (y * 7) % 190) ink(x, y, 90, 96, 110);
    }
  }
  for (int y = 40; y < 76; ++y) {
    for (int x = 150; x < 470; ++x) ink(x, y, 30, 34, 48);
  }
  for (int y = -70; y <= 70; ++y) {
    for (int x = -70; x <= 70; ++x) {
      const double radius = std::hypot(x, y);
      if ((radius > 62 && radius < 70) || radius < 18) ink(450 + x, 720 + y, 210, 40, 40);
    }
  }
}

Stage::Stage(bool landscape)
    : terminal(terminal_for(landscape)),
      host(themes(), screens::display_of(terminal.display), clock),
      session(session_at(flow::StepKind::Attract)) {
  prefer({});
}

void Stage::prefer(const flow::Preferences& preferences) {
  session.preferences = preferences;
  host.set_settings(screens::ui_settings(preferences, terminal));
  host.set_texts(screens::widget_texts(catalog_->texts(), preferences.language));
}

void Stage::with_input_methods() {
  methods = entry::EntryMethods::start({sources().config, sources().entry_tables}, worker, main).value();
  settle();
}

void Stage::settle() {
  while (worker.run_ready() + main.run_ready() > 0) {
  }
}

void Stage::show(flow::Session next) {
  const flow::Preferences preferences = session.preferences;
  session = std::move(next);
  if (const auto* own = session.service ? catalog_->find(session.service->id) : nullptr) {
    if (session.service == &service(own->id.value)) session.service = own;
  }
  session.preferences = preferences;
  state = ScreenState{};
  clock.advance(base::Duration{1'000});
  draw();
}

void Stage::play(const Scene& scene) {
  show(scene.session);
  if (scene.touches) scene.touches(*this);
  if (scene.prepare) scene.prepare(state);
  draw();
}

void Stage::speak(const catalog::ServiceCatalog& wordings) {
  catalog_ = &wordings;
  prefer(session.preferences);
}

void Stage::build(toolkit::Ui& ui) {
  Intents more = screens::draw_screen(
      ui, {session, *catalog_, terminal, clock.wall(), &pages, &pages, methods.get()}, state);
  std::move(more.begin(), more.end(), std::back_inserter(intents));
}

void Stage::draw() {
  settle();
  intents.clear();
  const toolkit::BuildFrame build = [this](toolkit::Ui& ui) { this->build(ui); };
  do {
    host.frame(build);
  } while (!host.input().empty());
  Intents heard = std::move(intents);
  intents.clear();
  host.frame(build);
  intents = std::move(heard);
}

void Stage::press(const std::string& id) {
  const toolkit::Node* node = host.tree().find(id);
  if (node != nullptr) host.input().finger_down(1, node->bounds.center());
  draw();
}

void Stage::release(const std::string& id) {
  const toolkit::Node* node = host.tree().find(id);
  if (node != nullptr) host.input().finger_up(1, node->bounds.center());
  draw();
}

bool Stage::touch(const std::string& name) {
  clock.advance(base::Duration{1'000});
  const toolkit::Node* node = host.tree().find_named(name);
  if (node == nullptr) node = host.tree().find(name);
  if (node == nullptr || !node->operable) return false;
  const toolkit::Point middle = node->bounds.center();
  host.input().finger_down(1, middle);
  host.input().finger_up(1, middle);
  draw();
  return true;
}

std::string Stage::text(std::string_view id) const {
  return catalog_->texts().get(id, session.preferences.language);
}

}  // namespace ui::gallery
