// Names on the wire: media types, header fields and paths of the centre's interface, version 1.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "kiosk/base/ids.h"

namespace kiosk::protocol {

/// The version that every message carries in its member "version".
inline constexpr int kProtocolVersion = 1;

inline constexpr std::string_view kCaseSubmissionType = "application/vnd.kiosk.case-submission+json";
inline constexpr std::string_view kCaseReceiptType = "application/vnd.kiosk.case-receipt+json";
inline constexpr std::string_view kCaseProgressType = "application/vnd.kiosk.case-progress+json";
inline constexpr std::string_view kCaseStoryType = "application/vnd.kiosk.case-story+json";
inline constexpr std::string_view kCaseListQueryType = "application/vnd.kiosk.case-list-query+json";
inline constexpr std::string_view kCaseListType = "application/vnd.kiosk.case-list+json";
inline constexpr std::string_view kRatingType = "application/vnd.kiosk.rating+json";
inline constexpr std::string_view kRatingReceiptType = "application/vnd.kiosk.rating-receipt+json";
inline constexpr std::string_view kConfigurationType = "application/vnd.kiosk.configuration+json";
inline constexpr std::string_view kHealthType = "application/vnd.kiosk.health+json";
inline constexpr std::string_view kTroubleReportType = "application/vnd.kiosk.trouble-report+json";
inline constexpr std::string_view kTroubleReceiptType = "application/vnd.kiosk.trouble-receipt+json";
inline constexpr std::string_view kAuditHeadType = "application/vnd.kiosk.audit-head+json";
inline constexpr std::string_view kWitnessReceiptType = "application/vnd.kiosk.witness-receipt+json";
inline constexpr std::string_view kAttachmentType = "application/vnd.kiosk.attachment+json";
inline constexpr std::string_view kAttachmentStateType = "application/vnd.kiosk.attachment-state+json";
inline constexpr std::string_view kPartType = "application/octet-stream";
inline constexpr std::string_view kPaymentQuestionType = "application/vnd.kiosk.payment-question+json";
inline constexpr std::string_view kPaymentCodeType = "application/vnd.kiosk.payment-code+json";
inline constexpr std::string_view kPaymentCloseType = "application/vnd.kiosk.payment-close+json";
inline constexpr std::string_view kPaymentType = "application/vnd.kiosk.payment+json";
inline constexpr std::string_view kTerminalReportType = "application/vnd.kiosk.terminal-report+json";
inline constexpr std::string_view kTerminalStateType = "application/vnd.kiosk.terminal-state+json";
inline constexpr std::string_view kTerminalListType = "application/vnd.kiosk.terminal-list+json";
inline constexpr std::string_view kPushType = "application/vnd.kiosk.push+json";
inline constexpr std::string_view kPushListType = "application/vnd.kiosk.push-list+json";
inline constexpr std::string_view kPushReceiptType = "application/vnd.kiosk.push-receipt+json";
inline constexpr std::string_view kReferenceDataType = "application/vnd.kiosk.reference-data+json";
inline constexpr std::string_view kProblemType = "application/problem+json";  ///< RFC 9457
inline constexpr std::string_view kPdfType = "application/pdf";

/// draft-ietf-httpapi-idempotency-key-header: a structured-field string (RFC 8941 §3.3.3).
inline constexpr std::string_view kIdempotencyKeyHeader = "Idempotency-Key";
/// RFC 9530: "sha-256=:<base64>:" over the body.
inline constexpr std::string_view kContentDigestHeader = "Content-Digest";

inline constexpr std::string_view kCasesPath = "/v1/cases";
inline constexpr std::string_view kCaseListPath = "/v1/cases/mine";
inline constexpr std::string_view kDocumentsPath = "/v1/documents";
inline constexpr std::string_view kConfigurationPath = "/v1/configuration";
inline constexpr std::string_view kHealthPath = "/v1/health";
inline constexpr std::string_view kTroublesPath = "/v1/troubles";
inline constexpr std::string_view kReferencePath = "/v1/reference";
inline constexpr std::string_view kTerminalsPath = "/v1/terminals";
inline constexpr std::string_view kWitnessPath = "/v1/witness";
inline constexpr std::string_view kAttachmentsPath = "/v1/attachments";
inline constexpr std::string_view kPaymentsPath = "/v1/payments";

/// "0190…-…" in double quotes, as the header carries it.
std::string to_header_value(const base::IdempotencyKey& key);
/// Nothing when the value is not one quoted UUID.
std::optional<base::IdempotencyKey> parse_header_value(std::string_view value);

/// True for 1–64 characters of A–Z a–z 0–9 - _: what may stand in a path without escaping.
bool is_path_segment(std::string_view text);
/// True for 64 lower-case hexadecimal digits.
bool is_sha256(std::string_view text);
/// The media type of a Content-Type field without parameters, in lower case.
std::string media_type_of(std::string_view content_type);

}  // namespace kiosk::protocol
