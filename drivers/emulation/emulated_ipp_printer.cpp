// The port of the emulated A4 printer.
#include "drivers/emulation/emulated_ipp_printer.h"

namespace drivers::emulation {
EmulatedIppPrinter::EmulatedIppPrinter(EventLoop& loop, const IppPrinterBuild& build)
    : engine_(loop, build.folder / "prints", build.page_time),
      responder_(engine_),
      port_(loop, build.port, [this](const HttpRequest& request) { return answer(request); }),
      closing_(loop) {}

std::string EmulatedIppPrinter::address() const {
  return "ipp://127.0.0.1:" + std::to_string(port_.port()) + "/ipp/print";
}

kiosk::base::Status EmulatedIppPrinter::plug() {
  if (auto opened = port_.open(); !opened) return opened;
  responder_.set_uri(address());
  return {};
}

HttpPort::Answer EmulatedIppPrinter::answer(const HttpRequest& request) {
  if (request.method != "POST") return {405};
  const auto parsed = parse_ipp(request.body);
  if (!parsed) return {400};
  const std::span<const std::uint8_t> document = std::span(request.body).subspan(parsed->size);
  return {200, "application/ipp", responder_.answer(parsed->message, document).encode()};
}

kiosk::base::Json EmulatedIppPrinter::describe() const {
  kiosk::base::Json jobs = kiosk::base::Json::array();
  for (const PrintJob& job : engine_.jobs()) {
    jobs.push_back({{"id", job.id},
                    {"name", job.name},
                    {"state", static_cast<int>(job.state)},
                    {"reason", job.reason},
                    {"pages", job.pages},
                    {"copies", job.copies},
                    {"duplex", job.duplex},
                    {"printed", job.printed},
                    {"file", job.file.filename().string()}});
  }
  const PrinterTroubles& troubles = engine_.troubles();
  return {{"device", name()},
          {"plugged", port_.is_open()},
          {"paper", troubles.paper_out ? "out" : troubles.paper_low ? "low" : "loaded"},
          {"toner", troubles.toner_empty ? "empty" : troubles.toner_low ? "low" : "full"},
          {"cover_open", troubles.cover_open},
          {"jammed", troubles.jammed},
          {"tray_missing", troubles.tray_missing},
          {"output_full", troubles.output_full},
          {"paused", troubles.paused},
          {"reasons", engine_.troubles().reasons()},
          {"pages", engine_.pages_printed()},
          {"jobs", std::move(jobs)}};
}

}  // namespace drivers::emulation
