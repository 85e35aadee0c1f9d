// The mechanics and the status bytes of the emulated receipt printer.
#include "drivers/emulation/emulated_receipt_printer.h"

#include <algorithm>

#include "drivers/emulation/pty_port.h"

namespace drivers::emulation {
namespace {

using Kind = EscposToken::Kind;
using kiosk::base::Duration;

constexpr std::size_t kSlipsKept = 20;
constexpr int kDotsPerLine = 34;
constexpr std::uint8_t kFixedBits = 0x12;

/// How many lines' time a command takes.
int lines_of(const EscposToken& token) {
  switch (token.kind) {
    case Kind::LineEnd: return 1;
    case Kind::FeedLines: return token.a;
    case Kind::FeedDots: return token.a / kDotsPerLine;
    case Kind::Raster: return std::max(1, token.b / kDotsPerLine);
    case Kind::Code: return token.data.size() > 1 && token.data[1] == 'Q' ? 5 : 0;
    case Kind::Cut: return 4;
    default: return 0;
  }
}

std::uint8_t bits(std::initializer_list<std::pair<bool, unsigned>> wanted, unsigned fixed = 0) {
  unsigned byte = fixed;
  for (const auto& [on, mask] : wanted) byte |= on ? mask : 0U;
  return static_cast<std::uint8_t>(byte);
}

std::unique_ptr<BytePort> make_port(EventLoop& loop, const ReceiptPrinterBuild& build,
                                    BytePort::OnBytes on_bytes) {
  return (build.make_port ? build.make_port : on_pty(loop, build.link))(std::move(on_bytes));
}

}  // namespace

EmulatedReceiptPrinter::EmulatedReceiptPrinter(EventLoop& loop, ReceiptPrinterBuild build)
    : build_(std::move(build)),
      port_(make_port(loop, build_, [this](std::span<const std::uint8_t> bytes) { receive(bytes); })),
      paper_(build_.dots),
      work_timer_(loop),
      retract_timer_(loop),
      event_timer_(loop) {}

bool EmulatedReceiptPrinter::stopped() const {
  return paper_out_ || cover_open_ || jammed_ || cutter_broken_ || hot_;
}

void EmulatedReceiptPrinter::answer(std::vector<std::uint8_t> bytes) {
  if (mute_ || !powered_) return;
  // Noise without the fixed bits of a status byte: XON, XOFF and broken bits.
  if (garbage_) bytes = {0x11, 0xFF, 0x80, 0x13, 0xC7};
  port_->send(bytes);
}

std::uint8_t EmulatedReceiptPrinter::status(int query) const {
  switch (query) {
    case 1: return bits({{stopped(), 0x08}}, kFixedBits);
    case 2:
      return bits({{cover_open_, 0x04}, {paper_out_, 0x20}, {jammed_ || cutter_broken_ || hot_, 0x40}},
                  kFixedBits);
    case 3: return bits({{jammed_, 0x04}, {cutter_broken_, 0x08}, {hot_, 0x40}}, kFixedBits);
    default: return bits({{paper_low_ || paper_out_, 0x0C}, {paper_out_, 0x60}}, kFixedBits);
  }
}

std::uint8_t EmulatedReceiptPrinter::port_status() const {
  return bits({{paper_out_, 0x20}, {!stopped(), 0x10}, {!stopped(), 0x08}});
}

std::vector<std::uint8_t> EmulatedReceiptPrinter::full_status() const {
  return {0x10,
          0x0F,
          bits({{paper_out_, 0x01}, {paper_low_, 0x04}, {ticket_present_, 0x20}}),
          bits({{cover_open_, 0x02}, {!waiting_.empty(), 0x04}}),
          bits({{hot_, 0x01}, {jammed_, 0x40}}),
          bits({{cutter_broken_, 0x01}})};
}

void EmulatedReceiptPrinter::receive(std::span<const std::uint8_t> bytes) {
  if (!powered_) return;
  for (EscposToken& token : tokenizer_.feed(bytes)) {
    if (!carry_out_now(token)) waiting_.push_back(std::move(token));
  }
  if (!work_timer_.waiting()) work();
}

bool EmulatedReceiptPrinter::carry_out_now(const EscposToken& token) {
  if (token.kind == Kind::ClearBuffers) {
    waiting_.clear();
    paper_.drop_line();
    answer({0x37, 0x25, 0x00});
    return true;
  }
  if (token.kind != Kind::Query) return false;
  ++asked_;
  if (token.a >= 1 && token.a <= 4) answer({status(token.a)});
  if (token.a == 0x14 && build_.presenter) answer(full_status());
  return true;
}

void EmulatedReceiptPrinter::work() {
  while (!waiting_.empty() && !stopped()) {
    const EscposToken token = std::move(waiting_.front());
    waiting_.pop_front();
    carry_out(token);
    const int lines = lines_of(token);
    if (lines == 0) continue;
    work_timer_.start(build_.line_time * lines, [this] { work(); });
    return;
  }
}

void EmulatedReceiptPrinter::carry_out(const EscposToken& token) {
  switch (token.kind) {
    case Kind::Cut: return finish_slip();
    case Kind::Present: return present(token);
    case Kind::DoneQuery: return answer({bits({{paper_low_, 0x03}})});
    default: paper_.apply(token);
  }
  if (lines_of(token) > 0) count_line();
}

void EmulatedReceiptPrinter::count_line() {
  ++lines_;
  if (lines_until_event_ < 0 || --lines_until_event_ > 0) return;
  lines_until_event_ = -1;
  // Not now: unplugging would take the port away under the bytes that are being worked on.
  event_timer_.start(Duration{0}, [this, words = std::move(event_)] { (void)command({words, {}}); });
}

void EmulatedReceiptPrinter::finish_slip() {
  if (paper_.blank()) return;
  keep_slip();
  ++count_;
}

void EmulatedReceiptPrinter::keep_slip() {
  slips_.push_back(paper_.cut());
  if (slips_.size() > kSlipsKept) slips_.pop_front();
}

void EmulatedReceiptPrinter::present(const EscposToken& token) {
  if (!build_.presenter) return;
  if (token.a > 0) ticket_present_ = true;
  retract_timer_.cancel();
  if (token.c == 0) return;
  const bool into_bin = token.b == 'R';
  retract_timer_.start(Duration{1000} * token.c, [this, into_bin] { take_slip(into_bin); });
}

void EmulatedReceiptPrinter::take_slip(bool into_bin) {
  retract_timer_.cancel();
  if (ticket_present_ && into_bin) ++retracted_;
  ticket_present_ = false;
}

kiosk::base::Json EmulatedReceiptPrinter::describe() const {
  return {{"device", name()},
          {"plugged", port_->plugged()},
          {"printed", count_},
          {"retracted", retracted_},
          {"paper_out", paper_out_},
          {"paper_low", paper_low_},
          {"cover_open", cover_open_},
          {"jammed", jammed_},
          {"cutter_broken", cutter_broken_},
          {"hot", hot_},
          {"powered", powered_},
          {"torn", torn_},
          {"mute", mute_},
          {"garbage", garbage_},
          {"lines", lines_},
          {"asked", asked_},
          {"waiting", waiting_.size()},
          {"hanging", !paper_.blank()},
          {"ticket_present", ticket_present_}};
}

}  // namespace drivers::emulation
