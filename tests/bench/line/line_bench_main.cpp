// kiosk-benchmark-line: the line's speed, as ratios within one run.
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <regex>
#include <vector>

#include "kiosk/base/child_process.h"
#include "kiosk/base/command_line.h"
#include "kiosk/base/file.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/strand.h"
#include "kiosk/central/central_client.h"
#include "kiosk/protocol/case_submission.h"
#include "kiosk/protocol/http_names.h"
#include "tests/central/http/http_listener.h"
#include "tests/central/http/tls.h"
#include "tests/central/pki/authority.h"
#include "tests/central/service/central_server.h"
#include "tests/support/temporary_folder.h"

namespace {

namespace base = kiosk::base;
namespace protocol = kiosk::protocol;
namespace centre_line = kiosk::central;
namespace reference = tests::central;
using kiosk::tests::TemporaryFolder;
namespace po = boost::program_options;
using base::Duration;

const base::ProgramText kText{"kiosk-benchmark-line", "measures the line to the centre on this machine",
                              "kiosk-benchmark-line [OPTION…]", "Needs h2load (package nghttp2-client).\n"};

constexpr int kRounds = 5;
/// As many cases as the delivery has under way at once.
constexpr int kSideBySide = 4;

[[noreturn]] void give_up(const std::string& reason) {
  std::cout << std::flush;
  std::cerr << "kiosk-benchmark-line: " << reason << std::endl;
  std::_Exit(base::kExitFailed);
}

/// A benchmark of failures measures nothing.
void must_be_delivered(const centre_line::SubmitOutcome& outcome) {
  if (outcome.index() == 0U) return;
  const auto* fault = std::get_if<centre_line::PathFault>(&outcome);
  const auto* refused = std::get_if<centre_line::Refused>(&outcome);
  give_up(fault != nullptr     ? fault->message
          : refused != nullptr ? refused->problem.title
                               : "the centre is busy");
}

protocol::CaseSubmission new_case(const std::string& terminal, int number) {
  const base::SystemClock clock;
  protocol::CaseSubmission submission;
  submission.idempotency_key.value = base::Uuid::make_v7(clock);
  submission.receipt_number = terminal + "-261123-" + std::to_string(number);
  submission.terminal.value = terminal;
  submission.service.value = "GA-03";
  submission.catalogue_version = "2026.11";
  submission.applied_at = clock.wall();
  submission.applicant.name = base::SecureString("测试人甲");
  submission.applicant.id_number = base::SecureString("100000199003070010");
  for (int i = 0; i < 8; ++i) {
    submission.answers.push_back({{"f" + std::to_string(i)}, base::SecureString(std::string(150, 'x')), {}});
  }
  return submission;
}

centre_line::CentralSettings settings_for(const std::filesystem::path& pki, const std::string& name,
                                          std::uint16_t port) {
  centre_line::CentralSettings settings;
  settings.base_url = "https://localhost:" + std::to_string(port);
  settings.ca_file = pki / "ca.pem";
  settings.client_cert = pki / (name + ".pem");
  settings.client_key = pki / (name + ".key");
  return settings;
}

/// Acknowledges every message after the time that a far centre takes: what is measured is the line.
class EchoCentre {
 public:
  EchoCentre(const std::filesystem::path& pki, Duration away)
      : away_(away),
        tls_(*reference::make_tls({pki / "ca.pem", pki / "server.pem", pki / "server.key"})),
        open_tls_(*reference::make_tls({pki / "ca.pem", pki / "server.pem", pki / "server.key", true, true})),
        listener_(io_, tls_, [this](const auto& request, const auto& reply) { acknowledge(request, reply); }),
        open_listener_(io_, open_tls_,
                       [this](const auto& request, const auto& reply) { acknowledge(request, reply); }) {
    if (!listener_.listen("127.0.0.1", 0) || !open_listener_.listen("127.0.0.1", 0))
      give_up("a listener, client or file could not be made");
    strand_.post([this] { io_.run(); });
  }
  EchoCentre(const EchoCentre&) = delete;
  EchoCentre& operator=(const EchoCentre&) = delete;
  ~EchoCentre() {
    io_.stop();
    strand_.stop();
  }
  std::uint16_t port() const { return listener_.port(); }
  /// The same without client certificates, which h2load does not have.
  std::uint16_t open_port() const { return open_listener_.port(); }
  std::size_t connections() const { return listener_.connections(); }

