// Esys calls behind plain values.
#include "kiosk/tpm/tpm_session.h"

#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>
#include <tss2/tss2_tctildr.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>

#include "kiosk/tpm/templates.h"

namespace kiosk::tpm {
namespace {

using base::ErrorCode;
using base::fail;
using crypto::Bytes;
using Input = std::span<const std::uint8_t>;

/// What Esys gives must go back to Esys's allocator.
struct EsysFree {
  void operator()(void* memory) const { Esys_Free(memory); }
};
template <class T>
using EsysPointer = std::unique_ptr<T, EsysFree>;

std::string code_text(TSS2_RC code) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "0x%X", static_cast<unsigned>(code));
  return text.data();
}

tl::unexpected<base::Error> tpm_failure(TSS2_RC code, const std::string& what) {
  return fail(ErrorCode::Unavailable, what + ": the TPM answers " + code_text(code));
}

Bytes to_blob(const TPM2B_PUBLIC& open, const TPM2B_PRIVATE& closed) {
  Bytes blob(sizeof(TPM2B_PUBLIC) + sizeof(TPM2B_PRIVATE));
  std::size_t size = 0;
  Tss2_MU_TPM2B_PUBLIC_Marshal(&open, blob.data(), blob.size(), &size);
  Tss2_MU_TPM2B_PRIVATE_Marshal(&closed, blob.data(), blob.size(), &size);
  blob.resize(size);
  return blob;
}

bool from_blob(Input blob, TPM2B_PUBLIC& open, TPM2B_PRIVATE& closed) {
  std::size_t at = 0;
  return Tss2_MU_TPM2B_PUBLIC_Unmarshal(blob.data(), blob.size(), &at, &open) == TSS2_RC_SUCCESS &&
         Tss2_MU_TPM2B_PRIVATE_Unmarshal(blob.data(), blob.size(), &at, &closed) == TSS2_RC_SUCCESS &&
         at == blob.size();
}

/// An ASN.1 INTEGER of a number without sign.
Bytes der_integer(Input number) {
  const auto first = std::find_if(number.begin(), number.end(), [](std::uint8_t byte) { return byte != 0; });
  Bytes value(first, number.end());
  if (value.empty() || value.front() >= 0x80) value.insert(value.begin(), 0);
  value.insert(value.begin(), {0x02, static_cast<std::uint8_t>(value.size())});
  return value;
}

Bytes der_signature(Input r, Input s) {
  Bytes body = der_integer(r);
  const Bytes second = der_integer(s);
  body.insert(body.end(), second.begin(), second.end());
  body.insert(body.begin(), {0x30, static_cast<std::uint8_t>(body.size())});
  return body;
}

/// A coordinate with its leading noughts.
Bytes coordinate(const TPM2B_ECC_PARAMETER& value) {
  Bytes bytes(32 - std::min<std::size_t>(32, value.size));
  bytes.insert(bytes.end(), value.buffer, value.buffer + value.size);
  return bytes;
}

}  // namespace

struct TpmSession::Connection {
  TSS2_TCTI_CONTEXT* tcti = nullptr;
  ESYS_CONTEXT* esys = nullptr;

  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() {
    for (const ESYS_TR key : kept) Esys_FlushContext(esys, key);
    Esys_Finalize(&esys);
    Tss2_TctiLdr_Finalize(&tcti);
  }

  /// The storage root key for as long as one call needs it: a TPM has room for three keys only.
  base::Result<ESYS_TR> root() {
    const TPM2B_SENSITIVE_CREATE no_secret{};
    const TPM2B_PUBLIC wanted = root_key_template();
    const TPM2B_DATA no_data{};
    const TPML_PCR_SELECTION no_registers{};
    ESYS_TR key = ESYS_TR_NONE;
    const TSS2_RC code =
        Esys_CreatePrimary(esys, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &no_secret,
                           &wanted, &no_data, &no_registers, &key, nullptr, nullptr, nullptr, nullptr);
    if (code != TSS2_RC_SUCCESS) return tpm_failure(code, "cannot make the storage root key");
    return key;
  }

