// /v1/attachments: scans and pictures in parts.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/cases/attachment_repository.h"
#include "tests/central/http/http_message.h"
#include "tests/central/service/contract.h"

namespace tests::central {

/// Uses what it is given; all of that must outlive it.
class AttachmentResource {
 public:
  AttachmentResource(AttachmentRepository& attachments, const Contract& contract,
                     const kiosk::base::Clock& clock)
      : attachments_(attachments), contract_(contract), clock_(clock) {}

  Response announce(const Request& request, const std::string& digest);
  Response send_part(const Request& request, const std::string& digest, const std::string& number);
  Response state(const Request& request, const std::string& digest) const;

 private:
  Response answer(int status, const AttachmentRecord& attachment) const;
  Response announce_again(const Request& request, const AttachmentRecord& before, AttachmentRecord record);
  Response store(const Request& request, const AttachmentRecord& attachment, std::int64_t number);

  AttachmentRepository& attachments_;
  const Contract& contract_;
  const kiosk::base::Clock& clock_;
};

}  // namespace tests::central
