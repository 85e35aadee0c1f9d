// The frames between terminal and worker: round trips, cuts, nonsense.
#include <boost/test/unit_test.hpp>

#include "drivers/scanning/worker_protocol.h"

using namespace drivers::scanning;
using kiosk::base::as_bytes;
using kiosk::base::SecureBytes;

BOOST_AUTO_TEST_SUITE(worker_protocol)

BOOST_AUTO_TEST_CASE(a_request_comes_back_as_it_was) {
  WorkerRequest request;
  request.device = "test:0";
  request.scanning = {
      200, drivers::contract::ColourMode::Colour, drivers::contract::ScanSource::Feeder, {1.5, 2, 100, 50}, 7,
      true};
  request.options = {{"read-delay", "yes"}};
  WorkerFrameParser parser;
  for (const std::uint8_t byte : encode_frame(FrameType::Request, to_json(request))) parser.feed({&byte, 1});
  const auto frame = parser.take();
  BOOST_REQUIRE(frame);
  const auto parsed = parse_request(frame->payload);
  BOOST_REQUIRE(parsed);
  BOOST_TEST((to_json(*parsed) == to_json(request)));
  BOOST_TEST(!parser.take());
}

BOOST_AUTO_TEST_CASE(frames_that_come_together_come_out_in_order) {
  SecureBytes stream = encode_frame(FrameType::Pixels, as_bytes("abc"));
  const auto end = encode_frame(FrameType::PageEnd, std::span<const std::uint8_t>());
  stream.insert(stream.end(), end.begin(), end.end());
  WorkerFrameParser parser;
  parser.feed(stream);
  BOOST_TEST((parser.take()->type == FrameType::Pixels));
  BOOST_TEST((parser.take()->type == FrameType::PageEnd));
  BOOST_TEST(!parser.take());
  BOOST_TEST(!parser.broken());
}

BOOST_AUTO_TEST_CASE(unknown_types_and_sizes_break_the_stream_for_good) {
  for (const std::string& nonsense : {std::string("X\0\0\0\0", 5), std::string("P\xFF\xFF\xFF\xFF", 5),
                                      std::string("P\x01\x00\x04\x00", 5)}) {
    WorkerFrameParser parser;
    parser.feed(as_bytes(nonsense));
    BOOST_TEST(!parser.take());
    BOOST_TEST(parser.broken());
    parser.feed(encode_frame(FrameType::PageEnd, std::span<const std::uint8_t>()));
    BOOST_TEST(!parser.take());
  }
}

BOOST_AUTO_TEST_CASE(payloads_that_nobody_would_send_are_refused) {
  for (const char* text :
       {"", "{", "[]", "7", R"({"width":10})",
        R"({"width":0,"lines":1,"bytes_per_line":9,"channels":1,"resolution":1})",
        R"({"width":10,"lines":0,"bytes_per_line":10,"channels":1,"resolution":1})",
        R"({"width":10,"lines":1,"bytes_per_line":9,"channels":1,"resolution":1})",
        R"({"width":10,"lines":1,"bytes_per_line":20,"channels":2,"resolution":1})",
        R"({"width":50000,"lines":90000,"bytes_per_line":150000,"channels":3,"resolution":1})"}) {
    BOOST_TEST(!parse_geometry(as_bytes(text)), text);
  }
  BOOST_TEST(!parse_finish(as_bytes(R"({"status":"splendid","where":""})")));
  BOOST_TEST(!parse_request(as_bytes("{}")));
  BOOST_TEST(!parse_device(as_bytes(R"({"name":1,"model":""})")));
  WorkerRequest far;
  far.scanning.pages = 101;
  BOOST_TEST(!parse_request(as_bytes(to_json(far).dump())));
}

BOOST_AUTO_TEST_SUITE_END()
