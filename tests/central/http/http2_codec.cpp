// HTTP/2 through libnghttp2's memory interface.
#include "tests/central/http/http2_codec.h"

#include <nghttp2/nghttp2.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace tests::central {
namespace {

/// Clients here are known by certificate, and libcurl 7.88 resets streams that were answered without a length.
/// The library's own limit against rapid resets (1,000, then 33 a second) would cut a terminal's connection
/// after so many cases.
constexpr std::uint64_t kResetBurst = 100'000;
constexpr std::uint64_t kResetsPerSecond = 10'000;

}  // namespace

/// One request and its response.
struct Http2Codec::Stream {
  Request request;
  Response response;
  std::size_t sent = 0;
  bool endless = false;
  bool answered = false;
};

struct Http2Codec::Callbacks {
  static Http2Codec& of(void* self) { return *static_cast<Http2Codec*>(self); }

  static int on_begin(nghttp2_session* /*session*/, const nghttp2_frame* frame, void* self) {
    if (frame->hd.type != NGHTTP2_HEADERS) return 0;
    of(self).streams_[frame->hd.stream_id] = std::make_unique<Stream>();
    return 0;
  }

  static int on_header(nghttp2_session* /*session*/, const nghttp2_frame* frame, const std::uint8_t* name,
                       std::size_t name_size, const std::uint8_t* value, std::size_t value_size,
                       std::uint8_t /*flags*/, void* self) {
    const auto found = of(self).streams_.find(frame->hd.stream_id);
    if (found == of(self).streams_.end()) return 0;
    Request& request = found->second->request;
    const std::string key(reinterpret_cast<const char*>(name), name_size);
    std::string text(reinterpret_cast<const char*>(value), value_size);
    if (key == ":method") {
      request.method = std::move(text);
    } else if (key == ":path") {
      request.set_target(text);
    } else if (key[0] != ':') {
      request.headers[key] = std::move(text);
    }
    return 0;
  }

  static int on_data(nghttp2_session* /*session*/, std::uint8_t /*flags*/, std::int32_t id,
                     const std::uint8_t* data, std::size_t size, void* self) {
    Http2Codec& codec = of(self);
    const auto found = codec.streams_.find(id);
    if (found == codec.streams_.end() || found->second->answered) return 0;
    std::string& body = found->second->request.body;
    body.append(reinterpret_cast<const char*>(data), size);
    if (body.size() > codec.body_limit_) codec.respond(id, codec.too_large_);
    return 0;
  }

  static int on_frame(nghttp2_session* /*session*/, const nghttp2_frame* frame, void* self) {
    Http2Codec& codec = of(self);
    const bool carries = frame->hd.type == NGHTTP2_HEADERS || frame->hd.type == NGHTTP2_DATA;
    if (!carries || (frame->hd.flags & NGHTTP2_FLAG_END_STREAM) == 0) return 0;
    const auto found = codec.streams_.find(frame->hd.stream_id);
    if (found == codec.streams_.end() || found->second->answered) return 0;
    Request request = std::move(found->second->request);
    request.http_version = 2;
    codec.ready_.emplace_back(frame->hd.stream_id, std::move(request));
    return 0;
  }

  static int on_close(nghttp2_session* /*session*/, std::int32_t id, std::uint32_t /*code*/, void* self) {
    of(self).streams_.erase(id);
    return 0;
  }

  static ssize_t read_body(nghttp2_session* /*session*/, std::int32_t id, std::uint8_t* buffer,
                           std::size_t size, std::uint32_t* flags, nghttp2_data_source* /*source*/,
                           void* self) {
    Stream& stream = *of(self).streams_.at(id);
    const std::string& body = stream.response.body;
    const std::size_t amount = std::min(size, body.size() - stream.sent);
    std::memcpy(buffer, body.data() + stream.sent, amount);
    stream.sent += amount;
    if (stream.sent < body.size()) return static_cast<ssize_t>(amount);
    if (stream.endless) {
      std::memset(buffer + amount, ' ', size - amount);
      return static_cast<ssize_t>(size);
    }
    *flags |= NGHTTP2_DATA_FLAG_EOF;
    return static_cast<ssize_t>(amount);
  }
};

