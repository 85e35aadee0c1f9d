// Router: which function answers which method and path.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/central/http/http_message.h"

namespace tests::central {

/// What stands in the path where the pattern has {…}, in order.
using PathParameters = std::vector<std::string>;
using ResourceHandler = std::function<Response(const Request&, const PathParameters&)>;

class Router {
 public:
  /// Pattern like "/v1/cases/{number}/rating".
  void add(std::string method, const std::string& pattern, ResourceHandler handler);
  /// A problem document (404 or 405) when no route fits.
  Response dispatch(const Request& request) const;

 private:
  struct Route {
    std::string method;
    std::vector<std::string> segments;
    ResourceHandler handler;
  };
  std::vector<Route> routes_;
};

}  // namespace tests::central
