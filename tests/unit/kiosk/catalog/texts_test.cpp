// Texts: holes are seen, placeholders are filled once, words go there and back.
#include <boost/test/unit_test.hpp>

#include "kiosk/catalog/service_definition.h"
#include "kiosk/catalog/texts.h"

using namespace kiosk::catalog;

BOOST_AUTO_TEST_SUITE(texts)

BOOST_AUTO_TEST_CASE(an_unknown_id_is_shown_as_a_hole) {
  const Texts texts({{"a.b", {{"甲", "A"}}}});
  BOOST_TEST(texts.get("a.b", Language::ZhCn) == "甲");
  BOOST_TEST(texts.get("a.b", Language::En) == "A");
  BOOST_TEST(texts.get("a.c", Language::En) == "[a.c]");
  BOOST_TEST(!texts.has("a.c"));
}

BOOST_AUTO_TEST_CASE(each_placeholder_is_filled_wherever_it_stands) {
  BOOST_TEST(fill("{a}-{b}-{a}", {{"a", "1"}, {"b", "2"}}) == "1-2-1");
  BOOST_TEST(fill("no names", {{"a", "1"}}) == "no names");
  BOOST_TEST(fill("{unknown} {a}", {{"a", "1"}}) == "{unknown} 1");
  BOOST_TEST(fill("open { {a}", {{"a", "1"}}) == "open { 1");
  BOOST_TEST(fill("end {a", {{"a", "1"}}) == "end {a");
}

BOOST_AUTO_TEST_CASE(a_value_with_braces_is_not_filled_again) {
  BOOST_TEST(fill("{a} {b}", {{"a", "{b}"}, {"b", "2"}}) == "{b} 2");
}

BOOST_AUTO_TEST_CASE(placeholders_are_found) {
  BOOST_TEST((placeholders("{a} of {b}, {a}") == std::set<std::string>{"a", "b"}));
  BOOST_TEST(placeholders("none {").empty());
}

BOOST_AUTO_TEST_CASE(every_word_goes_there_and_back) {
  for (const StepKind kind : kStepKinds) BOOST_TEST((parse_step_kind(to_string(kind)) == kind));
  for (const Domain domain : kDomains) BOOST_TEST((parse_domain(to_string(domain)) == domain));
  for (const Language language : kLanguages) BOOST_TEST((parse_language(to_string(language)) == language));
  BOOST_TEST(!parse_step_kind("dance"));
  BOOST_TEST(!parse_domain("weather"));
  BOOST_TEST(!parse_language("fr"));
}

BOOST_AUTO_TEST_SUITE_END()
