// Putting the parts together on one io_context.
#include "tests/central/service/central_server.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <sstream>

#include "kiosk/base/file.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/protocol/http_names.h"
#include "tests/central/http/http_listener.h"
#include "tests/central/http/tls.h"
#include "tests/central/service/attachment_resource.h"
#include "tests/central/service/case_resource.h"
#include "tests/central/service/exchange_log.h"
#include "tests/central/service/other_resources.h"
#include "tests/central/service/payment_resource.h"
#include "tests/central/service/rating_resource.h"
#include "tests/central/service/reference_resource.h"
#include "tests/central/service/registry_resource.h"
#include "tests/central/service/report_resource.h"
#include "tests/central/service/request_pipeline.h"
#include "tests/central/service/story_resource.h"

namespace tests::central {

namespace asio = boost::asio;
using kiosk::base::Json;
using kiosk::base::Status;

/// All parts; none of them moves, since they refer to each other.
class CentralServer::Machine {
 public:
  struct Parts {
    asio::ssl::context tls;
    CaseRepository cases;
    ReportRepository reports;
    AttachmentRepository attachments;
    RegistryRepository registry;
    ServiceRules rules;
    Contract contract;
    kiosk::base::Json configuration;
    WorkCalendar calendar;
    ReferenceResource reference;
    std::optional<ExchangeLog> log;
  };

  static kiosk::base::Result<Parts> open_parts(const CentralServerOptions& options,
                                               const kiosk::base::Clock& clock, asio::ssl::context tls);

  Machine(Parts parts, const CentralServerOptions& options, const kiosk::base::Clock& clock)
      : parts_(std::move(parts)),
        clock_(clock),
        push_resource_({parts_.registry, parts_.reports, parts_.cases, parts_.contract, clock}),
        payments_(parts_.cases.database()),
        mail_(parts_.cases.database()),
        payment_resource_({payments_, parts_.cases, parts_.rules, parts_.contract, clock}),
        case_resource_({parts_.cases, parts_.reports, parts_.registry, push_resource_, payments_, mail_,
                        parts_.rules, parts_.calendar, parts_.contract, clock}),
        story_resource_({parts_.cases, parts_.reports, parts_.registry, parts_.attachments, parts_.rules,
                         parts_.calendar, parts_.contract, clock}),
        rating_resource_(parts_.cases, parts_.reports, parts_.contract, clock, parts_.configuration),
        registry_resource_(parts_.registry, parts_.contract, clock, parts_.reference.published()),
        report_resource_(parts_.reports, parts_.registry, parts_.contract, clock),
        attachment_resource_(parts_.attachments, parts_.contract, clock),
        pipeline_(io_, router_,
                  [this, observer = options.observer](const Request& q, const Response& a) {
                    if (parts_.log) parts_.log->write(q, a);
                    if (observer) observer(q, a);
                  }),
        listener_(io_, parts_.tls, [this](Request request, const ReplyFunction& reply) {
          pipeline_.handle(std::move(request), reply);
          apply_line_fault();
        }) {
    add_routes();
  }

  Status start(const CentralServerOptions& options);
  void run() { io_.run(); }
  void stop() { io_.stop(); }
  void stop_on_signals();
  std::uint16_t port() const { return listener_.port(); }
  asio::io_context& io() { return io_; }
  Json command(const std::string& line);

 private:
  void add_routes();
  void add_message_routes();
  void add_office_routes();
  void add_payment_routes();
  void apply_line_fault();
  Json status() const;
  Json rating_step(const std::string& words);
  Json mail_step(const std::string& words);

