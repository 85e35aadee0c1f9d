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
inline constexpr std::string_view kRatingType = "application/vnd.kiosk.rating+json";
inline constexpr std::string_view kRatingReceiptType = "application/vnd.kiosk.rating-receipt+json";
inline constexpr std::string_view kConfigurationType = "application/vnd.kiosk.configuration+json";
inline constexpr std::string_view kHealthType = "application/vnd.kiosk.health+json";
inline constexpr std::string_view kProblemType = "application/problem+json";  ///< RFC 9457
inline constexpr std::string_view kPdfType = "application/pdf";

/// draft-ietf-httpapi-idempotency-key-header: a structured-field string (RFC 8941 §3.3.3).
inline constexpr std::string_view kIdempotencyKeyHeader = "Idempotency-Key";

inline constexpr std::string_view kCasesPath = "/v1/cases";
inline constexpr std::string_view kDocumentsPath = "/v1/documents";
inline constexpr std::string_view kConfigurationPath = "/v1/configuration";
inline constexpr std::string_view kHealthPath = "/v1/health";

/// "0190…-…" in double quotes, as the header carries it.
std::string to_header_value(const base::IdempotencyKey& key);
/// Nothing when the value is not one quoted UUID.
std::optional<base::IdempotencyKey> parse_header_value(std::string_view value);

/// True for 1–64 characters of A–Z a–z 0–9 - _: what may stand in a path without escaping.
bool is_path_segment(std::string_view text);
/// The media type of a Content-Type field without parameters, in lower case.
std::string media_type_of(std::string_view content_type);

}  // namespace kiosk::protocol
