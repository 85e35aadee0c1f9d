// Public areas as tpm2-tss wants them.
#include "kiosk/tpm/templates.h"

namespace kiosk::tpm {
namespace {

constexpr TPMA_OBJECT kStaysHere = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT;

TPM2B_PUBLIC p256_key(TPMA_OBJECT attributes) {
  TPM2B_PUBLIC wanted{};
  wanted.publicArea.type = TPM2_ALG_ECC;
  wanted.publicArea.nameAlg = TPM2_ALG_SHA256;
  wanted.publicArea.objectAttributes =
      kStaysHere | TPMA_OBJECT_SENSITIVEDATAORIGIN | TPMA_OBJECT_USERWITHAUTH | attributes;
  TPMS_ECC_PARMS& parameters = wanted.publicArea.parameters.eccDetail;
  parameters.curveID = TPM2_ECC_NIST_P256;
  parameters.symmetric.algorithm = TPM2_ALG_NULL;
  parameters.scheme.scheme = TPM2_ALG_NULL;
  parameters.kdf.scheme = TPM2_ALG_NULL;
  return wanted;
}

}  // namespace

TPM2B_PUBLIC root_key_template() {
  TPM2B_PUBLIC wanted = p256_key(TPMA_OBJECT_NODA | TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT);
  TPMT_SYM_DEF_OBJECT& symmetric = wanted.publicArea.parameters.eccDetail.symmetric;
  symmetric.algorithm = TPM2_ALG_AES;
  symmetric.keyBits.aes = 128;
  symmetric.mode.aes = TPM2_ALG_CFB;
  return wanted;
}

TPM2B_PUBLIC sealed_data_template() {
  TPM2B_PUBLIC wanted{};
  wanted.publicArea.type = TPM2_ALG_KEYEDHASH;
  wanted.publicArea.nameAlg = TPM2_ALG_SHA256;
  wanted.publicArea.objectAttributes = kStaysHere | TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA;
  wanted.publicArea.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
  return wanted;
}

TPM2B_PUBLIC signing_key_template() {
  TPM2B_PUBLIC wanted = p256_key(TPMA_OBJECT_SIGN_ENCRYPT | TPMA_OBJECT_NODA);
  wanted.publicArea.parameters.eccDetail.scheme.scheme = TPM2_ALG_ECDSA;
  wanted.publicArea.parameters.eccDetail.scheme.details.ecdsa.hashAlg = TPM2_ALG_SHA256;
  return wanted;
}

}  // namespace kiosk::tpm
