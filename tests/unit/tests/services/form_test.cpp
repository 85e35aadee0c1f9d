// No question that the card or an earlier question has answered, and nothing kept from the citizen.
#include <boost/test/unit_test.hpp>
#include <set>

#include "tests/unit/tests/services/shipped.h"

using namespace kiosk;
using catalog::FieldRule;
using catalog::Language;
using catalog::ServiceDefinition;
using kiosk::tests::all_services;

namespace {

/// What the resident ID card says of its holder, in the words a form would use.
const std::set<std::string> kOnTheCard{"name", "sex",       "nation",          "birth_date",
                                       "age",  "id_number", "identity_number", "household_address"};
const std::set<std::string> kCardLabels{"姓名",       "性别",     "民族",     "出生日期", "年龄",
                                        "身份证号码", "证件号码", "户籍地址", "有效期"};

/// Region and house are one address in two questions; each other kind that says who or what is meant is asked
/// once.
bool may_only_be_once(catalog::FieldKind kind) {
  using catalog::FieldKind;
  return kind == FieldKind::Phone || kind == FieldKind::CreditCode || kind == FieldKind::Plate ||
         kind == FieldKind::Vin || kind == FieldKind::BankCard || kind == FieldKind::Region ||
         kind == FieldKind::IdentityNumber;
}

/// A question about another person says so.
bool about_somebody_else(const FieldRule& rule) {
  return rule.label.in(Language::ZhCn).find("亲属") != std::string::npos;
}

using Defects = std::vector<std::string>;

/// The questions that should not be asked.
Defects defects_of(const ServiceDefinition& service) {
  Defects defects;
  std::set<std::string> labels;
  std::set<catalog::FieldKind> kinds;
  for (const FieldRule& rule : service.form) {
    const std::string label = rule.label.in(Language::ZhCn);
    const bool known = kOnTheCard.count(rule.id.value) > 0 || kCardLabels.count(label) > 0;
    const bool own_number = rule.kind == catalog::FieldKind::IdentityNumber && !about_somebody_else(rule);
    const bool same_words = !labels.insert(label).second;
    const bool same_kind = !kinds.insert(rule.kind).second && may_only_be_once(rule.kind);
    if (known || own_number || same_words || same_kind) {
      defects.push_back(service.id.value + " " + rule.id.value);
    }
  }
  return defects;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(every_form)

BOOST_AUTO_TEST_CASE(asks_nothing_twice_and_nothing_that_the_card_says) {
  for (const ServiceDefinition& service : all_services()) {
    BOOST_TEST(defects_of(service) == Defects{}, boost::test_tools::per_element());
  }
}

BOOST_AUTO_TEST_CASE(is_a_defect_when_it_asks_again) {
  ServiceDefinition service = all_services().front();
  service.form = {*kiosk::tests::TestWorld::get().catalog.find({"GA-03"})->field({"phone"})};
  BOOST_TEST(defects_of(service).empty());
  FieldRule again = service.form.front();
  again.id.value = "second_phone";
  FieldRule name = again;
  name.id.value = "name";
  FieldRule number = again;
  number.id.value = "number";
  number.kind = catalog::FieldKind::IdentityNumber;
  service.form.insert(service.form.end(), {again, name, number});
  BOOST_TEST(defects_of(service).size() == 3U);
}

BOOST_AUTO_TEST_CASE(asks_for_a_phone_wherever_the_answer_comes_later) {
  for (const ServiceDefinition& service : all_services()) {
    const bool later = service.case_kind != catalog::CaseKind::Instant;
    const bool asked = service.field({"phone"}) != nullptr;
    // The yearly report is published; nobody is called.
    if (later && service.id.value != "SJ-04") BOOST_TEST(asked, service.id.value);
  }
}

BOOST_AUTO_TEST_SUITE_END()
