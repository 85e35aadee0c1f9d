// A running terminal: events into the visit, effects out of it.
#include "kiosk/app/terminal.h"

#include "kiosk/app/slip_layout.h"
#include "kiosk/app/surroundings_watch.h"
#include "kiosk/base/log.h"
#include "kiosk/base/overloaded.h"
#include "offline_cache/audit/fault_history.h"

namespace kiosk::app {
namespace {

using offline_cache::journal::CaseStore;
using offline_cache::journal::StepRecord;

constexpr base::Duration kStopLimit{5'000};

}  // namespace

Terminal::Terminal(const Options& options, const TerminalData& data, const base::Clock& clock,
                   Surface surface)
    : options_(options),
      data_(data),
      clock_(clock),
      main_(surface.main),
      face_({data.catalog, data.settings, clock, &data.fleet}, surface.host) {}

Terminal::~Terminal() { stop(); }

base::Status Terminal::start() {
  if (auto opened = open_storage(); !opened) return opened;
  if (auto opened = open_line(); !opened) return opened;
  const Delivery::Rooms rooms{*storage_, *line_, main_, *watch_};
  const auto tell = [this](flow::FlowEvent event) { happen(std::move(event)); };
  cases_ = std::make_unique<CaseDesk>(CaseDesk::World{data_.catalog, data_.settings, clock_}, rooms,
                                      stop_.get_token(), tell);
  stories_ = std::make_unique<StoryDesk>(
      StoryDesk::World{data_.catalog, data_.settings, clock_}, rooms, stop_.get_token(),
      StoryDesk::Answers{tell, [this](const auto& documents) { cases_->know_documents(documents); }});
  visit_ =
      std::make_unique<Visit>(flow::FlowEngine({data_.catalog, data_.settings}), clock_, *digester_, *this);
  supervisor_ = std::make_unique<drivers::supervisor::DeviceSupervisor>(
      clock_, main_, *this, drivers::supervisor::SupervisorSettings{options_.config});
  devices_ = std::make_unique<DeviceDesk>(*supervisor_, data_.settings.timers, main_, tell);
  scans_ = std::make_unique<ScanDesk>(ScanDesk::Rooms{*supervisor_, *storage_, data_.settings}, tell);
  open_payments(rooms);
  if (auto added = add_devices(); !added) return added;
  visit_->on_change([this] {
    frame_is_current_ = false;
    face_.prepare(session().preferences);
    if (changed_) changed_();
  });
  start_entry();
  face_.prepare(session().preferences);
  open_maintenance();
  if (auto started = start_voice(); !started) return started;
  supervisor_->start();
  voice_->start();
  start_publications();
  watch_->on_change([this](central::Connectivity state) {
    refresh_surroundings();
    if (state == central::Connectivity::Online) report_->tell();
    if (state == central::Connectivity::Offline) return;
    cases_->delivery().pump();
    payments_->recover();
  });
  watch_->probe();
  cases_->delivery().pump();
  record_start();
  note_changes();
  keeper_ = std::make_unique<TrailKeeper>(TrailKeeper::World{*storage_, main_, clock_, cases_->delivery()},
                                          [this] { return session().visitor_present(); });
  keeper_->keep();
  check_room();
  return {};
}

void Terminal::stop() {
  if (!storage_) return;
  stop_.request_stop();
  control_.reset();
  if (voice_) voice_->stop();
  if (supervisor_) supervisor_->stop(kStopLimit);
  record("terminal.stopped", base::Json::object());
  if (line_) line_->stop();
  if (entry_strand_) entry_strand_->stop();
  storage_->stop();
  main_.close();
}

void Terminal::happen(flow::FlowEvent event) {
  const bool somebody = session().visitor_present();
  const bool retries = std::holds_alternative<flow::Retry>(event);
  visit_->happen(std::move(event));
  const bool begins = !somebody && session().visitor_present();
  const bool ends = somebody && !session().visitor_present();
  if (begins) devices_->begin_visit(session().id);
  if (ends) maintenance_->visit_ended();
  if (ends) payments_->recover();
  // What the screen offers must be true when somebody looks at it, and nobody shall wait for the next probe.
  if (retries || begins) watch_->probe();
  if (begins || ends) check_room();
  if (!session().trouble.number.empty()) {
    cases_->report_trouble(session(), masked_detail(supervisor_->snapshot()));
  }
}

base::Json Terminal::state() const {
  const flow::Session& now = session();
  return {{"step", catalog::to_string(now.at)},
          {"trouble", flow::to_string(now.trouble.kind)},
          {"trouble_number", now.trouble.number},
          {"case", flow::to_string(now.progress.state)},
          {"receipt_number", now.progress.receipt_number},
          {"payment", flow::to_string(now.payment.state)},
          {"payment_number", now.payment.number},
          {"session", now.id.value.to_string()},
          {"idle_warning", now.idle_warning},
          {"card_left_behind", now.card_left_behind}};
}

void Terminal::run_now(const flow::Effect& effect) {
  std::visit(
      base::Overloaded{[this](const flow::ArmIdle& e) { arm_idle(e.after); },
                       [this](const flow::DisarmIdle&) {
                         idle_after_ = base::Duration{0};
                         main_.cancel(idle_timer_);
                       },
                       [this](const flow::ArmWait& e) { arm(wait_timer_, e.after, flow::WaitExpired{}); },
                       [this](const flow::DisarmWait&) { main_.cancel(wait_timer_); },
                       [this](const flow::CancelDeviceJobs&) {
                         scans_->cancel();
                         payments_->cancel();
                         devices_->cancel_all(session().id);
                       },
                       [this](const flow::DropPicture& e) { scans_->drop(e.digest); },
                       [this](const flow::Wipe&) { wipe(); }, [](const auto&) {}},
      effect);
}

void Terminal::run_durable(const flow::Effect& effect) {
  const flow::Session& now = session();
  std::visit(base::Overloaded{
                 [&](const flow::ReadCard&) { devices_->read_card(now.id); },
                 [&](const flow::TakePicture&) { scans_->take_picture(now.id); },
                 [&](const flow::AwaitCardRemoval&) { devices_->await_card_removal(now.id); },
                 [&](const flow::WithdrawCase&) { cases_->withdraw(now); },
                 [&](const flow::AskPayment&) { payments_->ask(now); },
                 [&](const flow::WatchPayment&) { payments_->watch(now); },
                 [&](const flow::ReadPaymentCode&) { payments_->read_code(now.id); },
                 [&](const flow::SendPaymentCode& e) { payments_->send_code(now, e.code); },
                 [&](const flow::ClosePayment& e) { payments_->close(e); },
                 [&](const flow::AwaitCode&) { devices_->read_code(now.id); },
                 [&](const flow::QueryCases&) { stories_->find_cases_of(now); },
                 [&](const flow::QueryCase& e) { stories_->find_case(e.number); },
                 [&](const flow::FetchDocument& e) { cases_->fetch_document(e.id); },
                 [&](const flow::PrintDocument&) { print_document(); },
                 [&](const flow::PrintSlip&) {
                   devices_->print_slip(now.id, make_acceptance_slip({now, data_.catalog, data_.settings}));
                 },
                 [&](const flow::SendRating& e) { cases_->send_rating(now, e.level); }, [](const auto&) {}},
             effect);
}

void Terminal::make_durable(StepRecord step, base::Task done) {
  const auto write = [step = std::move(step)](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.record(step);
  };
  storage_->ask(write, [done = std::move(done)](const base::Status& written) {
    // The visit goes on: a step that promises something fails by itself when the disk is full.
    if (!written) base::log(base::LogLevel::Error, "trail", written.error().to_string());
    done();
  });
}

void Terminal::store_case(StepRecord step) {
  cases_->store(session(), std::move(step), scans_->attachments(session(), clock_));
  check_room();
}

void Terminal::device_changed(const drivers::contract::DeviceReport&) { refresh_surroundings(); }

void Terminal::fault_raised(const drivers::contract::DeviceFault& fault) {
  record(offline_cache::audit::kFaultRaised, to_json(fault));
  refresh_surroundings();
}

void Terminal::fault_cleared(const drivers::contract::DeviceFault& fault) {
  record(offline_cache::audit::kFaultCleared, to_json(fault));
  refresh_surroundings();
}

int Terminal::count() const {
  return cases_->document() == nullptr ? 0 : cases_->document()->pages.page_count;
}

const typeset::RgbaBitmap* Terminal::page(int index) const {
  const FetchedDocument* document = cases_->document();
  if (document == nullptr || index < 0 ||
      static_cast<std::size_t>(index) >= document->pages.pictures.size()) {
    return nullptr;
  }
  return &document->pages.pictures[static_cast<std::size_t>(index)];
}

void Terminal::arm(base::TimerId& timer, base::Duration after, flow::FlowEvent event) {
  main_.cancel(timer);
  timer = main_.post_after(after, [this, event] { happen(event); });
}

void Terminal::print_document() {
  const FetchedDocument* document = cases_->document();
  if (document == nullptr)
    return happen(flow::PrintFailed{flow::TroubleKind::DocumentMissing, 0, "no document"});
  drivers::contract::PrintRequest request;
  request.document = document->pdf;
  request.pages = document->pages.page_count;
  request.job_name = session().progress.receipt_number;
  devices_->print_document(session().id, std::move(request));
}

void Terminal::wipe() {
  devices_->cancel_all(session().id);
  devices_->end_visit();
  cases_->forget();
  stories_->forget();
  scans_->forget();
  payments_->forget();
  face_.wipe();
}

void Terminal::record(const std::string& kind, base::Json fields) {
  StepRecord step;
  step.audit.push_back({kind, "", "", std::move(fields)});
  make_durable(std::move(step), [] {});
}

void Terminal::refresh_surroundings() {
  if (!visit_) return;
  flow::Surroundings now = make_surroundings(supervisor_->snapshot(), watch_->state(), queue_has_room_,
                                             maintenance_->keeps_visits_out());
  if (!(now == session().surroundings)) happen(flow::SurroundingsChanged{std::move(now)});
  const TerminalStatus status{data_.settings.id,       clock_.wall(),         watch_->state(),
                              queue_has_room_,         key_protection_,       display_,
                              supervisor_->snapshot(), maintenance_->status(), tls_key(),
                              publication_word(&Publications::fees_state),
                              publication_word(&Publications::notices_state)};
  const auto write = [file = options_.state / "status.json", text = to_json(status).dump(2)](CaseStore&) {
    return base::write_file_atomically(file, text, 0600);
  };
  storage_->ask(write, [](const base::Status& written) {
    if (!written) base::log(base::LogLevel::Warning, "status", written.error().to_string());
  });
}

/// Queueable services leave the screen before the store is full.
void Terminal::check_room() {
  const auto ask = [](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.has_room().value_or(false);
  };
  storage_->ask(ask, [this](bool room) {
    queue_has_room_ = room;
    refresh_surroundings();
  });
}

}  // namespace kiosk::app
