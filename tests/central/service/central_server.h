// CentralServer: the whole reference centre behind one object.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "tests/central/faults/fault.h"
#include "tests/central/http/http_message.h"

namespace tests::central {

struct CentralServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;              ///< 0 takes a free one
  std::filesystem::path tls_folder;    ///< ca.pem, server.pem, server.key
  std::string server_name = "server";  ///< which certificate of the folder
  bool http2 = true;                   ///< offers HTTP/2 beside HTTP/1.1
  bool old_tls_only = false;           ///< TLS 1.2 only: what terminals must refuse
  std::filesystem::path database;
  std::filesystem::path services;       ///< folder of service rules
  std::filesystem::path contract;       ///< the OpenAPI document
  std::filesystem::path configuration;  ///< JSON that is given to the terminals
  std::filesystem::path calendar{};     ///< holidays and worked weekends (JSON); may be empty
  std::filesystem::path reference{};    ///< folder of reference data; may be empty
  /// 国密 profile: folder of <terminal>.pub (SM2, PEM); every message must carry its envelope. Empty: off.
  std::filesystem::path envelope_keys{};
  std::filesystem::path record{};       ///< every exchange is appended here; may be empty
  std::filesystem::path faults{};       ///< fault script; may be empty
  /// Called on the server's thread for each exchange as the service meant it; may be empty.
  std::function<void(const Request&, const Response&)> observer{};
};

/// `run` blocks the thread that calls it; everything happens on that thread. `stop` and `command` may be
/// called from any thread. Destroy it only when `run` has returned.
class CentralServer {
 public:
  /// Opens the database and the port. The clock must outlive the server.
  static kiosk::base::Result<std::unique_ptr<CentralServer>> create(const CentralServerOptions& options,
                                                                    const kiosk::base::Clock& clock);
  ~CentralServer();

  std::uint16_t port() const;
  void run();
  void stop();
  /// Makes SIGINT and SIGTERM end `run`. For a program.
  void stop_on_signals();
  /// "faults set FAULT", "faults show" or "status": answers one line of JSON, {"ok":true,…} or
  /// {"ok":false,"error":…}. Waits for the server's thread: `run` must be running.
  std::string command(const std::string& line);

 private:
  class Machine;
  explicit CentralServer(std::unique_ptr<Machine> machine);
  std::unique_ptr<Machine> machine_;
  const kiosk::base::Clock* clock_ = nullptr;
};

}  // namespace tests::central
