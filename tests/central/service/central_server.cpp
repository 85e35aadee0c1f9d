// Putting the parts together on one io_context.
#include "tests/central/service/central_server.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include "kiosk/base/file.h"
#include "kiosk/base/mailbox.h"
#include "tests/central/http/http_listener.h"
#include "tests/central/http/tls.h"
#include "tests/central/service/attachment_resource.h"
#include "tests/central/service/case_resource.h"
#include "tests/central/service/other_resources.h"
#include "tests/central/service/report_resource.h"
#include "tests/central/service/request_pipeline.h"

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
    ServiceRules rules;
    Contract contract;
    std::string configuration;
  };

  Machine(Parts parts, const CentralServerOptions& options, const kiosk::base::Clock& clock)
      : parts_(std::move(parts)),
        clock_(clock),
        case_resource_(parts_.cases, parts_.rules, parts_.contract, clock),
        report_resource_(parts_.reports, parts_.contract, clock),
        attachment_resource_(parts_.attachments, parts_.contract, clock),
        pipeline_(io_, router_, options.observer),
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
  void apply_line_fault();
  Json status() const;

  Parts parts_;
  const kiosk::base::Clock& clock_;
  asio::io_context io_{1};
  asio::executor_work_guard<asio::io_context::executor_type> stay_{io_.get_executor()};
  asio::signal_set signals_{io_};
  Router router_;
  CaseResource case_resource_;
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
  router_.add("POST", "/v1/cases/{number}/rating", [this](const Request& r, const PathParameters& p) {
    return rate_case(r, p[0], parts_.cases, parts_.contract);
  });
  router_.add("GET", "/v1/documents/{document}", [this](const Request& r, const PathParameters& p) {
    return read_document(r, p[0], parts_.cases);
  });
  router_.add("GET", "/v1/configuration", [this](const Request& r, const PathParameters&) {
    return read_configuration(r, parts_.configuration);
  });
  router_.add("GET", "/v1/health",
              [this](const Request&, const PathParameters&) { return read_health(clock_); });
  add_message_routes();
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
          {"witnessed", parts_.reports.count("witness")}};
}

Json CentralServer::Machine::command(const std::string& line) {
  constexpr std::string_view kSet = "faults set ";
  if (line == "status") return status();
  if (line.rfind(kSet, 0) == 0) {
    const auto fault = parse_fault(line.substr(kSet.size()));
    if (!fault) return {{"ok", false}, {"error", fault.error().to_string()}};
    pipeline_.faults().set(*fault);
    apply_line_fault();
  } else if (line != "faults show") {
    return {{"ok", false}, {"error", "commands are: faults set FAULT, faults show, status"}};
  }
  return {{"ok", true}, {"faults", pipeline_.faults().to_string()}};
}

kiosk::base::Result<std::unique_ptr<CentralServer>> CentralServer::create(const CentralServerOptions& options,
                                                                          const kiosk::base::Clock& clock) {
  const auto& folder = options.tls_folder;
  auto tls = make_tls({folder / "ca.pem", folder / (options.server_name + ".pem"),
                       folder / (options.server_name + ".key"), options.http2, options.old_tls_only});
  if (!tls) return tl::unexpected(tls.error());
  auto cases = CaseRepository::open(options.database);
  if (!cases) return tl::unexpected(cases.error());
  auto reports = ReportRepository::open(options.database);
  if (!reports) return tl::unexpected(reports.error());
  auto attachments = AttachmentRepository::open(options.database);
  if (!attachments) return tl::unexpected(attachments.error());
  auto rules = load_service_rules(options.services);
  if (!rules) return tl::unexpected(rules.error());
  auto contract = Contract::load(options.contract);
  if (!contract) return tl::unexpected(contract.error());
  const auto configuration = kiosk::base::read_json_file(options.configuration);
  if (!configuration) return tl::unexpected(configuration.error());
  auto machine = std::make_unique<Machine>(
      Machine::Parts{std::move(*tls), std::move(*cases), std::move(*reports), std::move(*attachments),
                     std::move(*rules), std::move(*contract), configuration->dump()},
      options, clock);
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
