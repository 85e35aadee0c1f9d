// SaneScanner: a scanner that some SANE backend knows, driven through the worker process.
#pragma once

#include <memory>
#include <string>

#include "drivers/contract/driver.h"
#include "drivers/contract/status_board.h"
#include "drivers/scanning/page_flaws.h"
#include "drivers/scanning/sane_session.h"

namespace drivers::scanning {

struct SaneSettings {
  std::string device = "any";         ///< SANE's name: "test:0", "airscan:e0:Kiosk"
  std::string model{};                ///< shown when the backend names none
  std::vector<std::string> worker{};  ///< program and arguments; empty: kiosk-sane-worker beside this program
  std::string config_folder{};        ///< SANE_CONFIG_DIR of the worker; empty: the system's
  std::map<std::string, std::string> options{};  ///< further backend options, set for each scan
  kiosk::base::Duration probe_interval{30'000};  ///< between two looks whether the scanner is still there
  kiosk::base::Duration probe_limit{20'000};     ///< opening takes this long at most
  QualityLimits quality{};
};

/// Device strand only, but for construction.
class SaneScanner final : public contract::DocumentScanner {
 public:
  SaneScanner(const contract::DriverContext& context, SaneSettings settings);

  /// Opens the scanner once in a worker to see that it is there. NotFound when it is not.
  kiosk::base::Status open() override;
  void close() override {}
  void poll() override;
  contract::DeviceReport report() const override { return board_.report(); }
  bool clear_fault(contract::FaultType type) override {
    return board_.clear(type, contract::ClearedBy::Operator);
  }
  contract::Completion<contract::ScanOutcome> scan(const contract::JobContext& context,
                                                   const contract::ScanRequest& request,
                                                   const Progress& progress) override;
  contract::Completion<contract::ScanOutcome> preview(const contract::JobContext& context) override;

  /// Sets a backend option from the next scan on; an empty value takes it back. For technicians and tests.
  void set_option(const std::string& name, const std::string& value);

 private:
  using Scan = contract::Completion<contract::ScanOutcome>;
  SessionResult probe();
  Scan run(const contract::JobContext& context, WorkerRequest request, const Progress& progress);
  Scan completion_of(SessionResult result, bool straighten);
  void note(const Scan& scan, SaneStatus status);
  void note_present();

  const kiosk::base::Clock& clock_;
  std::stop_token closing_;
  SaneSettings settings_;
  SaneSession session_;
  contract::StatusBoard board_;
  kiosk::base::MonoTime next_probe_{};
};

/// The factory for the table of drivers. Transport "sane": the path is SANE's device name or "any". Option
/// "config" is the SANE configuration folder. Settings "model", "worker" and "option.NAME" for backend
/// options.
kiosk::base::Result<std::unique_ptr<contract::Device>> make_sane_scanner(
    const contract::DriverContext& context, const contract::DeviceConfig& config);

}  // namespace drivers::scanning
