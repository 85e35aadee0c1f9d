// Encoding of requests and the first look at answers.
#include "drivers/id_card/samv_command.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "drivers/id_card/samv_frame.h"

namespace drivers::id_card {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Result;
using kiosk::base::SecureBytes;

namespace {

constexpr std::array kErrorsOfAll{sw::kChecksumWrong,  sw::kLengthWrong,        sw::kCommandError, sw::kNotPermitted,
                                  sw::kUnknownError,   sw::kCardRefusesSam,     sw::kSamRefusesCard,
                                  sw::kVerificationFailed, sw::kUnknownCard,    sw::kReadFailed,   sw::kRandomFailed,
                                  sw::kSelfTestFailed, sw::kNotAuthorised};

bool is_error_of(const SamvCommand& command, std::uint8_t status) {
  if (status == sw::kFindFailed) return command.good == sw::kCardFound;
  if (status == sw::kSelectFailed) return command.cmd == kSelectCard.cmd;
  if (status == sw::kNoContent) return command.optional;
  return std::find(kErrorsOfAll.begin(), kErrorsOfAll.end(), status) != kErrorsOfAll.end();
}

unsigned little_endian(std::span<const std::uint8_t> bytes) {
  unsigned value = 0;
  for (std::size_t i = bytes.size(); i > 0; --i) value = value << 8 | bytes[i - 1];
  return value;
}

}  // namespace

SecureBytes encode_request(const SamvCommand& command) {
  const std::array body{command.cmd, command.para};
  return encode_frame(body);
}

Result<SamvAnswer> parse_answer(std::span<const std::uint8_t> body) {
  if (body.size() < 3) return fail(ErrorCode::InvalidData, "an answer without its three status bytes");
  SamvAnswer answer;
  answer.status = body[2];
  answer.data.assign(body.begin() + 3, body.end());
  return answer;
}

bool fits(const SamvCommand& command, const SamvAnswer& answer) {
  if (answer.status != command.good) return answer.data.empty() && is_error_of(command, answer.status);
  return answer.data.size() >= command.least_data && answer.data.size() <= command.most_data;
}

std::string sam_number_text(std::span<const std::uint8_t> data) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%02u.%02u-%08u-%010u-%010u", little_endian(data.subspan(0, 2)),
                little_endian(data.subspan(2, 2)), little_endian(data.subspan(4, 4)),
                little_endian(data.subspan(8, 4)), little_endian(data.subspan(12, 4)));
  return text.data();
}

}  // namespace drivers::id_card