 private:
  void acknowledge(const reference::Request& request, const reference::ReplyFunction& reply) {
    if (away_ == Duration{0}) return reply({receipt(request)});
    const auto timer = std::make_shared<boost::asio::steady_timer>(io_, away_);
    timer->async_wait([timer, reply, answer = receipt(request)](const auto&) { reply({answer}); });
  }
  static reference::Response receipt(const reference::Request& request) {
    const std::string header = request.header("idempotency-key");
    const std::string key = header.size() > 2 ? header.substr(1, header.size() - 2) : header;
    return {201, std::string(protocol::kCaseReceiptType),
            R"({"version":1,"idempotency_key":")" + key +
                R"(","receipt_number":"N","case_number":"N","state":"accepted","kind":"promised",)"
                R"("received_at":"2026-11-23T14:32:00+08:00","documents":[]})"};
  }

  base::SystemClock clock_;
  Duration away_;
  boost::asio::io_context io_{1};
  boost::asio::ssl::context tls_, open_tls_;
  reference::HttpListener listener_, open_listener_;
  base::Strand strand_{"echo", clock_};
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

/// Messages a second of one client, so many side by side on its one connection.
double drain(centre_line::CentralClient& client, const base::SecureBytes& body,
             const base::IdempotencyKey& key, int messages, int side_by_side) {
  const base::SystemClock clock;
  const std::vector<centre_line::CentralClient::Submission> batch(static_cast<std::size_t>(side_by_side),
                                                                  {body, key});
  const auto begin = clock.now();
  for (int sent = 0; sent < messages; sent += side_by_side) {
    client.submit_all(batch, {}, [](std::size_t, const auto& outcome) { must_be_delivered(outcome); });
  }
  return 1000.0 * messages /
         static_cast<double>(std::max<base::Duration::rep>(1, (clock.now() - begin).count()));
}

