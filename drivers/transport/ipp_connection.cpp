// libcups behind a plain interface.
#include "drivers/transport/ipp_connection.h"

#include <cups/cups.h>

#include <array>

namespace drivers::transport {
namespace {

using kiosk::base::Duration;
using kiosk::base::Error;
using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::Status;

/// Who we are to the printer: Get-Jobs with my-jobs gives only jobs of this name.
constexpr const char* kUser = "kiosk";
/// A waiting libcups asks this often whether to go on, in seconds.
constexpr double kSlice = 0.1;

struct IppEnd {
  void operator()(ipp_t* message) const { ippDelete(message); }
};
using Message = std::unique_ptr<ipp_t, IppEnd>;

std::string value_text(ipp_attribute_t* attribute, int index) {
  switch (ippGetValueTag(attribute)) {
    case IPP_TAG_INTEGER:
    case IPP_TAG_ENUM: return std::to_string(ippGetInteger(attribute, index));
    case IPP_TAG_BOOLEAN: return ippGetBoolean(attribute, index) != 0 ? "true" : "false";
    default: break;
  }
  const char* text = ippGetString(attribute, index, nullptr);
  return text == nullptr ? std::string() : std::string(text);
}

IppAttributes read_group(ipp_t* answer, ipp_tag_t group) {
  IppAttributes result;
  for (ipp_attribute_t* at = ippFirstAttribute(answer); at != nullptr; at = ippNextAttribute(answer)) {
    const char* name = ippGetName(at);
    // Out-of-band values (no-value, unknown) say that there is nothing.
    if (name == nullptr || ippGetGroupTag(at) != group || ippGetValueTag(at) < IPP_TAG_INTEGER) continue;
    for (int i = 0; i < ippGetCount(at); ++i) result.add(name, value_text(at, i));
  }
  return result;
}

std::vector<int> read_job_ids(ipp_t* answer) {
  std::vector<int> ids;
  for (ipp_attribute_t* at = ippFindAttribute(answer, "job-id", IPP_TAG_INTEGER); at != nullptr;
       at = ippFindNextAttribute(answer, "job-id", IPP_TAG_INTEGER)) {
    ids.push_back(ippGetInteger(at, 0));
  }
  return ids;
}

void add_names(ipp_t* request, const std::vector<std::string>& names) {
  std::vector<const char*> pointers;
  for (const std::string& name : names) pointers.push_back(name.c_str());
  ippAddStrings(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes",
                static_cast<int>(pointers.size()), nullptr, pointers.data());
}

void add_text(ipp_t* request, ipp_tag_t group, ipp_tag_t tag, const char* name, const std::string& value) {
  ippAddString(request, group, tag, name, nullptr, value.c_str());
}

void add_job_template(ipp_t* message, const IppJobRequest& request) {
  if (request.send_copies) ippAddInteger(message, IPP_TAG_JOB, IPP_TAG_INTEGER, "copies", request.copies);
  if (request.send_media) add_text(message, IPP_TAG_JOB, IPP_TAG_KEYWORD, "media", request.media);
  if (request.send_sides) add_text(message, IPP_TAG_JOB, IPP_TAG_KEYWORD, "sides", request.sides);
}

ErrorCode code_of(ipp_status_t status) {
  switch (status) {
    case IPP_STATUS_ERROR_NOT_FOUND:
    case IPP_STATUS_ERROR_GONE: return ErrorCode::NotFound;
    case IPP_STATUS_ERROR_NOT_POSSIBLE:
    case IPP_STATUS_ERROR_NOT_ACCEPTING_JOBS:
    case IPP_STATUS_ERROR_BUSY: return ErrorCode::Conflict;
    case IPP_STATUS_ERROR_NOT_AUTHENTICATED:
    case IPP_STATUS_ERROR_NOT_AUTHORIZED:
    case IPP_STATUS_ERROR_FORBIDDEN: return ErrorCode::PermissionDenied;
    case IPP_STATUS_ERROR_DOCUMENT_FORMAT_NOT_SUPPORTED:
    case IPP_STATUS_ERROR_ATTRIBUTES_OR_VALUES:
    case IPP_STATUS_ERROR_OPERATION_NOT_SUPPORTED: return ErrorCode::Unsupported;
    case IPP_STATUS_ERROR_SERVICE_UNAVAILABLE:
    case IPP_STATUS_ERROR_INTERNAL: return ErrorCode::Unavailable;
    default: return ErrorCode::InvalidData;
  }
}

}  // namespace

struct IppConnection::Connection {
  std::string uri;
  std::string host;
  std::string resource;
  int port = 0;
  bool encrypted = false;
  Duration time_out{3000};
  http_t* http = nullptr;

  std::stop_token stop;
  int slices_left = 0;

  ~Connection() { httpClose(http); }

