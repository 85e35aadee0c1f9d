// Asking, waiting for the answer that fits, asking again.
#include "drivers/printing/escpos_link.h"

namespace drivers::printing {
namespace {

using kiosk::base::Duration;
using kiosk::base::ErrorCode;
using kiosk::base::MonoTime;
using kiosk::base::Result;
using kiosk::base::SecureBytes;
using kiosk::base::Status;

constexpr int kTries = 2;
constexpr Duration kQuiet{30};
constexpr Duration kGlance{2};

}  // namespace

EscposLink::EscposLink(std::unique_ptr<transport::Transport> line, const kiosk::base::Clock& clock,
                       const PrinterModel& model, Duration answer_time)
    : line_(std::move(line)),
      clock_(clock),
      model_(model),
      answer_time_(answer_time),
      parser_(model.full_status) {}

Status EscposLink::open() {
  if (auto opened = line_->open(); !opened) return opened;
  return resynchronise();
}

Status EscposLink::send(std::span<const std::uint8_t> bytes, MonoTime deadline, const std::stop_token& stop) {
  return line_->write(bytes, deadline, stop);
}

Status EscposLink::resynchronise() {
  EscposCommands commands;
  if (model_.clears_buffers) commands.clear_buffers();
  const SecureBytes bytes = commands.initialise().disable_automatic_status().take();
  if (auto sent = send(bytes, clock_.now() + answer_time_, {}); !sent) return sent;
  parser_.reset();
  done_seen_ = false;
  return line_->drain_input(kQuiet);
}

Result<PrinterAnswer> EscposLink::await(PrinterAnswer::Kind kind, MonoTime deadline,
                                        const std::stop_token& stop) {
  for (;;) {
    std::uint8_t byte = 0;
    const auto got = line_->read_some({&byte, 1}, deadline, stop);
    if (!got) return tl::unexpected(got.error());
    const auto answer = parser_.feed(byte);
    if (!answer) {
      if (clock_.now() > deadline)
        return kiosk::base::fail(ErrorCode::TimedOut, "the printer sends only noise");
      continue;
    }
    if (answer->kind == PrinterAnswer::Kind::Done) done_seen_ = true;
    if (answer->kind == kind) return *answer;
  }
}

void EscposLink::take_in(Duration time, const std::stop_token& stop) {
  const MonoTime end = clock_.now() + time;
  std::array<std::uint8_t, 64> bytes{};
  while (const auto got = line_->read_some(bytes, end, stop)) {
    for (std::size_t i = 0; i < *got; ++i) {
      const auto answer = parser_.feed(bytes[i]);
      if (answer && answer->kind == PrinterAnswer::Kind::Done) done_seen_ = true;
    }
    if (clock_.now() >= end) break;
  }
}

Result<PrinterAnswer> EscposLink::ask_once(const SecureBytes& question, PrinterAnswer::Kind kind,
                                           const std::stop_token& stop) {
  // An answer that nobody waits for must not be taken for the next one.
  take_in(kGlance, stop);
  const MonoTime deadline = clock_.now() + answer_time_;
  if (auto sent = line_->write(question, deadline, stop); !sent) return tl::unexpected(sent.error());
  return await(kind, deadline, stop);
}

Result<PrinterAnswer> EscposLink::ask(SecureBytes question, PrinterAnswer::Kind kind,
                                      const std::stop_token& stop) {
  for (int attempt = 1;; ++attempt) {
    auto answer = ask_once(question, kind, stop);
    if (answer || answer.error().code != ErrorCode::TimedOut || attempt == kTries) return answer;
    parser_.reset();
    (void)line_->drain_input(kQuiet);  // a failure shows at the next write
  }
}

Status EscposLink::reset() {
  if (auto done = line_->reset_device(); !done) return done;
  return resynchronise();
}

std::optional<PrinterCondition> EscposLink::held_up_by_paper() {
  const auto port = line_->port_status();
  if (!port || !port->paper_empty) return std::nullopt;
  PrinterCondition condition;
  condition.offline = true;
  condition.paper_out = true;
  return condition;
}

Result<PrinterCondition> EscposLink::look(const std::stop_token& stop) {
  auto condition = look_by_bytes(stop);
  if (condition || condition.error().code != ErrorCode::TimedOut) return condition;
  if (const auto held_up = held_up_by_paper()) return *held_up;
  return condition;
}

Result<PrinterCondition> EscposLink::look_by_bytes(const std::stop_token& stop) {
  PrinterCondition condition;
  for (const StatusQuery query :
       {StatusQuery::Printer, StatusQuery::Offline, StatusQuery::Error, StatusQuery::Paper}) {
    const auto answer = ask(EscposCommands().query(query).take(), PrinterAnswer::Kind::Status, stop);
    if (!answer) return tl::unexpected(answer.error());
    condition.apply(query, answer->bytes[0]);
  }
  if (!model_.full_status) return condition;
  const auto full = ask(EscposCommands().query_full_status().take(), PrinterAnswer::Kind::FullStatus, stop);
  if (!full) return tl::unexpected(full.error());
  condition.apply_full(full->bytes);
  return condition;
}

}  // namespace drivers::printing
