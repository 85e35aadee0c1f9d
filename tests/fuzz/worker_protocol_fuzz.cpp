// Frames between terminal and SANE worker, and their JSON.
#include "drivers/scanning/worker_protocol.h"
#include "tests/fuzz/fuzz_target.h"

using namespace drivers::scanning;

namespace {

using Frames = std::vector<WorkerFrame>;

void drain(WorkerFrameParser& parser, Frames& found) {
  while (auto frame = parser.take()) found.push_back(std::move(*frame));
}

bool same(const Frames& a, const Frames& b) {
  bool equal = a.size() == b.size();
  for (std::size_t i = 0; equal && i < a.size(); ++i)
    equal = a[i].type == b[i].type && a[i].payload == b[i].payload;
  return equal;
}

/// What could be read can be written and read again, and is then the same.
template <class Parse>
void check_payload(fuzz::View payload, Parse parse) {
  const auto first = parse(payload);
  if (!first) return;
  const std::string text = to_json(*first).dump();
  const auto second = parse(kiosk::base::as_bytes(text));
  fuzz::expect(second.has_value() && to_json(*second) == to_json(*first),
               "what was read can be written and read");
}

void check_payloads(fuzz::View payload) {
  check_payload(payload, parse_request);
  check_payload(payload, parse_device);
  check_payload(payload, parse_geometry);
  check_payload(payload, parse_finish);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Input input(data, size);
  const std::uint8_t seed = input.byte();
  WorkerFrameParser whole, pieces;
  Frames from_whole, from_pieces;
  whole.feed(input.rest());
  drain(whole, from_whole);
  for (const fuzz::Bytes& piece : fuzz::cut(input.rest(), seed)) {
    pieces.feed(piece);
    drain(pieces, from_pieces);
  }
  fuzz::expect(same(from_whole, from_pieces), "cuts change nothing");
  fuzz::expect(whole.broken() == pieces.broken(), "cuts break nothing");
  for (const WorkerFrame& frame : from_whole) check_payloads(frame.payload);
  check_payloads(input.rest());
  return 0;
}
