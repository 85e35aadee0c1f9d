// Certificates through OpenSSL's X509 functions.
#include "tests/central/pki/authority.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <numeric>

#include "kiosk/base/file.h"

namespace tests::central {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Status;

constexpr int kTenYears = 3650;

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

std::string text_of(BIO* bio) {
  const char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

std::string to_pem(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509(bio.get(), certificate);
  return text_of(bio.get());
}

std::string to_pem(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_PKCS8PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  return text_of(bio.get());
}

void set_serial(X509* certificate) {
  unsigned char bytes[8] = {};
  RAND_bytes(bytes, sizeof bytes);
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7FU) | 1U);
  std::uint64_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8U | byte;
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), number);
}

void set_subject(X509* certificate, const std::string& common_name) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const auto add = [name](const char* field, const std::string& value) {
    X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(value.c_str()), -1, -1, 0);
  };
  add("O", "Yunxi County (sample)");
  add("CN", common_name);
}

void add_extension(X509* certificate, X509* issuer, int id, const std::string& value) {
  X509V3_CTX context{};
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, id, value.c_str());
  if (extension == nullptr) return;
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

}  // namespace

void Authority::FreeKey::operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
void Authority::FreeCertificate::operator()(X509* certificate) const { X509_free(certificate); }

Authority::Certificate Authority::make(const CertificateRequest& request, EVP_PKEY* subject_key) {
  Certificate certificate(X509_new());
  X509_set_version(certificate.get(), X509_VERSION_3);
  set_serial(certificate.get());
  set_subject(certificate.get(), request.common_name);
  X509_time_adj_ex(X509_getm_notBefore(certificate.get()), request.valid_from_days, 0, nullptr);
  X509_time_adj_ex(X509_getm_notAfter(certificate.get()), request.valid_to_days, 0, nullptr);
  X509_set_pubkey(certificate.get(), subject_key);
  return certificate;
}

kiosk::base::Result<Authority> Authority::create(const std::string& common_name) {
  Key key(EVP_EC_gen("P-256"));
  if (!key) return fail(ErrorCode::Internal, "no EC key could be made");
  CertificateRequest request;
  request.common_name = common_name;
  request.valid_to_days = kTenYears;
  Certificate certificate = make(request, key.get());
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
  add_extension(certificate.get(), certificate.get(), NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(certificate.get(), certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(certificate.get(), certificate.get(), NID_subject_key_identifier, "hash");
  if (X509_sign(certificate.get(), key.get(), EVP_sha256()) == 0) {
    return fail(ErrorCode::Internal, "the authority's certificate could not be signed");
  }
  return Authority(std::move(key), std::move(certificate));
}

kiosk::base::Result<Authority> Authority::load(const std::filesystem::path& folder) {
  const auto key_text = kiosk::base::read_file(folder / "ca.key");
  if (!key_text) return tl::unexpected(key_text.error());
  const auto certificate_text = kiosk::base::read_file(folder / "ca.pem");
  if (!certificate_text) return tl::unexpected(certificate_text.error());
  const auto open = [](const std::string& text) {
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  };
  Key key(PEM_read_bio_PrivateKey(open(*key_text).get(), nullptr, nullptr, nullptr));
  Certificate certificate(PEM_read_bio_X509(open(*certificate_text).get(), nullptr, nullptr, nullptr));
  if (key && certificate) return Authority(std::move(key), std::move(certificate));
  return fail(ErrorCode::InvalidData, "not a PEM key and certificate", (folder / "ca.pem").string());
}

Status Authority::save(const std::filesystem::path& folder) const {
  if (auto made = kiosk::base::make_folder(folder, 0700); !made) return made;
  auto written = kiosk::base::write_file_atomically(folder / "ca.key", to_pem(key_.get()), 0600);
  if (!written) return written;
  return kiosk::base::write_file_atomically(folder / "ca.pem", to_pem(certificate_.get()));
}

kiosk::base::Result<Authority::Certificate> Authority::sign(const CertificateRequest& request,
                                                            EVP_PKEY* subject_key) const {
  Certificate certificate = make(request, subject_key);
  X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate_.get()));
  const auto extend = [&](int id, const std::string& value) {
    add_extension(certificate.get(), certificate_.get(), id, value);
  };
  extend(NID_basic_constraints, "critical,CA:FALSE");
  extend(NID_key_usage, "critical,digitalSignature");
  extend(NID_ext_key_usage, request.use == CertificateUse::Server ? "serverAuth" : "clientAuth");
  extend(NID_subject_key_identifier, "hash");
  extend(NID_authority_key_identifier, "keyid");
  const auto join = [](std::string list, const std::string& entry) {
    return list.empty() ? entry : std::move(list) + "," + entry;
  };
  if (!request.names.empty()) {
    extend(NID_subject_alt_name,
           std::accumulate(request.names.begin(), request.names.end(), std::string(), join));
  }
  if (X509_sign(certificate.get(), key_.get(), EVP_sha256()) == 0) {
    return fail(ErrorCode::Internal, "a certificate could not be signed", request.common_name);
  }
  return certificate;
}

