// Numbers that check themselves.
#include <boost/test/unit_test.hpp>

#include "kiosk/catalog/checked_numbers.h"

using namespace kiosk::catalog;

BOOST_AUTO_TEST_SUITE(checked_numbers)

BOOST_AUTO_TEST_CASE(a_credit_code_is_checked_by_its_last_character) {
  BOOST_TEST(is_valid_credit_code("91100000MA0000001G"));
  BOOST_TEST(is_valid_credit_code("91350100M000100Y43"));
  BOOST_TEST(!is_valid_credit_code("91100000MA00000011"));
  BOOST_TEST(!is_valid_credit_code("19100000MA0000001G"));
  BOOST_TEST(!is_valid_credit_code("91100000MA0000001g"));
  BOOST_TEST(!is_valid_credit_code("91100000MAO000001G"));
  BOOST_TEST(!is_valid_credit_code("91100000MA0000001"));
  BOOST_TEST(!is_valid_credit_code(""));
}

BOOST_AUTO_TEST_CASE(a_plate_is_province_authority_and_five_or_six_characters) {
  BOOST_TEST(is_valid_plate("陕G12345"));
  BOOST_TEST(is_valid_plate("陕GD12345"));
  BOOST_TEST(is_valid_plate("陕G1234学"));
  BOOST_TEST(is_valid_plate("陕G1234挂"));
  BOOST_TEST(!is_valid_plate("陕G1234"));
  BOOST_TEST(!is_valid_plate("陕G123456学"));
  BOOST_TEST(!is_valid_plate("陕112345"));
  BOOST_TEST(!is_valid_plate("陕I12345"));
  BOOST_TEST(!is_valid_plate("陕G1234O"));
  BOOST_TEST(!is_valid_plate("天G12345"));
  BOOST_TEST(!is_valid_plate("陕G12学45"));
  BOOST_TEST(!is_valid_plate("\xE9\x99"));
  BOOST_TEST(!is_valid_plate(""));
}

BOOST_AUTO_TEST_CASE(a_vehicle_number_is_checked_by_its_ninth_character) {
  BOOST_TEST(is_valid_vin("LTESTAA1400000001"));
  BOOST_TEST(is_valid_vin("1M8GDM9AXKP042788"));
  BOOST_TEST(!is_valid_vin("LTESTAA1500000001"));
  BOOST_TEST(!is_valid_vin("LTESTAA140000000O"));
  BOOST_TEST(!is_valid_vin("LTESTAA140000001"));
}

BOOST_AUTO_TEST_CASE(a_bank_card_is_checked_by_its_last_digit) {
  BOOST_TEST(is_valid_bank_card("6200000000000000000"));
  BOOST_TEST(is_valid_bank_card("4111111111111111"));
  BOOST_TEST(!is_valid_bank_card("4111111111111112"));
  BOOST_TEST(!is_valid_bank_card("0000000000"));
  BOOST_TEST(!is_valid_bank_card("62000000000000000000"));
  BOOST_TEST(!is_valid_bank_card("411111111111111a"));
}

BOOST_AUTO_TEST_CASE(an_amount_has_at_most_two_decimals) {
  BOOST_TEST((parse_fen("1200.50") == 120'050));
  BOOST_TEST((parse_fen("1200.5") == 120'050));
  BOOST_TEST((parse_fen("0.01") == 1));
  BOOST_TEST((parse_fen("0") == 0));
  BOOST_TEST((parse_fen("9999999999999.99") == 999'999'999'999'999));
  for (const char* wrong : {"", ".", "5.", ".5", "1.234", "007", "-1", "1,000", "1e3", "10000000000000"}) {
    BOOST_TEST(!parse_fen(wrong), wrong);
  }
}

BOOST_AUTO_TEST_SUITE_END()
