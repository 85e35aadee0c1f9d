// kiosk-central: the reference centre for the demo and the tests.
#include <iostream>

#include "kiosk/base/command_line.h"
#include "kiosk/base/local_socket.h"
#include "tests/central/cases/case_repository.h"
#include "tests/central/pki/authority.h"
#include "tests/central/program/attachments_command.h"
#include "tests/central/program/registry_command.h"
#include "tests/central/program/serve_command.h"

namespace {

namespace base = kiosk::base;
namespace po = boost::program_options;
using tests::central::CentralServerOptions;

int complain(const base::Error& error, int exit_code) {
  std::cerr << "kiosk-central: " << error.to_string() << "\n";
  return exit_code;
}

int wrong_use(const std::string& reason) {
  std::cerr << "kiosk-central: " << reason << " (see --help)\n";
  return base::kExitUsage;
}

std::string option(const base::CommandLine& line, const char* name) {
  return line.options.count(name) > 0 ? line.options[name].as<std::string>() : std::string();
}

int run_serve(const base::CommandLine& line) {
  CentralServerOptions options;
  if (!tests::central::parse_listen(option(line, "listen"), options))
    return wrong_use("--listen needs ADDRESS:PORT");
  options.tls_folder = option(line, "tls");
  options.database = option(line, "database");
  options.faults = option(line, "faults");
  options.services = option(line, "services");
  options.configuration = option(line, "configuration");
  options.calendar = KIOSK_CENTRAL_DATA "/calendar.json";
  options.reference = option(line, "reference");
  options.record = option(line, "record");
  options.contract = KIOSK_CENTRAL_CONTRACT;
  if (options.tls_folder.empty() || options.database.empty())
    return wrong_use("--tls and --database are needed");
  return tests::central::serve(options, option(line, "control"));
}

int run_make_pki(const base::CommandLine& line) {
  if (line.words.size() != 2) return wrong_use("make-pki needs a folder");
  std::vector<std::string> terminals;
  if (line.options.count("terminal") > 0) terminals = line.options["terminal"].as<std::vector<std::string>>();
  const auto made = tests::central::make_pki(line.words[1], terminals, line.options["days"].as<int>());
  if (!made) return complain(made.error(), base::kExitFailed);
  return base::kExitOk;
}

int run_cases(const base::CommandLine& line) {
  const std::string database = option(line, "database");
  if (database.empty() || !std::filesystem::exists(database)) return wrong_use("cases needs --database FILE");
  const auto cases = tests::central::CaseRepository::open(database);
  if (!cases) return complain(cases.error(), base::kExitFailed);
  const base::Json rows = cases->dump();
  if (line.options.count("json") > 0) {
    std::cout << rows.dump(2) << "\n";
    return base::kExitOk;
  }
  for (const base::Json& row : rows) {
    std::cout << row["case_number"].get<std::string>() << "  " << row["receipt_number"].get<std::string>()
              << "  " << row["service"].get<std::string>() << "  " << row["state"].get<std::string>()
              << "  received " << row["times_received"] << "x\n";
  }
  return base::kExitOk;
}

int run_attachments(const base::CommandLine& line) {
  const std::string database = option(line, "database");
  if (database.empty() || !std::filesystem::exists(database))
    return wrong_use("attachments needs --database FILE");
  const std::string receipt = line.words.size() > 1 ? line.words[1] : "";
  return tests::central::show_attachments(
      {database, receipt, option(line, "out"), line.options.count("json") > 0});
}

int run_registry(const base::CommandLine& line) {
  const std::string database = option(line, "database");
  if (database.empty() || !std::filesystem::exists(database))
    return wrong_use("registry needs --database FILE");
  return tests::central::show_registry(database, line.options.count("json") > 0);
}

int run_control(const base::CommandLine& line) {
  const std::string control = option(line, "control");
  if (control.empty() || line.words.size() < 2) {
    return wrong_use(line.words[0] + " needs --control SOCKET and something to tell");
  }
  // "pay NUMBER" is short for "ctl payment pay NUMBER": what the citizen's phone does.
  std::string command = (line.words[0] == "pay" ? "payment pay " : "") + line.words[1];
  for (std::size_t i = 2; i < line.words.size(); ++i) command += " " + line.words[i];
  const auto answer = base::ask_line(control, command, base::Duration{15'000});
  if (!answer) return complain(answer.error(), base::kExitUnavailable);
  std::cout << *answer << "\n";
  const base::Json json = base::Json::parse(*answer, nullptr, false);
  return json.is_object() && json.value("ok", false) ? base::kExitOk : base::kExitFailed;
}

base::ProgramText program_text() {
  base::ProgramText text;
  text.name = "kiosk-central";
  text.purpose = "the reference central service: HTTPS with mutual TLS 1.3 and an SQLite database.";
  text.usage =
      "kiosk-central [serve|make-pki FOLDER|cases|attachments|registry|pay NUMBER|ctl COMMAND…] [OPTION…]";
  text.epilogue =
      "Commands:\n"
      "  serve            serve until SIGINT or SIGTERM (the usual command)\n"
      "  make-pki FOLDER  make a private authority, server.pem and one certificate for each --terminal\n"
      "  cases            print the case rows of --database (with --json: all of them as JSON)\n"
      "  attachments [RECEIPT-NUMBER]  print the papers of --database; --out FOLDER gets them as files\n"
      "  registry         print the terminals as they last reported (with --json: their reports)\n"
      "  ctl COMMAND…     tell a running centre: status | faults show | faults set FAULT | supervision |\n"
      "                   rating-step NUMBER STAGE TEXT | mail-step NUMBER handed_over|on_the_way|delivered|returned |\n"
      "                   payment list | payment sweep | payment expire NUMBER\n"
      "  pay NUMBER [refused]  what the citizen's phone does; again, or too late, as it may happen; NUMBER or newest\n"
      "FAULT is NAME[:NUMBER][*TIMES] of: " +
      tests::central::fault_names() +
      "\nA fault script is JSON: {\"faults\": [\"slow:500*3\", \"drop-reply*1\", \"none\"]}\n"
      "Exit codes: 0 done, 1 failed, 2 wrong command line, 3 wrong file, 4 address or centre not to be had\n"
      "Example:\n"
      "  kiosk-central make-pki pki --terminal T05 --terminal desk\n"
      "  kiosk-central --listen 127.0.0.1:8443 --database centre.db --tls pki --control centre.sock";
  return text;
}

}  // namespace

int main(int argc, char** argv) {
  po::options_description options("Options");
  options.add_options()("listen", po::value<std::string>()->default_value("127.0.0.1:8443"),
                        "address and port; port 0 takes a free one");
  options.add_options()("database", po::value<std::string>(), "SQLite file of the cases");
  options.add_options()("tls", po::value<std::string>(), "folder with ca.pem, server.pem, server.key");
  options.add_options()("faults", po::value<std::string>(), "fault script (JSON)");
  options.add_options()("control", po::value<std::string>(), "Unix socket for ctl");
  options.add_options()("services", po::value<std::string>()->default_value(KIOSK_CENTRAL_DATA "/services"),
                        "folder of service rules");
  options.add_options()("configuration",
                        po::value<std::string>()->default_value(KIOSK_CENTRAL_DATA "/configuration.json"),
                        "what GET /v1/configuration answers");
  options.add_options()("reference", po::value<std::string>()->default_value(KIOSK_CENTRAL_DATA "/reference"),
                        "folder of reference data");
  options.add_options()("record", po::value<std::string>(),
                        "write every exchange into this file, one JSON object a line");
  options.add_options()("terminal", po::value<std::vector<std::string>>(),
                        "make-pki: a terminal's id (repeatable)");
  options.add_options()("days", po::value<int>()->default_value(30),
                        "make-pki: how long certificates are valid");
  options.add_options()("json", "cases, attachments, registry: print JSON");
  options.add_options()("out", po::value<std::string>(), "attachments: folder for the complete ones");
  int exit_code = 0;
  const auto line = base::parse_command_line(program_text(), options, argc, argv, exit_code);
  if (!line) return exit_code;
  const std::string command = line->words.empty() ? "serve" : line->words.front();
  if (command == "serve") return run_serve(*line);
  if (command == "make-pki") return run_make_pki(*line);
  if (command == "cases") return run_cases(*line);
  if (command == "attachments") return run_attachments(*line);
  if (command == "registry") return run_registry(*line);
  if (command == "ctl" || command == "pay") return run_control(*line);
  return wrong_use("unknown command " + command);
}
