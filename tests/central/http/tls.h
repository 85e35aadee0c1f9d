// The server's TLS: version 1.3, a client certificate of the private authority is a must.
#pragma once

#include <boost/asio/ssl/context.hpp>
#include <filesystem>
#include <string>

#include "kiosk/base/result.h"

namespace tests::central {

struct TlsFiles {
  std::filesystem::path ca;       ///< PEM
  std::filesystem::path cert;     ///< PEM
  std::filesystem::path key;      ///< PEM
  bool http2 = true;              ///< offers HTTP/2 beside HTTP/1.1 (ALPN)
  bool anybody = false;           ///< asks for no client certificate: for measuring with tools that have none
  bool old_version_only = false;  ///< offers only TLS 1.2: a server that terminals must refuse
};

kiosk::base::Result<boost::asio::ssl::context> make_tls(const TlsFiles& files);
/// The CN of the other side's certificate, empty when there is none.
std::string peer_common_name(SSL* ssl);

}  // namespace tests::central
