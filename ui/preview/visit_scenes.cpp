// A walk through a service's steps without flow engine and devices.
#include "ui/preview/visit_scenes.h"

#include <algorithm>
#include <cstdio>

#include "kiosk/catalog/field_check.h"

namespace ui::preview {
namespace {

using kiosk::base::SecureString;
using kiosk::catalog::FieldKind;
using kiosk::catalog::FieldRule;
using kiosk::catalog::StepKind;
using kiosk::flow::CaseState;
using kiosk::flow::Session;

constexpr const char* kReceipt = "T00-261123-0001-7";

/// The first place without parts of its own.
std::string leaf_of(const kiosk::catalog::Region& root) {
  const kiosk::catalog::Region* place = &root;
  while (!place->children.empty()) place = &place->children.front();
  return place->code;
}

/// An answer that could be a citizen's; numbers that belong to nobody.
std::string sample_of(const FieldRule& rule, const kiosk::catalog::ServiceCatalog& catalog,
                      kiosk::base::WallTime now) {
  const std::string usual = kiosk::catalog::default_answer(rule, now);
  if (!usual.empty()) return usual;
  switch (rule.kind) {
    case FieldKind::Choice:
    case FieldKind::MultiChoice: return rule.choices.empty() ? "" : rule.choices.front().value;
    case FieldKind::YesNo: return "yes";
    case FieldKind::Region: return leaf_of(catalog.regions());
    case FieldKind::Text: return "样例文字";
    case FieldKind::Digits: return std::string("1234567890").substr(0, std::max(rule.min_length, 1U));
    case FieldKind::Phone: return "13900001234";
    case FieldKind::IdentityNumber: return "100000199003070010";
    case FieldKind::CreditCode: return "91100000MA00012341";
    case FieldKind::Plate: return "陕G12345";
    case FieldKind::Vin: return "1M8GDM9AXKP042788";
    case FieldKind::BankCard: return "6222020000000001232";
    case FieldKind::Amount: return "50000";
    case FieldKind::Date: return kiosk::base::to_rfc3339(now).substr(0, 10);
    case FieldKind::Period: break;
  }
  return "2026-01/2026-06";
}

class Walk {
 public:
  Walk(const kiosk::catalog::ServiceDefinition& service, const kiosk::catalog::ServiceCatalog& catalog,
       kiosk::base::WallTime now)
      : service_(service), catalog_(catalog), now_(now) {
    session_.service = &service;
    session_.domain = service.domain;
    session_.surroundings.connectivity = kiosk::flow::Surroundings::Connectivity::Online;
    session_.surroundings.usable_devices = service.devices;
    std::sort(session_.surroundings.usable_devices.begin(), session_.surroundings.usable_devices.end());
    session_.materials.resize(service.materials.size());
  }

  std::vector<VisitScene> go() {
    show(StepKind::ServicePage, "");
    for (std::size_t i = 0; i < service_.steps.size(); ++i) {
      session_.step = i;
      take_step(service_.steps[i]);
    }
    return std::move(scenes_);
  }

 private:
  void show(StepKind kind, const std::string& part) {
    session_.at = kind;
    char number[8];
    std::snprintf(number, sizeof number, "%02zu-", scenes_.size() + 1);
    const std::string name = std::string(number) + std::string(to_string(kind));
    scenes_.push_back({part.empty() ? name : name + "-" + part, session_});
  }

  void take_step(StepKind kind) {
    switch (kind) {
      case StepKind::Identify: show(kind, ""); return put_card();
      case StepKind::Form: return fill_form();
      case StepKind::Scan: return lay_papers();
      case StepKind::Submit: return submit();
      case StepKind::Preview: session_.document_ready = true; break;
      case StepKind::Print: session_.print.running = true; break;
      case StepKind::Collect: session_.print.slip_printed = true; break;
      default: break;
    }
    show(kind, "");
    if (kind == StepKind::Promise) session_.promised = true;
    if (kind == StepKind::Print) session_.print = {.pages_printed = 1, .counted = true, .done = true};
  }

  void put_card() {
    drivers::contract::IdCard card;
    card.name = SecureString("测试人甲");
    card.number = SecureString("100000199003070010");
    card.address = SecureString("云溪县青溪镇测试路 9 号");
    card.valid_to = SecureString("20360307");
    session_.applicant = card;
  }

  void fill_form() {
    for (std::size_t i = 0; i < service_.form.size(); ++i) {
      const FieldRule& rule = service_.form[i];
      session_.question = i;
      show(StepKind::Form, rule.id.value);
      session_.answers.push_back({rule.id, SecureString(sample_of(rule, catalog_, now_))});
    }
  }

  void lay_papers() {
    for (std::size_t i = 0; i < service_.materials.size(); ++i) {
      session_.material = i;
      show(StepKind::Scan, service_.materials[i].id);
      session_.materials[i].pages = {{"page", {}}};
    }
  }

  void submit() {
    show(StepKind::Submit, "");
    session_.progress.state = CaseState::Delivered;
    session_.progress.receipt_number = kReceipt;
    if (!service_.has_step(StepKind::Print)) return;
    session_.progress.documents = {
        {"sample", service_.name.in(session_.preferences.language), "8H2K-77QX", 1}};
  }

  const kiosk::catalog::ServiceDefinition& service_;
  const kiosk::catalog::ServiceCatalog& catalog_;
  kiosk::base::WallTime now_;
  Session session_{};
  std::vector<VisitScene> scenes_{};
};

}  // namespace

std::vector<VisitScene> visit_scenes(const kiosk::catalog::ServiceDefinition& service,
                                     const kiosk::catalog::ServiceCatalog& catalog,
                                     kiosk::base::WallTime now) {
  return Walk(service, catalog, now).go();
}

}  // namespace ui::preview