/// Messages a second of h2load with one stream.
double h2load(std::uint16_t port, const std::filesystem::path& body, const base::IdempotencyKey& key,
              int messages) {
  base::ProcessRequest request;
  request.arguments = {"h2load",
                       "-c1",
                       "-m1",
                       "-n" + std::to_string(messages),
                       "-d",
                       body.string(),
                       "--header=Idempotency-Key: " + protocol::to_header_value(key),
                       "--header=Content-Type: " + std::string(protocol::kCaseSubmissionType),
                       "https://localhost:" + std::to_string(port) + "/v1/cases"};
  request.deadline = Duration{120'000};
  const auto outcome = base::run_process(request);
  std::smatch found;
  static const std::regex kRate("finished in [^,]*, ([0-9.]+) req/s");
  static const std::regex kGood("([0-9]+) 2xx");
  if (!outcome || !std::regex_search(outcome->output, found, kRate)) {
    std::cerr << "h2load failed: "
              << (outcome ? outcome->output + outcome->errors : outcome.error().to_string());
    return 0.0;
  }
  const double rate = std::stod(found[1]);
  if (!std::regex_search(outcome->output, found, kGood) || std::stoi(found[1]) != messages) return 0.0;
  return rate;
}

struct Drain {
  Duration away{0};
  int side_by_side = 1;
  int messages = 0;
};

void compare_with_h2load(const std::filesystem::path& pki, const std::filesystem::path& folder,
                         const Drain& plan) {
  EchoCentre centre(pki, plan.away);
  auto client = centre_line::CentralClient::create(settings_for(pki, "T01", centre.port()));
  const auto submission = new_case("T01", 1);
  const auto body = *protocol::encode(submission);
  const auto file = folder / "body.json";
  if (!client || !base::write_file_atomically(file, base::as_text(body)))
    give_up("a listener, client or file could not be made");
  std::vector<double> ours, theirs, ratios;
  for (int round = 0; round < kRounds; ++round) {
    ours.push_back(drain(*client, body, submission.idempotency_key, plan.messages, plan.side_by_side));
    theirs.push_back(h2load(centre.open_port(), file, submission.idempotency_key, plan.messages));
    ratios.push_back(ours.back() / theirs.back());
  }
  std::cout << "drain " << body.size() << " bytes, centre " << plan.away.count() << " ms away, "
            << plan.side_by_side << " at once: " << median(ours) << "/s, h2load -c1 -m1 " << median(theirs)
            << "/s, ratio " << std::setprecision(3) << median(ratios) << std::setprecision(0)
            << "; connections " << centre.connections() << "\n";
}

/// What each strand brings: milliseconds of every submission.
using Latencies = std::vector<double>;

void load_a_centre(const std::filesystem::path& pki, int terminals, int cases_each) {
  const TemporaryFolder folder;
  const base::SystemClock clock;
  reference::CentralServerOptions options;
  options.tls_folder = pki;
  options.database = folder / "centre.db";
  options.services = KIOSK_SOURCE "/tests/central/services";
  options.configuration = KIOSK_SOURCE "/tests/central/configuration.json";
  options.contract = KIOSK_SOURCE "/config/schemas/central-v1.openapi.json";
  auto server = reference::CentralServer::create(options, clock);
  if (!server) give_up(server.error().to_string());
  base::Strand centre("centre", clock);
  centre.post([&server] { (*server)->run(); });
  constexpr int kStrands = 4;
  base::Mailbox done(clock);
  Latencies all;
  int finished = 0;
  const auto begin = clock.now();
  std::vector<std::unique_ptr<base::Strand>> strands;
  for (int strand = 0; strand < kStrands; ++strand) {
    strands.push_back(std::make_unique<base::Strand>("terminals", clock));
    strands.back()->post([&, strand, port = (*server)->port()] {
      Latencies mine;
      std::vector<centre_line::CentralClient> clients;
      std::vector<std::string> names;
      for (int t = strand; t < terminals; t += kStrands) {
        names.push_back("T" + std::string(t < 9 ? "0" : "") + std::to_string(t + 1));
        clients.push_back(
            std::move(*centre_line::CentralClient::create(settings_for(pki, names.back(), port))));
      }
      for (int number = 0; number < cases_each; ++number) {
        for (std::size_t i = 0; i < clients.size(); ++i) {
          const auto submission = new_case(names[i], number);
          const auto from = std::chrono::steady_clock::now();
          const auto outcome =
              clients[i].submit(*protocol::encode(submission), submission.idempotency_key, {});
          const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - from;
          must_be_delivered(outcome);
          mine.push_back(took.count());
        }
      }
      done.post([&all, &finished, mine = std::move(mine)] {
        all.insert(all.end(), mine.begin(), mine.end());
        ++finished;
      });
    });
  }
  while (finished < kStrands) done.wait_and_drain(Duration{200});
  const double seconds = static_cast<double>((clock.now() - begin).count()) / 1000;
  for (auto& strand : strands) strand->stop();
  const auto status = base::Json::parse((*server)->command("status"));
  (*server)->stop();
  centre.stop();
  std::sort(all.begin(), all.end());
  std::cout << terminals << " terminals: " << static_cast<double>(all.size()) / seconds << " cases/s, p50 "
            << std::setprecision(1) << all[all.size() / 2] << " ms, p99 " << all[all.size() * 99 / 100]
            << " ms, cases " << status["cases"] << ", connections " << status["connections"] << "\n"
            << std::setprecision(0);
}

/// 500 terminals and their centre live in this one process.
void allow_many_connections() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 16'384);
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

int main(int argc, char** argv) {
  po::options_description options("Options");
  options.add_options()("messages", po::value<int>()->default_value(2000), "of a round against h2load")(
      "cases", po::value<int>()->default_value(3000), "of all terminals together")("drain-only",
                                                                                   "leave the terminals out");
  int exit_code = 0;
  const auto line = base::parse_command_line(kText, options, argc, argv, exit_code);
  if (!line) return exit_code;
  allow_many_connections();
  const TemporaryFolder pki, folder;
  std::vector<std::string> terminals;
  const bool drain_only = line->options.count("drain-only") > 0;
  for (int t = 1; t <= (drain_only ? 1 : 500); ++t)
    terminals.push_back("T" + std::string(t < 10 ? "0" : "") + std::to_string(t));
  if (!reference::make_pki(pki.path(), terminals, 30)) return base::kExitFailed;
  std::cout << std::fixed << std::setprecision(0);
  const int messages = line->options["messages"].as<int>();
  constexpr Duration kAway{2};  // a centre in the same county
  for (const Drain& plan : {Drain{Duration{0}, 1, messages}, Drain{Duration{0}, kSideBySide, messages},
                            Drain{kAway, 1, messages / 10}, Drain{kAway, kSideBySide, messages / 10}}) {
    compare_with_h2load(pki.path(), folder.path(), plan);
  }
  if (drain_only) return base::kExitOk;
  for (const int count : {18, 500}) {
    load_a_centre(pki.path(), count, std::max(1, line->options["cases"].as<int>() / count));
  }
  return base::kExitOk;
}
