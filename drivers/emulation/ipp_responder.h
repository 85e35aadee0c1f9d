// IppResponder: answers IPP requests from what the print engine is doing (RFC 8011).
#pragma once

#include <span>
#include <string>

#include "drivers/emulation/ipp_message.h"
#include "drivers/emulation/print_engine.h"

namespace drivers::emulation {

/// Loop thread only.
class IppResponder {
 public:
  explicit IppResponder(PrintEngine& engine) : engine_(engine) {}
  /// printer-uri-supported; set when the port is known.
  void set_uri(std::string uri) { uri_ = std::move(uri); }
  /// Answers one request; `document` is what follows it.
  IppMessage answer(const IppMessage& request, std::span<const std::uint8_t> document);

 private:
  IppMessage printer_attributes(const IppMessage& request);
  IppMessage print_job(const IppMessage& request, std::span<const std::uint8_t> document);
  IppMessage create_job(const IppMessage& request);
  IppMessage send_document(const IppMessage& request, std::span<const std::uint8_t> document);
  IppMessage job_attributes(const IppMessage& request);
  IppMessage list_jobs(const IppMessage& request);
  IppMessage cancel_job(const IppMessage& request);
  IppMessage validate(const IppMessage& request) const;

  void add_state(IppMessage& answer) const;
  void add_capabilities(IppMessage& answer) const;
  void add_job(IppMessage& answer, const PrintJob& job) const;
  PrintJob* job_of(const IppMessage& request);

  PrintEngine& engine_;
  std::string uri_;
};

}  // namespace drivers::emulation
