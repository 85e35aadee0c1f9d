// Authority: a private certificate authority for the demo and the tests; made when needed, never kept in the
// project.
#pragma once

#include <openssl/types.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace tests::central {

enum class CertificateUse { Server, Client };

struct CertificateRequest {
  std::string common_name;  ///< a terminal's id, or the server's first name
  CertificateUse use = CertificateUse::Client;
  std::vector<std::string> names{};  ///< subjectAltName entries: "DNS:localhost", "IP:127.0.0.1"
  int valid_from_days = -1;          ///< from now; negative lies in the past
  int valid_to_days = 30;
};

/// An EC P-256 key and its self-signed certificate. Single-threaded.
class Authority {
 public:
  /// A new authority, valid for ten years.
  static kiosk::base::Result<Authority> create(const std::string& common_name);
  /// From FOLDER/ca.pem and FOLDER/ca.key.
  static kiosk::base::Result<Authority> load(const std::filesystem::path& folder);

  /// Writes ca.pem and ca.key (mode 0600).
  kiosk::base::Status save(const std::filesystem::path& folder) const;
  /// Makes a key and a certificate: FOLDER/NAME.pem and FOLDER/NAME.key (mode 0600).
  kiosk::base::Status issue(const CertificateRequest& request, const std::filesystem::path& folder,
                            const std::string& name) const;
  /// The same for a key that stays where it is: FOLDER/NAME.pem for a PKCS #10 request in PEM.
  kiosk::base::Status enrol(const CertificateRequest& request, const std::string& pkcs10,
                            const std::filesystem::path& folder, const std::string& name) const;
  /// Writes FOLDER/crl.pem: these certificates (FOLDER/NAME.pem) are taken back. Valid for `days`.
  kiosk::base::Status revoke(const std::vector<std::string>& names, const std::filesystem::path& folder,
                             int days = 30) const;

 private:
  struct FreeKey {
    void operator()(EVP_PKEY* key) const;
  };
  struct FreeCertificate {
    void operator()(X509* certificate) const;
  };
  using Key = std::unique_ptr<EVP_PKEY, FreeKey>;
  using Certificate = std::unique_ptr<X509, FreeCertificate>;

  Authority(Key key, Certificate certificate) : key_(std::move(key)), certificate_(std::move(certificate)) {}
  static Certificate make(const CertificateRequest& request, EVP_PKEY* subject_key);
  kiosk::base::Result<Certificate> sign(const CertificateRequest& request, EVP_PKEY* subject_key) const;

  Key key_;
  Certificate certificate_;
};

/// What the demo needs in one folder: ca.pem, server.pem/key (localhost, 127.0.0.1, ::1) and one
/// TERMINAL.pem/key for each terminal. An authority that is already there is kept; the certificates are made
/// anew.
kiosk::base::Status make_pki(const std::filesystem::path& folder, const std::vector<std::string>& terminals,
                             int valid_days);

}  // namespace tests::central
