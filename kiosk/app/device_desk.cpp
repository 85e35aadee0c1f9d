// Jobs out, events back.
#include "kiosk/app/device_desk.h"

#include "kiosk/flow/device_troubles.h"
#include "offline_cache/outbox/receipt_number.h"

namespace kiosk::app {
namespace {

using drivers::contract::CardReading;
using drivers::contract::Completion;
using drivers::contract::CompletionCode;

template <class T>
std::string detail_of(const Completion<T>& done) {
  std::string detail(to_string(done.code));
  if (done.fault) detail += " " + std::string(to_string(*done.fault));
  if (!done.detail.empty()) detail += ": " + done.detail;
  return detail;
}

flow::FlowEvent card_event(Completion<CardReading> done) {
  if (done.ok() && done.value && done.value->card) return flow::CardRead{std::move(*done.value->card)};
  return flow::CardFailed{flow::trouble_of(done), detail_of(done)};
}

/// The slip's code is the address at the centre that ends with the number; other codes carry none.
flow::FlowEvent code_event(const Completion<drivers::contract::ScannedCode>& done) {
  if (!done.ok() || !done.value) return flow::CodeFailed{done.code == CompletionCode::TimeOut};
  const std::string_view text = base::as_text(done.value->payload);
  const std::string_view last = text.substr(text.rfind('/') + 1);
  constexpr std::size_t kLongestNumber = 40;
  if (last.size() > kLongestNumber) return flow::CodeFailed{true};
  const auto number = offline_cache::outbox::read_receipt_number(last);
  if (!number) return flow::CodeFailed{true};
  return flow::CodeRead{*number};
}

flow::FlowEvent print_event(const Completion<drivers::contract::PrintOutcome>& done) {
  const int pages = done.value ? done.value->pages_printed : 0;
  if (done.ok())
    return flow::PrintDone{pages, done.value && done.value->counted, done.value && done.value->taken};
  return flow::PrintFailed{flow::trouble_of(done), pages, detail_of(done)};
}

flow::FlowEvent slip_event(const Completion<drivers::contract::SlipOutcome>& done) {
  if (done.ok()) return flow::SlipPrinted{done.value == drivers::contract::SlipOutcome::Taken};
  return flow::SlipFailed{flow::trouble_of(done), detail_of(done)};
}

}  // namespace

void DeviceDesk::read_card(const base::SessionId& session) {
  devices_.read_card(session, timers_.card_wait, [this, now = generation_](Completion<CardReading> done) {
    answer(now, card_event(std::move(done)));
  });
}

void DeviceDesk::read_code(const base::SessionId& session) {
  devices_.read_code(session, timers_.card_wait,
                     [this, now = generation_](const Completion<drivers::contract::ScannedCode>& done) {
                       answer(now, code_event(done));
                     });
}

void DeviceDesk::await_card_removal(const base::SessionId& session) {
  const auto done = [this, now = generation_](const Completion<std::monostate>& completion) {
    if (completion.ok()) return answer(now, flow::CardTaken{});
    if (completion.code == CompletionCode::TimeOut) return answer(now, flow::CardStillThere{});
    // A reader that is gone sees no card: the citizen has been told, and gets the usual time to take it.
    main_.post_after(timers_.collect_reminder, [this, now] { answer(now, flow::CardTaken{}); });
  };
  devices_.wait_for_removal(session, timers_.collect_reminder, done);
}

void DeviceDesk::print_document(const base::SessionId& session, drivers::contract::PrintRequest request) {
  const std::uint64_t now = generation_;
  devices_.print(
      session, timers_.print_wait, std::move(request),
      [this, now](int pages) { answer(now, flow::PagePrinted{pages}); },
      [this, now](const auto& done) { answer(now, print_event(done)); });
}

void DeviceDesk::print_slip(const base::SessionId& session, drivers::contract::Slip slip) {
  devices_.print_slip(session, timers_.print_wait, std::move(slip),
                      [this, now = generation_](const auto& done) { answer(now, slip_event(done)); });
}

void DeviceDesk::cancel_all(const base::SessionId& session) {
  ++generation_;
  devices_.cancel_all(session);
}

void DeviceDesk::answer(std::uint64_t generation, flow::FlowEvent event) {
  if (generation == generation_) tell_(std::move(event));
}

}  // namespace kiosk::app
