// IppConnection: requests to one printer by the Internet Printing Protocol (RFC 8010, RFC 8011) through
// libcups.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::transport {

/// Attributes of a printer or a job. Every value as text: keywords and names as they are, numbers in decimal,
/// booleans "true" and "false", enums as their number.
class IppAttributes {
 public:
  void add(const std::string& name, std::string value) { values_[name].push_back(std::move(value)); }
  bool has(const std::string& name) const { return values_.count(name) != 0; }
  /// The first value, or an empty text.
  std::string text(const std::string& name) const;
  /// The first value as a number; nothing when it is absent or not a number.
  std::optional<int> number(const std::string& name) const;
  const std::vector<std::string>& all(const std::string& name) const;
  bool contains(const std::string& name, std::string_view value) const;

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

/// What a job asks of the printer.
struct IppJobRequest {
  std::string job_name;
  std::string document_format = "application/pdf";
  std::string media = "iso_a4_210x297mm";
  std::string sides = "one-sided";
  int copies = 1;
  /// Attributes that the printer supports; others of the above are left out.
  bool send_media = true;
  bool send_sides = true;
  bool send_copies = true;
};

/// Device strand only. Each request ends after `time_out` at the latest, or within about 100 ms of a stop.
/// Errors: Unavailable (nobody there, or the connection broke), TimedOut, Canceled, NotFound (no such job),
/// Unsupported and InvalidData (the printer refuses), Conflict (it does not accept jobs now).
class IppConnection {
 public:
  /// `uri`: "ipp://host:port/path" or "ipps://…". InvalidArgument when it is none.
  static kiosk::base::Result<std::unique_ptr<IppConnection>> make(const std::string& uri,
                                                                  kiosk::base::Duration time_out);
  ~IppConnection();

  /// Connects if it is not connected. Requests do so by themselves.
  kiosk::base::Status connect(const std::stop_token& stop);
  void disconnect();
  const std::string& uri() const;

  kiosk::base::Result<IppAttributes> printer_attributes(const std::vector<std::string>& names,
                                                        const std::stop_token& stop);
  /// Sends the document from memory; the job's number.
  kiosk::base::Result<int> print_job(const IppJobRequest& request, std::span<const std::uint8_t> document,
                                     const std::stop_token& stop);
  /// The same in two requests, for printers without Print-Job.
  kiosk::base::Result<int> create_job_and_send(const IppJobRequest& request,
                                               std::span<const std::uint8_t> document,
                                               const std::stop_token& stop);
  kiosk::base::Result<IppAttributes> job_attributes(int job, const std::vector<std::string>& names,
                                                    const std::stop_token& stop);
  /// Numbers of this terminal's jobs that are not finished.
  kiosk::base::Result<std::vector<int>> unfinished_jobs(const std::stop_token& stop);
  kiosk::base::Status cancel_job(int job, const std::stop_token& stop);

 private:
  struct Connection;
  explicit IppConnection(std::unique_ptr<Connection> connection);
  std::unique_ptr<Connection> connection_;
};

}  // namespace drivers::transport
