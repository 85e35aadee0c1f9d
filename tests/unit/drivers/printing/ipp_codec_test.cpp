// Printer reasons, page counts, and the bench's own IPP and HTTP.
#include <boost/test/unit_test.hpp>

#include "drivers/emulation/http_parser.h"
#include "drivers/emulation/ipp_message.h"
#include "drivers/printing/ipp_page_count.h"
#include "drivers/printing/ipp_reasons.h"

namespace drivers::printing::tests {
namespace {

using contract::FaultType;
using contract::SupplyLevel;
using emulation::HttpParser;
using emulation::HttpRequest;
using emulation::IppMessage;

IppCondition condition(const std::string& state, const std::vector<std::string>& reasons) {
  transport::IppAttributes attributes;
  attributes.add("printer-state", state);
  for (const std::string& reason : reasons) attributes.add("printer-state-reasons", reason);
  return read_condition(attributes);
}

std::optional<FaultType> blocking(const std::string& state, const std::vector<std::string>& reasons) {
  const IppCondition found = condition(state, reasons);
  return found.blocking() == nullptr ? std::nullopt : std::optional<FaultType>(found.blocking()->type);
}

std::vector<HttpRequest> parse_http(const std::string& bytes, std::size_t step) {
  HttpParser parser;
  std::vector<HttpRequest> requests;
  for (std::size_t at = 0; at < bytes.size(); at += step) {
    const std::string piece = bytes.substr(at, step);
    parser.feed({reinterpret_cast<const std::uint8_t*>(piece.data()), piece.size()});
    while (auto request = parser.next()) requests.push_back(std::move(*request));
  }
  return requests;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(ipp_codec)

BOOST_AUTO_TEST_CASE(reasons_mean_the_same_whatever_their_suffix) {
  for (const char* suffix : {"", "-report", "-warning", "-error"}) {
    BOOST_CHECK(blocking("3", {std::string("media-empty") + suffix}) == FaultType::PaperOut);
    BOOST_CHECK(blocking("5", {std::string("media-jam") + suffix}) == FaultType::PaperJam);
    BOOST_CHECK(blocking("5", {std::string("door-open") + suffix}) == FaultType::CoverOpen);
    BOOST_CHECK(blocking("5", {std::string("toner-empty") + suffix}) == FaultType::TonerOut);
    BOOST_CHECK(!blocking("3", {std::string("media-low") + suffix}));
  }
}

BOOST_AUTO_TEST_CASE(what_a_person_must_do_first_comes_first) {
  const IppCondition found = condition("5", {"media-empty-error", "toner-low-warning", "cover-open-error"});
  BOOST_REQUIRE_EQUAL(found.faults.size(), 3U);
  BOOST_CHECK(found.faults[0].type == FaultType::CoverOpen);
  BOOST_CHECK(found.faults[1].type == FaultType::PaperOut);
  BOOST_CHECK(found.faults[2].type == FaultType::TonerLow);
  BOOST_CHECK(found.paper == SupplyLevel::Out);
  BOOST_CHECK(found.toner == SupplyLevel::Low);
}

BOOST_AUTO_TEST_CASE(a_stop_without_a_reason_and_an_unknown_error_are_hardware_faults) {
  BOOST_CHECK(blocking("5", {"none"}) == FaultType::HardwareFault);
  BOOST_CHECK(blocking("3", {"vendor-lamp-error"}) == FaultType::HardwareFault);
  BOOST_CHECK(!blocking("3", {"vendor-lamp-report"}));
  BOOST_CHECK(!blocking("4", {"cups-waiting-for-job-completed"}));
  BOOST_CHECK(!blocking("5", {"paused"}));
  BOOST_CHECK(condition("5", {"paused"}).paused);
}

BOOST_AUTO_TEST_CASE(pages_are_counted_only_when_the_printer_has_counted) {
  contract::PrintRequest request;
  request.pages = 3;
  IppJobView job;
  BOOST_CHECK(!count_pages(job, request).counted);
  job.impressions = 0;
  BOOST_CHECK(!count_pages(job, request).counted);
  job.sheets = 3;
  BOOST_CHECK_EQUAL(count_pages(job, request).pages_printed, 3);
  request.duplex = true;
  job.sheets = 2;  // the second sheet carries one side
  BOOST_CHECK_EQUAL(count_pages(job, request).pages_printed, 3);
  job.impressions = 2;
  BOOST_CHECK_EQUAL(count_pages(job, request).pages_printed, 2);
}

BOOST_AUTO_TEST_CASE(a_message_comes_back_as_it_was_written) {
  IppMessage message;
  message.code = 0x000B;
  message.request_id = 7;
  message.add_all(emulation::IppGroup::Operation, emulation::IppTag::Keyword, "requested-attributes",
                  {"a", "bc"});
  message.add_number(emulation::IppGroup::Job, emulation::IppTag::Integer, "copies", 3);
  const auto bytes = message.encode();
  const auto parsed = emulation::parse_ipp(bytes);
  BOOST_REQUIRE(parsed.has_value());
  BOOST_CHECK_EQUAL(parsed->size, bytes.size());
  BOOST_CHECK_EQUAL(parsed->message.find("requested-attributes")->values.at(1), "bc");
  BOOST_CHECK(parsed->message.number("copies") == 3);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    BOOST_CHECK(!emulation::parse_ipp(std::span(bytes).first(size)).has_value());
  }
}

BOOST_AUTO_TEST_CASE(requests_are_read_in_any_pieces_with_chunks_and_with_lengths) {
  const std::string bytes =
      "POST /ipp/print HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n"
      "POST /two HTTP/1.1\r\ncontent-length: 4\r\n\r\nwxyz";
  for (const std::size_t step : {1U, 7U, 1000U}) {
    const auto requests = parse_http(bytes, step);
    BOOST_REQUIRE_EQUAL(requests.size(), 2U);
    BOOST_CHECK_EQUAL(std::string(requests[0].body.begin(), requests[0].body.end()), "abcde");
    BOOST_CHECK_EQUAL(requests[1].path, "/two");
    BOOST_CHECK_EQUAL(std::string(requests[1].body.begin(), requests[1].body.end()), "wxyz");
  }
}

BOOST_AUTO_TEST_CASE(what_is_no_http_is_refused) {
  for (const char* bytes : {"garbage\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    HttpParser parser;
    const std::string_view text(bytes);
    parser.feed({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    BOOST_CHECK(!parser.next());
    BOOST_CHECK(parser.failed());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace drivers::printing::tests
