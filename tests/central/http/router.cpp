// Matching paths segment by segment.
#include "tests/central/http/router.h"

#include <optional>
#include <sstream>

#include "tests/central/http/problem_response.h"

namespace tests::central {
namespace {

std::vector<std::string> split(const std::string& path) {
  std::vector<std::string> segments;
  std::istringstream stream(path);
  for (std::string segment; std::getline(stream, segment, '/');) segments.push_back(segment);
  return segments;
}

std::optional<PathParameters> match(const std::vector<std::string>& pattern,
                                    const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return std::nullopt;
  PathParameters parameters;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_parameter = !pattern[i].empty() && pattern[i].front() == '{';
    if (is_parameter) {
      parameters.push_back(path[i]);
    } else if (pattern[i] != path[i]) {
      return std::nullopt;
    }
  }
  return parameters;
}

}  // namespace

void Router::add(std::string method, const std::string& pattern, ResourceHandler handler) {
  routes_.push_back({std::move(method), split(pattern), std::move(handler)});
}

Response Router::dispatch(const Request& request) const {
  const auto path = split(request.target);
  bool path_known = false;
  for (const Route& route : routes_) {
    const auto parameters = match(route.segments, path);
    if (!parameters) continue;
    if (route.method == request.method) return route.handler(request, *parameters);
    path_known = true;
  }
  return path_known ? problem_response(ProblemType::MethodNotAllowed, "this path has no such method", request)
                    : problem_response(ProblemType::NotFound, "no such path", request);
}

}  // namespace tests::central
