// The guard of a terminal's keys that lives in its TPM.
#pragma once

#include <string>

#include "kiosk/crypto/key_protection.h"

namespace kiosk::tpm {

/// For CaseStoreOptions::protect. Both say "tpm" of themselves; a terminal that began with file keys keeps
/// the signing key of its trail in the file and says so. Unavailable without a TPM: keys that it made cannot
/// be opened otherwise, and a terminal that shall have one must not go on without it unnoticed.
crypto::OpenKeyProtection tpm_protection(const std::string& tcti);

}  // namespace kiosk::tpm
