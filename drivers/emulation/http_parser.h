// HttpParser: cuts a connection's bytes into HTTP/1.1 requests (RFC 9112), chunked ones too. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace drivers::emulation {

struct HttpRequest {
  std::string method;
  std::string path;
  std::map<std::string, std::string> headers{};  ///< names in lower case
  std::vector<std::uint8_t> body{};
};

class HttpParser {
 public:
  /// Takes in bytes; call `next` until it gives nothing.
  void feed(std::span<const std::uint8_t> bytes) { pending_.append(bytes.begin(), bytes.end()); }
  std::optional<HttpRequest> next();
  /// True once for each request that waits for "100 Continue" before it sends its body.
  bool take_continue();
  /// The bytes are no HTTP: close the connection.
  bool failed() const { return failed_; }

 private:
  enum class State { Head, Length, ChunkSize, ChunkData, Trailer };
  bool step();
  bool read_head();
  bool read_length();
  bool read_chunk_size();
  bool read_chunk_data();
  bool read_trailer();
  std::optional<std::string> take_line();
  void begin_body();

  State state_ = State::Head;
  std::string pending_;
  HttpRequest request_;
  std::size_t left_ = 0;
  bool complete_ = false;
  bool wants_continue_ = false;
  bool failed_ = false;
};

}  // namespace drivers::emulation