  /// A session salted with the root key: what passes the bus is encrypted in both directions.
  base::Result<ESYS_TR> secret_session(ESYS_TR root) {
    const TPMT_SYM_DEF cipher{TPM2_ALG_AES, {.aes = 128}, {.aes = TPM2_ALG_CFB}};
    ESYS_TR session = ESYS_TR_NONE;
    const TSS2_RC code =
        Esys_StartAuthSession(esys, root, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, nullptr,
                              TPM2_SE_HMAC, &cipher, TPM2_ALG_SHA256, &session);
    if (code != TSS2_RC_SUCCESS) return tpm_failure(code, "cannot start a session");
    constexpr TPMA_SESSION kWanted =
        TPMA_SESSION_CONTINUESESSION | TPMA_SESSION_ENCRYPT | TPMA_SESSION_DECRYPT;
    Esys_TRSess_SetAttributes(esys, session, kWanted, 0xFF);
    return session;
  }

  std::vector<ESYS_TR> kept;  ///< keys that stay loaded
};

namespace {

/// Flushes a key or session at the end of a block.
class Held {
 public:
  Held(ESYS_CONTEXT* esys, ESYS_TR object) : esys_(esys), object_(object) {}
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() { Esys_FlushContext(esys_, object_); }
  ESYS_TR get() const { return object_; }

 private:
  ESYS_CONTEXT* esys_;
  ESYS_TR object_;
};

}  // namespace