Status Authority::issue(const CertificateRequest& request, const std::filesystem::path& folder,
                        const std::string& name) const {
  const Key key(EVP_EC_gen("P-256"));
  if (!key) return fail(ErrorCode::Internal, "no EC key could be made");
  const auto certificate = sign(request, key.get());
  if (!certificate) return tl::unexpected(certificate.error());
  auto written = kiosk::base::write_file_atomically(folder / (name + ".key"), to_pem(key.get()), 0600);
  if (!written) return written;
  return kiosk::base::write_file_atomically(folder / (name + ".pem"), to_pem(certificate->get()));
}

Status Authority::enrol(const CertificateRequest& request, const std::string& pkcs10,
                        const std::filesystem::path& folder, const std::string& name) const {
  const Bio bio(BIO_new_mem_buf(pkcs10.data(), static_cast<int>(pkcs10.size())));
  const std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)> asked(
      PEM_read_bio_X509_REQ(bio.get(), nullptr, nullptr, nullptr), &X509_REQ_free);
  const Key key(asked ? X509_REQ_get_pubkey(asked.get()) : nullptr);
  if (!key || X509_REQ_verify(asked.get(), key.get()) != 1) {
    return fail(ErrorCode::InvalidData, "not a request for a certificate, or not signed with its key", name);
  }
  const auto certificate = sign(request, key.get());
  if (!certificate) return tl::unexpected(certificate.error());
  return kiosk::base::write_file_atomically(folder / (name + ".pem"), to_pem(certificate->get()));
}

Status Authority::revoke(const std::vector<std::string>& names, const std::filesystem::path& folder,
                         int days) const {
  const std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)> list(X509_CRL_new(), &X509_CRL_free);
  const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> time(ASN1_TIME_new(), &ASN1_TIME_free);
  X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
  X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(certificate_.get()));
  X509_time_adj_ex(time.get(), days - 60, 0, nullptr);
  X509_CRL_set1_lastUpdate(list.get(), time.get());
  for (const std::string& name : names) {
    const auto text = kiosk::base::read_file(folder / (name + ".pem"));
    if (!text) return tl::unexpected(text.error());
    const Bio bio(BIO_new_mem_buf(text->data(), static_cast<int>(text->size())));
    const Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
    if (!certificate) return fail(ErrorCode::InvalidData, "not a certificate", name);
    X509_REVOKED* revoked = X509_REVOKED_new();
    X509_REVOKED_set_serialNumber(revoked, X509_get_serialNumber(certificate.get()));
    X509_REVOKED_set_revocationDate(revoked, time.get());
    X509_CRL_add0_revoked(list.get(), revoked);
  }
  X509_time_adj_ex(time.get(), days, 0, nullptr);
  X509_CRL_set1_nextUpdate(list.get(), time.get());
  const Bio out(BIO_new(BIO_s_mem()));
  if (X509_CRL_sign(list.get(), key_.get(), EVP_sha256()) == 0 ||
      PEM_write_bio_X509_CRL(out.get(), list.get()) == 0) {
    return fail(ErrorCode::Internal, "a list of revoked certificates could not be signed");
  }
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(out.get(), &bytes);
  return kiosk::base::write_file_atomically(folder / "crl.pem",
                                            std::string(bytes, static_cast<std::size_t>(size)));
}

Status make_pki(const std::filesystem::path& folder, const std::vector<std::string>& terminals,
                int valid_days) {
  const bool have_one = std::filesystem::exists(folder / "ca.key");
  auto authority =
      have_one ? Authority::load(folder) : Authority::create("Yunxi County terminals CA (sample)");
  if (!authority) return tl::unexpected(authority.error());
  if (!have_one) {
    if (auto saved = authority->save(folder); !saved) return saved;
  }
  CertificateRequest server{"localhost", CertificateUse::Server, {"DNS:localhost", "IP:127.0.0.1", "IP:::1"}};
  server.valid_to_days = valid_days;
  if (auto issued = authority->issue(server, folder, "server"); !issued) return issued;
  for (const std::string& terminal : terminals) {
    CertificateRequest client;
    client.common_name = terminal;
    client.valid_to_days = valid_days;
    if (auto issued = authority->issue(client, folder, terminal); !issued) return issued;
  }
  return {};
}

}  // namespace tests::central
