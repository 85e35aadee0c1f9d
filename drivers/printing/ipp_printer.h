// IppPrinter: an A4 printer that speaks IPP, directly or as a queue of CUPS.
#pragma once

#include <memory>

#include "drivers/contract/certificate_printer.h"
#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"
#include "drivers/printing/ipp_page_count.h"
#include "drivers/printing/ipp_reasons.h"
#include "drivers/transport/ipp_connection.h"

namespace drivers::printing {

struct IppSettings {
  kiosk::base::Duration grace{60'000};   ///< how long a job may wait for paper or for a closed cover
  kiosk::base::Duration stall{120'000};  ///< how long a job may stand still without a reason
  kiosk::base::Duration query_every{250};
  contract::SupplyRule toner{contract::FaultType::TonerLow, contract::FaultType::TonerOut};
};

/// What the printer can do, read when it is opened.
struct IppCapabilities {
  bool pdf = false;
  bool color = false;
  bool duplex = false;
  bool print_job = true;  ///< otherwise Create-Job and Send-Document
  bool media = false;     ///< takes the job attribute "media" with iso_a4_210x297mm
  bool sides = false;
  bool copies = false;
};

/// Device strand only. It never leaves a job of ours in the printer: what has failed is canceled at once, or,
/// when the printer is gone, before the next job.
class IppPrinter final : public contract::CertificatePrinter {
 public:
  IppPrinter(const contract::DriverContext& context, IppSettings settings,
             std::unique_ptr<transport::IppConnection> connection);

  kiosk::base::Status open() override;
  void close() override;
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  contract::Completion<contract::PrintOutcome> print(const contract::JobContext& context,
                                                     const contract::PrintRequest& request,
                                                     const Progress& progress) override;

 private:
  using Outcome = contract::Completion<contract::PrintOutcome>;
  using Stop = std::optional<Outcome>;
  /// The job that is being followed.
  struct Following {
    const contract::JobContext& context;
    const contract::PrintRequest& request;
    const Progress& progress;
    int job = 0;
    IppJobView view{};
    kiosk::base::MonoTime moved{};                         ///< when the job last got on
    std::optional<kiosk::base::MonoTime> waiting_since{};  ///< for somebody to help
    int lost_queries = 0;
  };

  Outcome run(const contract::JobContext& context, const contract::PrintRequest& request,
              const Progress& progress);
  Stop check_request(const contract::PrintRequest& request) const;
  Stop check_printer(const contract::JobContext& context);
  Stop cancel_stale_jobs(const contract::JobContext& context);
  kiosk::base::Result<int> submit(const contract::JobContext& context, const contract::PrintRequest& request);
  Outcome follow(Following& following);
  Stop look_at_job(Following& following);
  Stop look_at_printer(Following& following);
  void note_progress(Following& following, const IppJobView& view);
  Outcome ended(Following& following);
  Outcome completed(Following& following);
  Outcome give_up(Following& following, Outcome outcome);
  Outcome printer_lost(const Following& following, const kiosk::base::Error& error);

  Stop interrupted(const contract::JobContext& context) const;
  Outcome failed(const kiosk::base::Error& error, const contract::JobContext& context);
  static Outcome stopped_by(const ReasonFault& fault);
  kiosk::base::Result<IppCondition> look(const std::stop_token& stop);
  void take_over(const IppCondition& told);
  IppCondition judged(IppCondition condition) const;
  void connection_failed(const kiosk::base::Error& error);

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  IppSettings settings_;
  contract::StatusBoard board_;
  std::unique_ptr<transport::IppConnection> connection_;
  IppCapabilities capabilities_;
  IppCondition last_;
  bool busy_ = false;
};

/// Factory for the driver table: driver "ipp", address "ipp://host:port/path". Settings: "grace-seconds",
/// "stall-seconds", "query-ms", "answer-ms", "toner-low" ("15%").
kiosk::base::Result<std::unique_ptr<contract::Device>> make_ipp_printer(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::printing
