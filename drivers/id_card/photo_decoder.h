// PhotoDecoder: turns a card's photo into pixels by a maker's program, confined in a process of its own.
#pragma once

#include <stop_token>
#include <string>

#include "drivers/transport/process_transport.h"
#include "kiosk/base/clock.h"
#include "kiosk/base/secure.h"

namespace drivers::id_card {

struct PhotoDecoderSettings {
  std::string program{};                    ///< absolute path; empty: no decoder
  std::string sandbox{};                    ///< kiosk-photo-sandbox; empty: the one beside our own program
  kiosk::base::Duration time_limit{2'000};  ///< then it is killed
};

/// The program gets the 1024 bytes of WLT on standard input and writes a picture (see photo_picture.h) to
/// standard output, then ends with 0. It may read files and compute, nothing else (see
/// sandbox/confinement.h). Device strand only. The clock must outlive it.
class PhotoDecoder {
 public:
  PhotoDecoder(PhotoDecoderSettings settings, const kiosk::base::Clock& clock);

  /// NotFound when the program or the sandbox cannot be executed.
  kiosk::base::Status check() const;
  /// The pixels as contract::IdCard::photo_rgb has them. TimedOut, Canceled, InvalidData (not such a
  /// picture), Unavailable (it crashed or says that it failed). No error holds anything of the photo.
  kiosk::base::Result<kiosk::base::SecureBytes> decode(std::span<const std::uint8_t> wlt,
                                                       kiosk::base::MonoTime deadline,
                                                       const std::stop_token& stop);
  kiosk::base::Duration time_limit() const { return settings_.time_limit; }

 private:
  kiosk::base::Result<kiosk::base::SecureBytes> collect(kiosk::base::Status fed, kiosk::base::MonoTime end,
                                                        const std::stop_token& stop);

  PhotoDecoderSettings settings_;
  const kiosk::base::Clock& clock_;
  transport::ProcessTransport process_;
};

}  // namespace drivers::id_card