  Parts parts_;
  const kiosk::base::Clock& clock_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> stay_{io_.get_executor()};
  asio::signal_set signals_{io_};
  std::string configuration_text_ = parts_.configuration.dump();
  Router router_;
  PushResource push_resource_;
  PaymentRepository payments_;
  MailRepository mail_;
  PaymentResource payment_resource_;
  CaseResource case_resource_;
  StoryResource story_resource_;
  RatingResource rating_resource_;
  RegistryResource registry_resource_;
  ReportResource report_resource_;
  AttachmentResource attachment_resource_;
  RequestPipeline pipeline_;
  HttpListener listener_;
};

void CentralServer::Machine::add_routes() {
  router_.add("POST", "/v1/cases",
              [this](const Request& r, const PathParameters&) { return case_resource_.submit(r); });
  router_.add("GET", "/v1/cases/{number}",
              [this](const Request& r, const PathParameters& p) { return case_resource_.progress(r, p[0]); });
  router_.add("GET", "/v1/cases/{number}/story",
              [this](const Request& r, const PathParameters& p) { return story_resource_.story(r, p[0]); });
  router_.add("POST", std::string(kiosk::protocol::kCaseListPath),
              [this](const Request& r, const PathParameters&) { return story_resource_.mine(r); });
  router_.add("POST", "/v1/cases/{number}/rating",
              [this](const Request& r, const PathParameters& p) { return rating_resource_.rate(r, p[0]); });
  router_.add("GET", "/v1/documents/{document}", [this](const Request& r, const PathParameters& p) {
    return read_document(r, p[0], parts_.cases);
  });
  router_.add("GET", "/v1/configuration", [this](const Request& r, const PathParameters&) {
    return read_configuration(r, configuration_text_);
  });
  router_.add("GET", "/v1/health",
              [this](const Request&, const PathParameters&) { return read_health(clock_); });
  add_message_routes();
  add_office_routes();
  add_payment_routes();
}

void CentralServer::Machine::add_payment_routes() {
  router_.add("POST", "/v1/payments",
              [this](const Request& r, const PathParameters&) { return payment_resource_.ask(r); });
  router_.add("GET", "/v1/payments/{payment}", [this](const Request& r, const PathParameters& p) {
    return payment_resource_.state(r, p[0]);
  });
  router_.add("POST", "/v1/payments/{payment}/code", [this](const Request& r, const PathParameters& p) {
    return payment_resource_.take_code(r, p[0]);
  });
  router_.add("POST", "/v1/payments/{payment}/close", [this](const Request& r, const PathParameters& p) {
    return payment_resource_.close(r, p[0]);
  });
}

void CentralServer::Machine::add_office_routes() {
  router_.add("GET", "/v1/reference/{name}",
              [this](const Request& r, const PathParameters& p) { return parts_.reference.read(r, p[0]); });
  router_.add("GET", "/v1/terminals",
              [this](const Request& r, const PathParameters&) { return registry_resource_.list(r); });
  router_.add("PUT", "/v1/terminals/{terminal}", [this](const Request& r, const PathParameters& p) {
    return registry_resource_.report(r, p[0]);
  });
  router_.add("GET", "/v1/pushes",
              [this](const Request& r, const PathParameters&) { return push_resource_.list(r); });
  router_.add("POST", "/v1/pushes",
              [this](const Request& r, const PathParameters&) { return push_resource_.receive(r); });
  router_.add("POST", "/v1/pushes/{push}/receipt", [this](const Request& r, const PathParameters& p) {
    return push_resource_.acknowledge(r, p[0]);
  });
}

void CentralServer::Machine::add_message_routes() {
  router_.add("POST", "/v1/troubles",
              [this](const Request& r, const PathParameters&) { return report_resource_.trouble(r); });
  router_.add("POST", "/v1/witness",
              [this](const Request& r, const PathParameters&) { return report_resource_.witness(r); });
  router_.add("PUT", "/v1/attachments/{digest}", [this](const Request& r, const PathParameters& p) {
    return attachment_resource_.announce(r, p[0]);
  });
  router_.add("GET", "/v1/attachments/{digest}", [this](const Request& r, const PathParameters& p) {
    return attachment_resource_.state(r, p[0]);
  });
  router_.add("PUT", "/v1/attachments/{digest}/parts/{number}",
              [this](const Request& r, const PathParameters& p) {
                return attachment_resource_.send_part(r, p[0], p[1]);
              });
}

Status CentralServer::Machine::start(const CentralServerOptions& options) {
  if (!options.faults.empty()) {
    auto script = FaultScript::load(options.faults);
    if (!script) return tl::unexpected(script.error());
    pipeline_.faults() = std::move(*script);
  }
  pipeline_.require_envelopes(options.envelope_keys);
  auto listening = listener_.listen(options.address, options.port);
  if (listening) apply_line_fault();
  return listening;
}

void CentralServer::Machine::apply_line_fault() {
  const FaultKind kind = pipeline_.faults().current().kind;
  listener_.set_mode(kind == FaultKind::Down    ? ListenerMode::Down
                     : kind == FaultKind::Reset ? ListenerMode::Reset
                                                : ListenerMode::Open);
}

void CentralServer::Machine::stop_on_signals() {
  signals_.add(SIGINT);
  signals_.add(SIGTERM);
  signals_.async_wait([this](boost::system::error_code error, int) {
    if (!error) io_.stop();
  });
}

Json CentralServer::Machine::status() const {
  return {{"ok", true},
          {"port", listener_.port()},
          {"connections", listener_.connections()},
          {"cases", parts_.cases.count()},
          {"troubles", parts_.reports.count("trouble")},
          {"terminals", parts_.registry.terminals().size()},
          {"witnessed", parts_.reports.count("witness")}};
}

Json CentralServer::Machine::command(const std::string& line) {
  constexpr std::string_view kSet = "faults set ";
  constexpr std::string_view kRating = "rating-step ";
  constexpr std::string_view kPayment = "payment ";
  constexpr std::string_view kMail = "mail-step ";
  if (line == "status") return status();
  if (line == "supervision") return {{"ok", true}, {"overdue", case_resource_.overdue()}};
  if (line.rfind(kPayment, 0) == 0) return payment_resource_.command(line.substr(kPayment.size()));
  if (line.rfind(kMail, 0) == 0) return mail_step(line.substr(kMail.size()));
  if (line.rfind(kRating, 0) == 0) return rating_step(line.substr(kRating.size()));
  if (line.rfind(kSet, 0) == 0) {
    const auto fault = parse_fault(line.substr(kSet.size()));
    if (!fault) return {{"ok", false}, {"error", fault.error().to_string()}};
    pipeline_.faults().set(*fault);
    apply_line_fault();
  } else if (line != "faults show") {
    return {{"ok", false},
            {"error",
             "commands are: faults set FAULT, faults show, status, supervision, "
             "rating-step NUMBER STAGE TEXT, payment pay|expire|sweep|list [NUMBER [refused]], "
             "mail-step NUMBER STATE"}};
  }
  return {{"ok", true}, {"faults", pipeline_.faults().to_string()}};
}

Json CentralServer::Machine::rating_step(const std::string& words) {
  std::istringstream in(words);
  std::string number, stage, text;
  in >> number >> stage >> std::ws;
  std::getline(in, text);
  const auto done = rating_resource_.answer_bad_rating(number, stage, text);
  if (!done) return {{"ok", false}, {"error", done.error().to_string()}};
  return {{"ok", true}};
}

Json CentralServer::Machine::mail_step(const std::string& words) {
  std::istringstream in(words);
  std::string number, state;
  in >> number >> state;
  const auto done = case_resource_.advance_mail(number, state);
  if (!done) return {{"ok", false}, {"error", done.error().to_string()}};
  return {{"ok", true}};
}

/// Everything that is read from files. The content key lies beside the database.
kiosk::base::Result<CentralServer::Machine::Parts> CentralServer::Machine::open_parts(
    const CentralServerOptions& options, const kiosk::base::Clock& clock, asio::ssl::context tls) {
  auto cases = CaseRepository::open(options.database);
  if (!cases) return tl::unexpected(cases.error());
  auto reports = ReportRepository::open(options.database);
  if (!reports) return tl::unexpected(reports.error());
  auto attachments = AttachmentRepository::open(options.database);
  if (!attachments) return tl::unexpected(attachments.error());
  auto registry = RegistryRepository::open(options.database);
  if (!registry) return tl::unexpected(registry.error());
  auto rules = load_service_rules(options.services);
  if (!rules) return tl::unexpected(rules.error());
  auto contract = Contract::load(options.contract);
  if (!contract) return tl::unexpected(contract.error());
  auto configuration = kiosk::base::read_json_file(options.configuration);
  if (!configuration) return tl::unexpected(configuration.error());
  auto calendar = options.calendar.empty() ? kiosk::base::Result<WorkCalendar>(WorkCalendar())
                                           : WorkCalendar::load(options.calendar);
  if (!calendar) return tl::unexpected(calendar.error());
  std::optional<ExchangeLog> log;
  if (!options.record.empty()) {
    auto opened = ExchangeLog::open(options.record);
    if (!opened) return tl::unexpected(opened.error());
    log = std::move(*opened);
  }
  auto reference = ReferenceResource::load(options.reference,
                                           options.database.parent_path() / "content-approval.key", clock);
  if (!reference) return tl::unexpected(reference.error());
  return Parts{std::move(tls),       std::move(*cases),     std::move(*reports),  std::move(*attachments),
               std::move(*registry), std::move(*rules),     std::move(*contract), std::move(*configuration),
               std::move(*calendar), std::move(*reference), std::move(log)};
}

kiosk::base::Result<std::unique_ptr<CentralServer>> CentralServer::create(const CentralServerOptions& options,
                                                                          const kiosk::base::Clock& clock) {
  const auto& folder = options.tls_folder;
  auto tls = make_tls({folder / "ca.pem", folder / (options.server_name + ".pem"),
                       folder / (options.server_name + ".key"), options.http2, false, options.old_tls_only});
  if (!tls) return tl::unexpected(tls.error());
  auto parts = Machine::open_parts(options, clock, std::move(*tls));
  if (!parts) return tl::unexpected(parts.error());
  auto machine = std::make_unique<Machine>(std::move(*parts), options, clock);
  if (auto started = machine->start(options); !started) return tl::unexpected(started.error());
  std::unique_ptr<CentralServer> server(new CentralServer(std::move(machine)));
  server->clock_ = &clock;
  return server;
}

CentralServer::CentralServer(std::unique_ptr<Machine> machine) : machine_(std::move(machine)) {}
CentralServer::~CentralServer() = default;

std::uint16_t CentralServer::port() const { return machine_->port(); }
void CentralServer::run() { machine_->run(); }
void CentralServer::stop() { machine_->stop(); }
void CentralServer::stop_on_signals() { machine_->stop_on_signals(); }

std::string CentralServer::command(const std::string& line) {
  // The answer travels through a mailbox that both sides own: a server that stops may never answer.
  const auto mailbox = std::make_shared<kiosk::base::Mailbox>(*clock_);
  const auto answer = std::make_shared<std::string>();
  asio::post(machine_->io(), [machine = machine_.get(), mailbox, answer, line] {
    mailbox->post([answer, text = machine->command(line).dump()] { *answer = text; });
  });
  for (int waits = 0; waits < 100 && answer->empty(); ++waits) {
    mailbox->wait_and_drain(kiosk::base::Duration{100});
  }
  return answer->empty() ? R"({"ok":false,"error":"the centre does not answer"})" : *answer;
}

}  // namespace tests::central
