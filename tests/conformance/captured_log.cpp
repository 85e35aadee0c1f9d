// Redirecting and searching.
#include "tests/conformance/captured_log.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/test/unit_test.hpp>

#include "kiosk/base/log.h"

namespace conformance {
namespace {

std::string hex_of(const std::string& text, bool upper, bool spaced) {
  const std::string digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string hex;
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (spaced && !hex.empty()) hex += ' ';
    hex += {digits[byte >> 4U], digits[byte & 0x0FU]};
  }
  return hex;
}

/// Of ASCII only, which numbers are.
std::string utf16_of(const std::string& text) {
  std::string wide;
  for (const char character : text) wide += {character, '\0'};
  return wide;
}

}  // namespace

CapturedLog& CapturedLog::of_process() {
  static CapturedLog log;
  return log;
}

CapturedLog::CapturedLog() : kept_(dup(STDERR_FILENO)), file_(memfd_create("log", MFD_CLOEXEC)) {
  BOOST_REQUIRE(kept_ && file_ && dup2(file_.get(), STDERR_FILENO) >= 0);
  kiosk::base::set_log_level(kiosk::base::LogLevel::Info);
}

CapturedLog::~CapturedLog() { dup2(kept_.get(), STDERR_FILENO); }

std::string CapturedLog::take() {
  std::string text;
  std::array<char, 4096> part{};
  ssize_t got = 0;
  while ((got = pread(file_.get(), part.data(), part.size(), seen_)) > 0) {
    text.append(part.data(), static_cast<std::size_t>(got));
    seen_ += got;
  }
  return text;
}

void CapturedLog::show(const std::string& text) const {
  BOOST_TEST(write(kept_.get(), text.data(), text.size()) == static_cast<ssize_t>(text.size()));
}

std::string find_secret(const std::string& text, const std::vector<std::string>& secrets) {
  const auto holds = [&text](const std::string& part) { return text.find(part) != std::string::npos; };
  for (const std::string& secret : secrets) {
    if (holds(secret) || holds(utf16_of(secret))) return secret;
    for (const bool upper : {false, true}) {
      if (holds(hex_of(secret, upper, false)) || holds(hex_of(secret, upper, true))) return secret;
    }
  }
  return {};
}

}  // namespace conformance