TpmSession::TpmSession(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
TpmSession::~TpmSession() = default;

base::Result<std::unique_ptr<TpmSession>> TpmSession::open(const std::string& tcti) {
  auto made = std::make_unique<Connection>();
  TSS2_RC code = Tss2_TctiLdr_Initialize(tcti.c_str(), &made->tcti);
  if (code == TSS2_RC_SUCCESS) code = Esys_Initialize(&made->esys, made->tcti, nullptr);
  if (code != TSS2_RC_SUCCESS) {
    return fail(ErrorCode::Unavailable, "cannot reach the TPM: " + code_text(code), tcti);
  }
  const auto root = made->root();
  if (!root) return tl::unexpected(root.error());
  Esys_FlushContext(made->esys, *root);
  return std::unique_ptr<TpmSession>(new TpmSession(std::move(made)));
}

base::Result<Bytes> TpmSession::create(Input secret) {
  ESYS_CONTEXT* const esys = connection_->esys;
  const auto root = connection_->root();
  if (!root) return tl::unexpected(root.error());
  const Held parent(esys, *root);
  const auto started = connection_->secret_session(parent.get());
  if (!started) return tl::unexpected(started.error());
  const Held session(esys, *started);
  TPM2B_SENSITIVE_CREATE sensitive{};
  sensitive.sensitive.data.size = static_cast<UINT16>(secret.size());
  std::copy(secret.begin(), secret.end(), sensitive.sensitive.data.buffer);
  const TPM2B_PUBLIC wanted = secret.empty() ? signing_key_template() : sealed_data_template();
  const TPM2B_DATA no_data{};
  const TPML_PCR_SELECTION no_registers{};
  TPM2B_PRIVATE* closed = nullptr;
  TPM2B_PUBLIC* open = nullptr;
  const TSS2_RC code =
      Esys_Create(esys, parent.get(), session.get(), ESYS_TR_NONE, ESYS_TR_NONE, &sensitive, &wanted,
                  &no_data, &no_registers, &closed, &open, nullptr, nullptr, nullptr);
  explicit_bzero(&sensitive, sizeof(sensitive));
  const EsysPointer<TPM2B_PRIVATE> private_area(closed);
  const EsysPointer<TPM2B_PUBLIC> public_area(open);
  if (code != TSS2_RC_SUCCESS) return tpm_failure(code, "cannot make a key");
  return to_blob(*public_area, *private_area);
}

base::Result<std::uint32_t> TpmSession::load(Input blob) {
  TPM2B_PUBLIC open{};
  TPM2B_PRIVATE closed{};
  if (!from_blob(blob, open, closed)) return fail(ErrorCode::InvalidData, "not a key of a TPM");
  const auto root = connection_->root();
  if (!root) return tl::unexpected(root.error());
  const Held parent(connection_->esys, *root);
  ESYS_TR key = ESYS_TR_NONE;
  const TSS2_RC code = Esys_Load(connection_->esys, parent.get(), ESYS_TR_PASSWORD, ESYS_TR_NONE,
                                 ESYS_TR_NONE, &closed, &open, &key);
  if (code == TSS2_RC_SUCCESS) return key;
  return fail(ErrorCode::InvalidData,
              "this TPM cannot load the key: it was made by another one (" + code_text(code) + ")");
}

base::Result<Bytes> TpmSession::seal(Input secret) {
  if (secret.empty() || secret.size() > 128) {
    return fail(ErrorCode::InvalidArgument, "a TPM seals 1 to 128 bytes");
  }
  return create(secret);
}

base::Result<base::SecureBytes> TpmSession::unseal(Input blob) {
  ESYS_CONTEXT* const esys = connection_->esys;
  const auto loaded = load(blob);
  if (!loaded) return tl::unexpected(loaded.error());
  const Held object(esys, *loaded);
  const auto root = connection_->root();
  if (!root) return tl::unexpected(root.error());
  const Held salt(esys, *root);
  const auto started = connection_->secret_session(salt.get());
  if (!started) return tl::unexpected(started.error());
  const Held session(esys, *started);
  TPM2B_SENSITIVE_DATA* data = nullptr;
  const TSS2_RC code = Esys_Unseal(esys, object.get(), session.get(), ESYS_TR_NONE, ESYS_TR_NONE, &data);
  const EsysPointer<TPM2B_SENSITIVE_DATA> owned(data);
  if (code != TSS2_RC_SUCCESS) return tpm_failure(code, "cannot open sealed data");
  base::SecureBytes secret(data->buffer, data->buffer + data->size);
  explicit_bzero(data->buffer, data->size);
  return secret;
}

base::Result<Bytes> TpmSession::make_signing_key() { return create({}); }

base::Result<LoadedKey> TpmSession::load_signing_key(Input blob) {
  const auto loaded = load(blob);
  if (!loaded) return tl::unexpected(loaded.error());
  connection_->kept.push_back(*loaded);
  TPM2B_PUBLIC open{};
  TPM2B_PRIVATE closed{};
  from_blob(blob, open, closed);
  const TPMS_ECC_POINT& point = open.publicArea.unique.ecc;
  auto key = crypto::PublicKey::from_point(coordinate(point.x), coordinate(point.y));
  if (!key) return tl::unexpected(key.error());
  return LoadedKey{*loaded, std::move(*key)};
}

base::Result<Bytes> TpmSession::sign(const LoadedKey& key, Input digest) {
  TPM2B_DIGEST wanted{};
  if (digest.size() != 32) return fail(ErrorCode::InvalidArgument, "the key signs digests of 32 bytes");
  wanted.size = 32;
  std::copy(digest.begin(), digest.end(), wanted.buffer);
  const TPMT_SIG_SCHEME scheme{TPM2_ALG_ECDSA, {.ecdsa = {TPM2_ALG_SHA256}}};
  const TPMT_TK_HASHCHECK any_digest{TPM2_ST_HASHCHECK, TPM2_RH_NULL, {}};
  TPMT_SIGNATURE* signature = nullptr;
  const TSS2_RC code = Esys_Sign(connection_->esys, key.handle, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE,
                                 &wanted, &scheme, &any_digest, &signature);
  const EsysPointer<TPMT_SIGNATURE> owned(signature);
  if (code != TSS2_RC_SUCCESS) return tpm_failure(code, "cannot sign");
  const TPMS_SIGNATURE_ECC& value = signature->signature.ecdsa;
  return der_signature({value.signatureR.buffer, value.signatureR.size},
                       {value.signatureS.buffer, value.signatureS.size});
}

}  // namespace kiosk::tpm