namespace {

nghttp2_nv pair(const std::string& name, const std::string& value) {
  const auto bytes = [](const std::string& text) {
    return const_cast<std::uint8_t*>(reinterpret_cast<const std::uint8_t*>(text.data()));
  };
  return {bytes(name), bytes(value), name.size(), value.size(), NGHTTP2_NV_FLAG_NONE};
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

}  // namespace

Http2Codec::Http2Codec(std::size_t body_limit, Response too_large, OnRequest on_request)
    : body_limit_(body_limit),
      too_large_(std::move(too_large)),
      on_request_(std::move(on_request)),
      session_(nullptr, &nghttp2_session_del) {
  nghttp2_session_callbacks* callbacks = nullptr;
  nghttp2_session_callbacks_new(&callbacks);
  nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks, &Callbacks::on_begin);
  nghttp2_session_callbacks_set_on_header_callback(callbacks, &Callbacks::on_header);
  nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks, &Callbacks::on_data);
  nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks, &Callbacks::on_frame);
  nghttp2_session_callbacks_set_on_stream_close_callback(callbacks, &Callbacks::on_close);
  nghttp2_option* option = nullptr;
  nghttp2_option_new(&option);
  nghttp2_option_set_stream_reset_rate_limit(option, kResetBurst, kResetsPerSecond);
  nghttp2_session* session = nullptr;
  nghttp2_session_server_new2(&session, callbacks, this, option);
  nghttp2_option_del(option);
  nghttp2_session_callbacks_del(callbacks);
  session_.reset(session);
  const nghttp2_settings_entry settings[] = {{NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, 100}};
  nghttp2_submit_settings(session, NGHTTP2_FLAG_NONE, settings, 1);
}

Http2Codec::~Http2Codec() = default;

bool Http2Codec::receive(std::string_view bytes) {
  const ssize_t taken = nghttp2_session_mem_recv(
      session_.get(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
  // Only now: inside its callbacks the session may not be asked for output.
  for (auto& [stream, request] : std::exchange(ready_, {})) on_request_(stream, std::move(request));
  return taken >= 0;
}

void Http2Codec::respond(StreamId id, const Response& response, bool endless) {
  const auto found = streams_.find(id);
  if (found == streams_.end() || found->second->answered) return;
  Stream& stream = *found->second;
  stream.answered = true;
  stream.response = response;
  stream.endless = endless;
  std::vector<std::pair<std::string, std::string>> fields = {{":status", std::to_string(response.status)}};
  if (!response.content_type.empty()) fields.emplace_back("content-type", response.content_type);
  for (const auto& [name, value] : response.headers) fields.emplace_back(lower(name), value);
  const bool has_body = response.status != 304 && response.status != 204;
  // A length lets libcurl 7.88 end the stream in order: without one it resets every stream that was answered.
  if (has_body && !endless) fields.emplace_back("content-length", std::to_string(response.body.size()));
  std::vector<nghttp2_nv> block;
  block.reserve(fields.size());
  for (const auto& [name, value] : fields) block.push_back(pair(name, value));
  nghttp2_data_provider body{};
  body.read_callback = &Callbacks::read_body;
  nghttp2_submit_response(session_.get(), id, block.data(), block.size(), has_body ? &body : nullptr);
}

std::string Http2Codec::take_output() {
  std::string output;
  while (output.size() < 65'536) {
    const std::uint8_t* data = nullptr;
    const ssize_t size = nghttp2_session_mem_send(session_.get(), &data);
    if (size <= 0) break;
    output.append(reinterpret_cast<const char*>(data), static_cast<std::size_t>(size));
  }
  return output;
}

bool Http2Codec::finished() const {
  return nghttp2_session_want_read(session_.get()) == 0 && nghttp2_session_want_write(session_.get()) == 0;
}

}  // namespace tests::central
