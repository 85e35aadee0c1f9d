// Operations of IPP/2.0 that a terminal uses.
#include "drivers/emulation/ipp_responder.h"

#include <algorithm>
#include <charconv>

namespace drivers::emulation {
namespace {

enum Operation : std::uint16_t {
  kPrintJob = 0x0002,
  kValidateJob = 0x0004,
  kCreateJob = 0x0005,
  kSendDocument = 0x0006,
  kCancelJob = 0x0008,
  kGetJobAttributes = 0x0009,
  kGetJobs = 0x000A,
  kGetPrinterAttributes = 0x000B,
};

enum IppStatus : std::uint16_t {
  kOk = 0x0000,
  kBadRequest = 0x0400,
  kNotPossible = 0x0404,
  kNotFound = 0x0406,
  kFormatNotSupported = 0x040A,
  kAttributesNotSupported = 0x040B,
  kFormatError = 0x0411,
  kOperationNotSupported = 0x0501,
};

constexpr const char* kPdf = "application/pdf";
constexpr const char* kA4 = "iso_a4_210x297mm";

IppMessage reply(const IppMessage& request, std::uint16_t status) {
  IppMessage answer;
  answer.major = request.major;
  answer.minor = request.minor;
  answer.code = status;
  answer.request_id = request.request_id;
  answer.add(IppGroup::Operation, IppTag::Charset, "attributes-charset", "utf-8");
  answer.add(IppGroup::Operation, IppTag::Language, "attributes-natural-language", "en");
  return answer;
}

/// Keeps only what the request names; "all" and group names keep everything.
void keep_requested(const IppMessage& request, IppMessage& answer) {
  const IppAttribute* wanted = request.find("requested-attributes");
  if (wanted == nullptr) return;
  for (const std::string& name : wanted->values) {
    if (name == "all" || name == "printer-description" || name == "job-template" || name == "job-description")
      return;
  }
  const auto unwanted = [wanted](const IppAttribute& attribute) {
    const bool operation = attribute.group == static_cast<std::uint8_t>(IppGroup::Operation);
    return !operation &&
           std::find(wanted->values.begin(), wanted->values.end(), attribute.name) == wanted->values.end();
  };
  answer.attributes.erase(std::remove_if(answer.attributes.begin(), answer.attributes.end(), unwanted),
                          answer.attributes.end());
}

void take_job_template(const IppMessage& request, PrintJob& job) {
  job.copies = std::clamp(request.number("copies").value_or(1), 1, 99);
  job.duplex = request.text("sides").starts_with("two-sided");
}

/// RFC 8011 4.1.4: charset first, then language; RFC 8010 3.1.2: the operation group comes first and once.
bool well_formed(const IppMessage& request) {
  const auto& all = request.attributes;
  if (all.size() < 2 || all[0].name != "attributes-charset" || all[1].name != "attributes-natural-language") {
    return false;
  }
  return std::is_sorted(all.begin(), all.end(),
                        [](const IppAttribute& a, const IppAttribute& b) { return a.group < b.group; });
}

}  // namespace

IppMessage IppResponder::answer(const IppMessage& request, std::span<const std::uint8_t> document) {
  if (!well_formed(request)) return reply(request, kBadRequest);
  switch (request.code) {
    case kGetPrinterAttributes: return printer_attributes(request);
    case kValidateJob: return validate(request);
    case kPrintJob: return print_job(request, document);
    case kCreateJob: return create_job(request);
    case kSendDocument: return send_document(request, document);
    case kGetJobAttributes: return job_attributes(request);
    case kGetJobs: return list_jobs(request);
    case kCancelJob: return cancel_job(request);
    default: return reply(request, kOperationNotSupported);
  }
}

IppMessage IppResponder::printer_attributes(const IppMessage& request) {
  IppMessage answer = reply(request, kOk);
  add_state(answer);
  add_capabilities(answer);
  keep_requested(request, answer);
  return answer;
}

void IppResponder::add_state(IppMessage& answer) const {
  constexpr auto kPrinter = IppGroup::Printer;
  const PrinterTroubles& troubles = engine_.troubles();
  const bool busy = engine_.running() != nullptr;
  answer.add_number(kPrinter, IppTag::Enum, "printer-state", troubles.stops() ? 5 : busy ? 4 : 3);
  answer.add_all(kPrinter, IppTag::Keyword, "printer-state-reasons", troubles.reasons());
  answer.add(kPrinter, IppTag::Text, "printer-state-message", "");
  answer.add_boolean(kPrinter, "printer-is-accepting-jobs", true);
  const int toner = troubles.toner_empty ? 0 : troubles.toner_low ? 8 : 75;
  answer.add(kPrinter, IppTag::Name, "marker-names", "black toner");
  answer.add(kPrinter, IppTag::Keyword, "marker-types", "toner");
  answer.add_number(kPrinter, IppTag::Integer, "marker-levels", toner);
}

void IppResponder::add_capabilities(IppMessage& answer) const {
  constexpr auto kPrinter = IppGroup::Printer;
  answer.add(kPrinter, IppTag::Uri, "printer-uri-supported", uri_);
  answer.add(kPrinter, IppTag::Keyword, "uri-security-supported", "none");
  answer.add(kPrinter, IppTag::Keyword, "uri-authentication-supported", "none");
  answer.add(kPrinter, IppTag::Name, "printer-name", "bench");
  answer.add(kPrinter, IppTag::Text, "printer-make-and-model", "Bench A4 Printer");
  answer.add(kPrinter, IppTag::Text, "printer-device-id", "MFG:Bench;MDL:A4 Printer;SN:BENCH-0001;");
  answer.add(kPrinter, IppTag::Uri, "printer-uuid", "urn:uuid:00000000-0000-4000-8000-000000000001");
  answer.add_all(kPrinter, IppTag::Keyword, "ipp-versions-supported", {"1.1", "2.0"});
  answer.add(kPrinter, IppTag::Charset, "charset-configured", "utf-8");
  answer.add(kPrinter, IppTag::MimeType, "document-format-supported", kPdf);
  answer.add(kPrinter, IppTag::MimeType, "document-format-default", kPdf);
  answer.add_boolean(kPrinter, "color-supported", false);
  answer.add(kPrinter, IppTag::Keyword, "media-default", kA4);
  answer.add(kPrinter, IppTag::Keyword, "media-supported", kA4);
  answer.add(kPrinter, IppTag::Keyword, "media-ready", kA4);
  answer.add_all(kPrinter, IppTag::Keyword, "sides-supported", {"one-sided", "two-sided-long-edge"});
  answer.add(kPrinter, IppTag::Keyword, "sides-default", "two-sided-long-edge");
  answer.add_range(kPrinter, "copies-supported", 1, 99);
  answer.add_all(kPrinter, IppTag::Keyword, "job-creation-attributes-supported",
                 {"copies", "media", "sides"});
  IppAttribute operations{static_cast<std::uint8_t>(kPrinter),
                          "operations-supported",
                          static_cast<std::uint8_t>(IppTag::Enum),
                          {}};
  for (const auto code : {kPrintJob, kValidateJob, kCreateJob, kSendDocument, kCancelJob, kGetJobAttributes,
                          kGetJobs, kGetPrinterAttributes}) {
    operations.values.push_back(std::string{'\0', '\0', '\0', static_cast<char>(code)});
  }
  answer.attributes.push_back(std::move(operations));
}

void IppResponder::add_job(IppMessage& answer, const PrintJob& job) const {
  constexpr auto kJob = IppGroup::Job;
  const std::size_t first = answer.attributes.size();
  answer.add_number(kJob, IppTag::Integer, "job-id", job.id);
  answer.add(kJob, IppTag::Uri, "job-uri", uri_ + "/" + std::to_string(job.id));
  answer.add_number(kJob, IppTag::Enum, "job-state", static_cast<int>(job.state));
  answer.add(kJob, IppTag::Keyword, "job-state-reasons", job.reason);
  answer.add(kJob, IppTag::Name, "job-name", job.name);
  answer.add(kJob, IppTag::Name, "job-originating-user-name", job.user);
  if (!engine_.troubles().no_count) {
    const int lost = engine_.troubles().lost_pages;
    answer.add_number(kJob, IppTag::Integer, "job-impressions-completed", std::max(0, job.printed - lost));
    answer.add_number(kJob, IppTag::Integer, "job-media-sheets-completed", std::max(0, job.sheets() - lost));
  }
  answer.attributes[first].starts_group = true;
}

IppMessage IppResponder::validate(const IppMessage& request) const {
  const std::string format = request.text("document-format");
  if (!format.empty() && format != kPdf) return reply(request, kFormatNotSupported);
  const std::string media = request.text("media");
  return reply(request, media.empty() || media == kA4 ? kOk : kAttributesNotSupported);
}

IppMessage IppResponder::create_job(const IppMessage& request) {
  IppMessage answer = validate(request);
  if (answer.code != kOk) return answer;
  PrintJob& job = engine_.create(request.text("job-name"), request.text("requesting-user-name"));
  take_job_template(request, job);
  add_job(answer, job);
  return answer;
}

IppMessage IppResponder::print_job(const IppMessage& request, std::span<const std::uint8_t> document) {
  IppMessage answer = validate(request);
  if (answer.code != kOk) return answer;
  PrintJob& job = engine_.create(request.text("job-name"), request.text("requesting-user-name"));
  take_job_template(request, job);
  if (!engine_.take_document(job, document)) return reply(request, kFormatError);
  add_job(answer, job);
  return answer;
}

IppMessage IppResponder::send_document(const IppMessage& request, std::span<const std::uint8_t> document) {
  PrintJob* job = job_of(request);
  if (job == nullptr) return reply(request, kNotFound);
  if (job->ended()) return reply(request, kNotPossible);
  if (!engine_.take_document(*job, document)) return reply(request, kFormatError);
  IppMessage answer = reply(request, kOk);
  add_job(answer, *job);
  return answer;
}

PrintJob* IppResponder::job_of(const IppMessage& request) {
  if (const auto id = request.number("job-id")) return engine_.find(*id);
  const std::string uri = request.text("job-uri");
  const std::size_t slash = uri.rfind('/');
  int id = 0;
  if (slash != std::string::npos) std::from_chars(uri.data() + slash + 1, uri.data() + uri.size(), id);
  return engine_.find(id);
}

IppMessage IppResponder::job_attributes(const IppMessage& request) {
  const PrintJob* job = job_of(request);
  if (job == nullptr) return reply(request, kNotFound);
  IppMessage answer = reply(request, kOk);
  add_job(answer, *job);
  keep_requested(request, answer);
  return answer;
}

IppMessage IppResponder::list_jobs(const IppMessage& request) {
  const bool completed = request.text("which-jobs") == "completed";
  const bool mine = request.text("my-jobs") == std::string(1, '\1');
  const std::string user = request.text("requesting-user-name");
  IppMessage answer = reply(request, kOk);
  for (const PrintJob& job : engine_.jobs()) {
    if (job.ended() == completed && (!mine || job.user == user)) add_job(answer, job);
  }
  return answer;
}

IppMessage IppResponder::cancel_job(const IppMessage& request) {
  PrintJob* job = job_of(request);
  if (job == nullptr) return reply(request, kNotFound);
  return reply(request, engine_.cancel(*job, "job-canceled-by-user") ? kOk : kNotPossible);
}

}  // namespace drivers::emulation
