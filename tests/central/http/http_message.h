// Requests and responses of the centre as values, and the tricks that a fault plays with a response on the
// wire.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tests::central {

/// Set by the fault `refuse` only, never taken from the line: the case is to be refused.
inline constexpr const char* kRefuseHeader = "desk-refuse";

struct Request {
  std::string method;
  std::string target;                          ///< path without query
  std::string query;                           ///< what follows the "?", undecoded; empty when there is none
  std::map<std::string, std::string> headers;  ///< names in lower case
  std::string body;
  std::string client_name;  ///< CN of the client's certificate
  int http_version = 1;     ///< 1 or 2
  /// Splits "path?query".
  void set_target(const std::string& text) {
    const std::size_t mark = text.find('?');
    target = text.substr(0, mark);
    query = mark == std::string::npos ? std::string() : text.substr(mark + 1);
  }
  /// The header's value, empty when absent.
  std::string header(const std::string& lower_case_name) const {
    const auto found = headers.find(lower_case_name);
    return found == headers.end() ? std::string() : found->second;
  }
};

struct Response {
  int status = 200;
  std::string content_type;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers{};
};

enum class WireFault {
  None,
  Close,    ///< close without any answer
  Cut,      ///< send `amount` bytes, then close
  Stall,    ///< the header, then one byte a second
  Endless,  ///< a body that never ends
  Twice,    ///< the same answer two times
};

struct Reply {
  Response response;
  WireFault wire = WireFault::None;
  std::size_t amount = 0;
};

using ReplyFunction = std::function<void(Reply)>;
/// Takes a request; calls the function once, now or later on the same thread.
using RequestHandler = std::function<void(Request, ReplyFunction)>;

}  // namespace tests::central
