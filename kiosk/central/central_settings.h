// CentralSettings: where the centre is, whom to trust, who we are, and how long to wait.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "kiosk/base/clock.h"

namespace kiosk::central {

struct CentralSettings {
  std::string base_url;                    ///< "https://centre.example:8443", without a path
  std::filesystem::path ca_file;           ///< PEM: the private authority, the only one that is trusted
  std::filesystem::path client_cert;       ///< PEM: this terminal's certificate; its CN is the terminal's id
  /// PEM; with `client_key_tcti` the blob of a key inside the TPM, made when it is not there.
  std::filesystem::path client_key;
  /// The TPM's TCTI name when the key is inside it; empty: the key is in its file.
  std::string client_key_tcti{};
  /// PEM: certificates that the authority took back; empty: none is looked at. A list past its next update
  /// trusts nobody.
  std::filesystem::path crl_file{};
  /// 国密 profile: every message is signed with this SM2 key (DER file, made when absent). Empty: no envelope.
  std::filesystem::path envelope_key{};
  std::optional<std::string> pinned_key;   ///< "sha256//<base64>" of the server's public key
  base::Duration connect_timeout{10'000};  ///< name, TCP and TLS together
  base::Duration total_timeout{60'000};    ///< one exchange from start to end
  /// An exchange that moves fewer bytes per second than this for `low_speed_time` is given up. The time must
  /// be longer than the centre may think before its answer. Whole seconds, at least 1.
  long low_speed_limit = 64;
  base::Duration low_speed_time{20'000};
  std::size_t answer_limit = 1U << 20;  ///< bytes of an answer that is not a document
};

}  // namespace kiosk::central
