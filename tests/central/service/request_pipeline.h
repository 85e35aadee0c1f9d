// RequestPipeline: every request passes here: faults before, the router, faults after.
#pragma once

#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "tests/central/faults/fault_script.h"
#include "tests/central/http/router.h"

namespace tests::central {

/// Sees each exchange as the service meant it, before a fault spoils the answer.
using ExchangeObserver = std::function<void(const Request&, const Response&)>;

/// Lives on the io_context's thread.
class RequestPipeline {
 public:
  RequestPipeline(boost::asio::io_context& io, const Router& router, ExchangeObserver observer)
      : io_(io), router_(router), observer_(std::move(observer)) {}

  void handle(Request request, const ReplyFunction& reply);
  FaultScript& faults() { return faults_; }
  /// From now on every message must carry the envelope of its terminal's key in this folder.
  void require_envelopes(std::filesystem::path keys) { envelope_keys_ = std::move(keys); }

 private:
  void work(const Request& request, const Fault& fault, const ReplyFunction& reply);
  void work_later(Request request, const Fault& fault, const ReplyFunction& reply);
  Reply spoil(Response response, const Request& request, const Fault& fault);

  boost::asio::io_context& io_;
  const Router& router_;
  ExchangeObserver observer_;
  bool envelope_is_good(const Request& request) const;

  FaultScript faults_;
  std::filesystem::path envelope_keys_;  ///< empty: none is asked for
  std::set<std::string> keys_at_work_;
  std::map<std::string, std::string> last_answers_;  ///< by media type
};

}  // namespace tests::central
