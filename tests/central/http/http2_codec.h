// Http2Codec: the server's half of one HTTP/2 connection (RFC 9113) as bytes in and bytes out; no socket
// here.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/central/http/http_message.h"

struct nghttp2_session;

namespace tests::central {

/// One thread. Requests are handed out when they are whole; responses may come in any order.
class Http2Codec {
 public:
  using StreamId = std::int32_t;
  /// `request` has no client name yet. Called at the end of `receive`.
  using OnRequest = std::function<void(StreamId, Request)>;

  /// Bodies over `body_limit` bytes are refused with `too_large` while they come.
  Http2Codec(std::size_t body_limit, Response too_large, OnRequest on_request);
  Http2Codec(const Http2Codec&) = delete;
  Http2Codec& operator=(const Http2Codec&) = delete;
  ~Http2Codec();

  /// False when the connection is broken and must be closed after the output was sent.
  bool receive(std::string_view bytes);
  /// `endless`: the body is followed by spaces for ever, as fast as the client takes them.
  void respond(StreamId stream, const Response& response, bool endless = false);
  /// What is to be sent now; empty when there is nothing. At most about 64 KiB.
  std::string take_output();
  /// Neither side has anything left to say.
  bool finished() const;

 private:
  struct Stream;
  struct Callbacks;

  std::size_t body_limit_;
  Response too_large_;
  OnRequest on_request_;
  std::map<StreamId, std::unique_ptr<Stream>> streams_;
  std::vector<std::pair<StreamId, Request>> ready_;  ///< whole, to be handed out
  std::unique_ptr<nghttp2_session, void (*)(nghttp2_session*)> session_;
};

}  // namespace tests::central
