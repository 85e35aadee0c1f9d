// Lines to a file that must not be overwritten.
#include "drivers/transport/tape_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

#include "drivers/transport/wait.h"
#include "kiosk/base/log.h"
#include "kiosk/crypto/aead.h"
#include "kiosk/crypto/digest.h"
#include "kiosk/crypto/encoding.h"

namespace drivers::transport {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::LogLevel;
using kiosk::base::Result;
using kiosk::base::UniqueFd;

Result<TapeWriter> TapeWriter::create(const std::filesystem::path& file, const TapeHeader& header) {
  constexpr int kHow = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW | O_APPEND;
  UniqueFd fd(::open(file.c_str(), kHow, S_IRUSR | S_IWUSR));
  if (!fd) {
    const int number = errno;
    if (number == EEXIST) return fail(ErrorCode::AlreadyExists, "a tape is never overwritten", file.string());
    return fail(open_error(number), "cannot make the tape: " + kiosk::base::errno_text(number),
                file.string());
  }
  TapeWriter writer(file, std::move(fd));
  if (!writer.put(to_text(header))) {
    return fail(ErrorCode::Exhausted, "cannot write the tape", file.string());
  }
  return writer;
}

TapeWriter::TapeWriter(std::filesystem::path file, UniqueFd fd)
    : file_(std::move(file)), fd_(std::move(fd)), digest_key_(kiosk::crypto::random_key()) {}

void TapeWriter::write(const TapeLine& line) {
  if (fd_) (void)put(to_text(line));
}

void TapeWriter::write_hidden(TapeLine line, std::span<const std::uint8_t> bytes) {
  const auto digest = kiosk::crypto::hmac_sha256(digest_key_, bytes);
  line.hidden = bytes.size();
  line.digest = kiosk::crypto::to_hex(std::span(digest).first(8));
  for (char& digit : line.digest)
    digit = digit >= 'a' && digit <= 'f' ? static_cast<char>(digit - 'a' + 'A') : digit;
  write(line);
}

bool TapeWriter::put(std::string_view text) {
  const off_t before = lseek(fd_.get(), 0, SEEK_END);
  while (!text.empty()) {
    const ssize_t done = ::write(fd_.get(), text.data(), text.size());
    if (done < 0 && errno == EINTR) continue;
    if (done < 0) {
      const int number = errno;
      // Half a line would make the whole tape unreadable.
      const bool whole = before >= 0 && ftruncate(fd_.get(), before) == 0;
      give_up(number, whole);
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

void TapeWriter::give_up(int error_number, bool whole) {
  kiosk::base::log(LogLevel::Error, "tape",
                   "recording ends" + std::string(whole ? "" : " within a line") + ": " + file_.string() +
                       ": " + kiosk::base::errno_text(error_number));
  fd_.reset();
}

}  // namespace drivers::transport
