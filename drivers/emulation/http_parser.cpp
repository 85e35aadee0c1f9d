// The grammar of HTTP/1.1 requests.
#include "drivers/emulation/http_parser.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <utility>

namespace drivers::emulation {
namespace {

constexpr std::size_t kHeadLimit = 64U << 10;
constexpr std::size_t kBodyLimit = 64U << 20;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::optional<std::size_t> number(const std::string& text, int base) {
  std::size_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (parsed.ec != std::errc{} || value > kBodyLimit) return std::nullopt;
  return value;
}

std::string header(const HttpRequest& request, const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? std::string() : found->second;
}

void add_header(const std::string& line, HttpRequest& request) {
  const std::size_t colon = line.find(':');
  if (colon == std::string::npos) return;
  const std::size_t value = line.find_first_not_of(" \t", colon + 1);
  request.headers[lower(line.substr(0, colon))] = value == std::string::npos ? "" : line.substr(value);
}

}  // namespace

std::optional<std::string> HttpParser::take_line() {
  const std::size_t end = pending_.find("\r\n");
  if (end == std::string::npos) {
    failed_ = failed_ || pending_.size() > kHeadLimit;
    return std::nullopt;
  }
  std::string line = pending_.substr(0, end);
  pending_.erase(0, end + 2);
  return line;
}

bool HttpParser::take_continue() { return std::exchange(wants_continue_, false); }

std::optional<HttpRequest> HttpParser::next() {
  while (!failed_ && !complete_ && step()) {
  }
  if (!complete_ || failed_) return std::nullopt;
  complete_ = false;
  return std::exchange(request_, {});
}

/// False when more bytes are needed.
bool HttpParser::step() {
  switch (state_) {
    case State::Head: return read_head();
    case State::Length: return read_length();
    case State::ChunkSize: return read_chunk_size();
    case State::ChunkData: return read_chunk_data();
    case State::Trailer: return read_trailer();
  }
  return false;
}

bool HttpParser::read_head() {
  const auto line = take_line();
  if (!line) return false;
  if (request_.method.empty()) {
    if (line->empty()) return true;  // RFC 9112 2.2: empty lines before a request are passed over
    const std::size_t first = line->find(' ');
    const std::size_t second = line->find(' ', first + 1);
    failed_ = first == std::string::npos || second == std::string::npos;
    if (failed_) return false;
    request_.method = line->substr(0, first);
    request_.path = line->substr(first + 1, second - first - 1);
  } else if (line->empty()) {
    begin_body();
  } else {
    add_header(*line, request_);
  }
  return true;
}

void HttpParser::begin_body() {
  wants_continue_ = lower(header(request_, "expect")) == "100-continue";
  if (lower(header(request_, "transfer-encoding")) == "chunked") {
    state_ = State::ChunkSize;
    return;
  }
  const std::string length = header(request_, "content-length");
  const auto size = length.empty() ? std::optional<std::size_t>(0) : number(length, 10);
  failed_ = !size;
  left_ = size.value_or(0);
  state_ = State::Length;
}

bool HttpParser::read_length() {
  const std::size_t take = std::min(left_, pending_.size());
  request_.body.insert(request_.body.end(), pending_.begin(),
                       pending_.begin() + static_cast<std::ptrdiff_t>(take));
  pending_.erase(0, take);
  left_ -= take;
  if (left_ > 0) return false;
  complete_ = true;
  state_ = State::Head;
  return true;
}

bool HttpParser::read_chunk_size() {
  const auto line = take_line();
  if (!line) return false;
  const auto size = number(*line, 16);
  failed_ = !size || request_.body.size() + *size > kBodyLimit;
  if (failed_) return false;
  left_ = *size;
  state_ = left_ == 0 ? State::Trailer : State::ChunkData;
  return true;
}

bool HttpParser::read_chunk_data() {
  if (pending_.size() < left_ + 2) return false;
  request_.body.insert(request_.body.end(), pending_.begin(),
                       pending_.begin() + static_cast<std::ptrdiff_t>(left_));
  pending_.erase(0, left_ + 2);
  state_ = State::ChunkSize;
  return true;
}

bool HttpParser::read_trailer() {
  const auto line = take_line();
  if (!line) return false;
  if (!line->empty()) return true;
  complete_ = true;
  state_ = State::Head;
  return true;
}

}  // namespace drivers::emulation
