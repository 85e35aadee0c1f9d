// What the TPM is asked to make: the public areas of our three kinds of keys. Private to this room.
#pragma once

#include <tss2/tss2_tpm2_types.h>

namespace kiosk::tpm {

/// The ECC storage root key of the TCG's profile (EK Credential Profile 2.x, template L-2 without policy):
/// the same key comes out each time, so nothing of it is stored.
TPM2B_PUBLIC root_key_template();
/// Sealed data: opens only in this TPM, under this root key.
TPM2B_PUBLIC sealed_data_template();
/// A P-256 key that signs with ECDSA and SHA-256.
TPM2B_PUBLIC signing_key_template();

}  // namespace kiosk::tpm