  /// libcups asks after each slice of silence: 1 goes on, 0 gives up.
  static int still_waiting(http_t*, void* self) {
    auto* connection = static_cast<Connection*>(self);
    return !connection->stop.stop_requested() && --connection->slices_left > 0 ? 1 : 0;
  }
  /// libcups would ask for a password on the terminal's console.
  static const char* no_password(const char*, http_t*, const char*, const char*, void*) { return nullptr; }

  void begin(const std::stop_token& token) {
    stop = token;
    slices_left = static_cast<int>(time_out.count() / 100) + 1;
  }
  Status connect();
  Message start(ipp_op_t operation) const;
  Result<Message> exchange(Message request, const std::span<const std::uint8_t>* document,
                           const std::stop_token& token);
  http_status_t send(ipp_t* request, const std::span<const std::uint8_t>* document);
  Error broken(const std::string& operation);
};

Status IppConnection::Connection::connect() {
  if (http != nullptr) return {};
  const auto encryption = encrypted ? HTTP_ENCRYPTION_ALWAYS : HTTP_ENCRYPTION_IF_REQUESTED;
  http = httpConnect2(host.c_str(), port, nullptr, AF_UNSPEC, encryption, 1,
                      static_cast<int>(time_out.count()), nullptr);
  if (http == nullptr)
    return fail(ErrorCode::Unavailable, std::string("no printer: ") + cupsLastErrorString(), uri);
  httpSetTimeout(http, kSlice, &Connection::still_waiting, this);
  cupsSetUser(kUser);
  cupsSetPasswordCB2(&Connection::no_password, nullptr);
  return {};
}

Message IppConnection::Connection::start(ipp_op_t operation) const {
  Message request(ippNewRequest(operation));
  ippSetVersion(request.get(), 2, 0);
  ippAddString(request.get(), IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, uri.c_str());
  // Operation attributes stand before all others: printers refuse a group that comes twice (RFC 8010 3.1.2).
  add_text(request.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", kUser);
  return request;
}

Error IppConnection::Connection::broken(const std::string& operation) {
  const bool stopped = stop.stop_requested();
  const bool timed_out = slices_left <= 0;
  httpClose(http);
  http = nullptr;
  if (stopped) return {ErrorCode::Canceled, "canceled", uri};
  if (timed_out) return {ErrorCode::TimedOut, "the printer does not answer " + operation, uri};
  return {ErrorCode::Unavailable, "the connection broke in " + operation + ": " + cupsLastErrorString(), uri};
}

http_status_t IppConnection::Connection::send(ipp_t* request, const std::span<const std::uint8_t>* document) {
  const std::size_t length = document == nullptr ? ippLength(request) : CUPS_LENGTH_VARIABLE;
  http_status_t status = cupsSendRequest(http, request, resource.c_str(), length);
  if (document == nullptr || status != HTTP_STATUS_CONTINUE) return status;
  constexpr std::size_t kPiece = 16'384;
  for (std::size_t at = 0; at < document->size() && status == HTTP_STATUS_CONTINUE; at += kPiece) {
    const auto piece = document->subspan(at, std::min(kPiece, document->size() - at));
    slices_left = static_cast<int>(time_out.count() / 100) + 1;  // each piece has the whole time
    status = cupsWriteRequestData(http, reinterpret_cast<const char*>(piece.data()), piece.size());
  }
  return status;
}

Result<Message> IppConnection::Connection::exchange(Message request,
                                                    const std::span<const std::uint8_t>* document,
                                                    const std::stop_token& token) {
  if (token.stop_requested()) return fail(ErrorCode::Canceled, "canceled", uri);
  begin(token);
  if (auto connected = connect(); !connected) return tl::unexpected(connected.error());
  const std::string operation = ippOpString(ippGetOperation(request.get()));
  const http_status_t sent = send(request.get(), document);
  if (sent != HTTP_STATUS_CONTINUE && sent != HTTP_STATUS_OK) return tl::unexpected(broken(operation));
  Message answer(cupsGetResponse(http, resource.c_str()));
  if (!answer) return tl::unexpected(broken(operation));
  const ipp_status_t status = ippGetStatusCode(answer.get());
  if (status <= IPP_STATUS_OK_EVENTS_COMPLETE) return answer;
  return fail(code_of(status), "the printer answers " + operation + " with " + ippErrorString(status), uri);
}

IppConnection::IppConnection(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
IppConnection::~IppConnection() = default;

Result<std::unique_ptr<IppConnection>> IppConnection::make(const std::string& uri, Duration time_out) {
  std::array<char, 16> scheme{};
  std::array<char, 256> user{};
  std::array<char, 256> host{};
  std::array<char, 1024> resource{};
  auto connection = std::make_unique<Connection>();
  const auto status = httpSeparateURI(HTTP_URI_CODING_ALL, uri.c_str(), scheme.data(), scheme.size(),
                                      user.data(), user.size(), host.data(), host.size(), &connection->port,
                                      resource.data(), resource.size());
  const std::string_view kind(scheme.data());
  if (status < HTTP_URI_STATUS_OK || (kind != "ipp" && kind != "ipps")) {
    return fail(ErrorCode::InvalidArgument, "expected ipp://host:port/path or ipps://host:port/path", uri);
  }
  connection->uri = uri;
  connection->host = host.data();
  connection->resource = resource.data();
  connection->encrypted = kind == "ipps";
  connection->time_out = time_out;
  return std::unique_ptr<IppConnection>(new IppConnection(std::move(connection)));
}

const std::string& IppConnection::uri() const { return connection_->uri; }

Status IppConnection::connect(const std::stop_token& stop) {
  connection_->begin(stop);
  return connection_->connect();
}

void IppConnection::disconnect() {
  httpClose(connection_->http);
  connection_->http = nullptr;
}

Result<IppAttributes> IppConnection::printer_attributes(const std::vector<std::string>& names,
                                                        const std::stop_token& stop) {
  Message request = connection_->start(IPP_OP_GET_PRINTER_ATTRIBUTES);
  add_names(request.get(), names);
  auto answer = connection_->exchange(std::move(request), nullptr, stop);
  if (!answer) return tl::unexpected(answer.error());
  return read_group(answer->get(), IPP_TAG_PRINTER);
}

Result<int> IppConnection::print_job(const IppJobRequest& request, std::span<const std::uint8_t> document,
                                     const std::stop_token& stop) {
  Message message = connection_->start(IPP_OP_PRINT_JOB);
  add_text(message.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", request.job_name);
  add_text(message.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", request.document_format);
  add_job_template(message.get(), request);
  auto answer = connection_->exchange(std::move(message), &document, stop);
  if (!answer) return tl::unexpected(answer.error());
  const auto id = read_group(answer->get(), IPP_TAG_JOB).number("job-id");
  if (!id) return fail(ErrorCode::InvalidData, "the printer gave no job-id", uri());
  return *id;
}

Result<int> IppConnection::create_job_and_send(const IppJobRequest& request,
                                               std::span<const std::uint8_t> document,
                                               const std::stop_token& stop) {
  Message create = connection_->start(IPP_OP_CREATE_JOB);
  add_text(create.get(), IPP_TAG_OPERATION, IPP_TAG_NAME, "job-name", request.job_name);
  add_job_template(create.get(), request);
  auto created = connection_->exchange(std::move(create), nullptr, stop);
  if (!created) return tl::unexpected(created.error());
  const auto id = read_group(created->get(), IPP_TAG_JOB).number("job-id");
  if (!id) return fail(ErrorCode::InvalidData, "the printer gave no job-id", uri());
  Message send = connection_->start(IPP_OP_SEND_DOCUMENT);
  ippAddInteger(send.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", *id);
  add_text(send.get(), IPP_TAG_OPERATION, IPP_TAG_MIMETYPE, "document-format", request.document_format);
  ippAddBoolean(send.get(), IPP_TAG_OPERATION, "last-document", 1);
  auto sent = connection_->exchange(std::move(send), &document, stop);
  if (sent) return *id;
  (void)cancel_job(*id, {});  // an empty job must not wait in the printer; the first error is the one to tell
  return tl::unexpected(sent.error());
}

Result<IppAttributes> IppConnection::job_attributes(int job, const std::vector<std::string>& names,
                                                    const std::stop_token& stop) {
  Message request = connection_->start(IPP_OP_GET_JOB_ATTRIBUTES);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  add_names(request.get(), names);
  auto answer = connection_->exchange(std::move(request), nullptr, stop);
  if (!answer) return tl::unexpected(answer.error());
  return read_group(answer->get(), IPP_TAG_JOB);
}

Result<std::vector<int>> IppConnection::unfinished_jobs(const std::stop_token& stop) {
  Message request = connection_->start(IPP_OP_GET_JOBS);
  add_text(request.get(), IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "which-jobs", "not-completed");
  ippAddBoolean(request.get(), IPP_TAG_OPERATION, "my-jobs", 1);
  add_names(request.get(), {"job-id"});
  auto answer = connection_->exchange(std::move(request), nullptr, stop);
  if (!answer) return tl::unexpected(answer.error());
  return read_job_ids(answer->get());
}

Status IppConnection::cancel_job(int job, const std::stop_token& stop) {
  Message request = connection_->start(IPP_OP_CANCEL_JOB);
  ippAddInteger(request.get(), IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job);
  auto answer = connection_->exchange(std::move(request), nullptr, stop);
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

}  // namespace drivers::transport
