// Writing a CaseSubmission as JSON into locked memory.
#include "kiosk/protocol/case_submission.h"

#include <algorithm>

#include "kiosk/base/text.h"
#include "kiosk/protocol/http_names.h"
#include "kiosk/protocol/secure_json_writer.h"

namespace kiosk::protocol {
namespace {

using base::ErrorCode;
using base::fail;

base::Status check(const CaseSubmission& submission) {
  if (!is_path_segment(submission.receipt_number)) {
    return fail(ErrorCode::InvalidArgument, "the receipt number is not 1-64 letters and digits",
                "/receipt_number");
  }
  const Applicant& who = submission.applicant;
  const auto readable = [](const base::SecureString* text) { return base::is_valid_utf8(text->reveal()); };
  const base::SecureString* texts[] = {&who.name, &who.id_number, &who.address};
  if (!std::all_of(std::begin(texts), std::end(texts), readable)) {
    return fail(ErrorCode::InvalidArgument, "is not UTF-8", "/applicant");
  }
  for (const Answer& answer : submission.answers) {
    if (readable(&answer.value) && readable(&answer.label)) continue;
    return fail(ErrorCode::InvalidArgument, "is not UTF-8", "/answers/" + answer.field.value);
  }
  return {};
}

void write(SecureJsonWriter& out, const Applicant& who) {
  out.key("applicant");
  out.begin_object();
  out.member("name", who.name);
  out.member("id_number", who.id_number);
  out.member("card_kind", who.card_kind);
  out.optional_member("sex", who.sex);
  out.optional_member("nation", who.nation);
  out.optional_member("birth", who.birth);
  out.optional_member("address", who.address);
  out.optional_member("valid_from", who.valid_from);
  out.optional_member("valid_to", who.valid_to);
  if (!who.photo.empty()) {
    out.key("photo");
    out.base64(who.photo);
  }
  out.end_object();
}

void write(SecureJsonWriter& out, const std::vector<Answer>& answers) {
  out.key("answers");
  out.begin_array();
  for (const Answer& answer : answers) {
    out.begin_object();
    out.member("field", answer.field.value);
    out.member("value", answer.value);
    out.optional_member("label", answer.label);
    out.end_object();
  }
  out.end_array();
}

void write(SecureJsonWriter& out, const std::vector<Promise>& promises) {
  out.key("promises");
  out.begin_array();
  for (const Promise& promise : promises) {
    out.begin_object();
    out.member("text_id", promise.text_id);
    out.member("version", promise.version);
    out.member("accepted_at", base::to_rfc3339(promise.accepted_at));
    out.end_object();
  }
  out.end_array();
}

/// Strokes are arrays of [x, y, t].
void write(SecureJsonWriter& out, const std::vector<SignatureStroke>& strokes) {
  if (strokes.empty()) return;
  out.key("signature");
  out.begin_array();
  for (const SignatureStroke& stroke : strokes) {
    out.begin_array();
    for (const SignaturePoint& point : stroke) {
      out.begin_array();
      out.number(point.x);
      out.number(point.y);
      out.number(point.t);
      out.end_array();
    }
    out.end_array();
  }
  out.end_array();
}

void write(SecureJsonWriter& out, const std::vector<AttachmentReference>& attachments) {
  if (attachments.empty()) return;
  out.key("attachments");
  out.begin_array();
  for (const AttachmentReference& attachment : attachments) {
    out.begin_object();
    out.member("name", attachment.name);
    out.member("digest", attachment.digest);
    out.key("size");
    out.number(attachment.size);
    out.member("media_type", attachment.media_type);
    out.end_object();
  }
  out.end_array();
}

void write_papers_to_follow(SecureJsonWriter& out, const std::vector<std::string>& names) {
  if (names.empty()) return;
  out.key("papers_to_follow");
  out.begin_array();
  for (const std::string& name : names) out.text(name);
  out.end_array();
}

}  // namespace

base::Result<base::SecureBytes> encode(const CaseSubmission& submission) {
  if (auto checked = check(submission); !checked) return tl::unexpected(checked.error());
  SecureJsonWriter out(4096 + 2 * submission.applicant.photo.size());
  out.begin_object();
  out.key("version");
  out.number(kProtocolVersion);
  out.member("idempotency_key", submission.idempotency_key.value.to_string());
  out.member("receipt_number", submission.receipt_number);
  out.member("terminal_id", submission.terminal.value);
  out.member("service_id", submission.service.value);
  out.member("catalogue_version", submission.catalogue_version);
  out.member("language", submission.language);
  out.member("applied_at", base::to_rfc3339(submission.applied_at));
  out.key("offline");
  out.boolean(submission.offline);
  write(out, submission.applicant);
  write(out, submission.answers);
  write(out, submission.promises);
  write(out, submission.signature);
  write(out, submission.attachments);
  out.optional_member("payment_number", submission.payment_number);
  write_papers_to_follow(out, submission.papers_to_follow);
  out.end_object();
  return out.take();
}

}  // namespace kiosk::protocol
