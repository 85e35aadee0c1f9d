// Terminal: all rooms of a running terminal, wired: events into the visit, effects out of it.
#pragma once

#include <memory>
#include <optional>
#include <stop_token>

#include "drivers/supervisor/device_supervisor.h"
#include "kiosk/app/case_desk.h"
#include "kiosk/app/centre_watch_publications.h"
#include "kiosk/app/centre_watch_report.h"
#include "kiosk/app/device_desk.h"
#include "kiosk/app/face.h"
#include "kiosk/app/maintenance.h"
#include "kiosk/app/options.h"
#include "kiosk/app/payment_desk.h"
#include "kiosk/app/scan_desk.h"
#include "kiosk/app/story_desk.h"
#include "kiosk/app/trail_keeper.h"
#include "kiosk/app/visit.h"
#include "kiosk/app/voice_desk.h"
#include "kiosk/base/mailbox.h"
#include "kiosk/base/strand.h"
#include "ui/entry/entry_methods.h"

namespace kiosk::app {

/// What is read and checked before anything starts.
struct TerminalData {
  catalog::ServiceCatalog catalog;
  settings::TerminalSettings settings;
  settings::Fleet fleet;  ///< the other terminals of the county
  static base::Result<TerminalData> load(const Options& options);
};

/// Main thread. Start once, then call `frame` whenever something happened, then stop.
class Terminal final : public EffectRunner,
                       public drivers::supervisor::Listener,
                       public ui::screens::PreviewPages {
 public:
  struct Surface {
    base::Mailbox& main;
    ui::toolkit::UiHost& host;
  };
  Terminal(const Options& options, const TerminalData& data, const base::Clock& clock, Surface surface);
  ~Terminal() override;
  /// Opens the store, the line and the devices. The error says what is missing.
  base::Status start();
  void stop();

  /// Draws the session as a part of the host's frame.
  void draw(ui::toolkit::Ui& ui);
  /// False while the last frame shows an earlier state of the visit.
  bool frame_is_current() const { return frame_is_current_; }
  /// After each frame: keeps its picture when asked, and lets what was touched happen. True when something
  /// was touched.
  bool after_frame();
  const flow::Session& session() const { return visit_->session(); }
  /// What may be told of the visit to a robot finger.
  base::Json state() const;
  /// After each event that changed the session.
  void on_change(base::Task changed) { changed_ = std::move(changed); }
  /// What is spoken; nothing before `start`.
  VoiceDesk* voice() { return voice_.get(); }
  /// Where sound goes out; before `start`. Nothing is heard without.
  void set_audio(std::unique_ptr<ui::voice::AudioSink> audio) { audio_ = std::move(audio); }
  void set_display(std::string words) { display_ = std::move(words); }

 private:
  base::Status open_storage();
  base::Status open_line();
  base::Status add_devices();
  void start_entry();
  base::Status start_voice();
  void open_maintenance();
  void start_publications();
  protocol::TerminalReport describe() const;
  std::string tls_key() const { return data_.settings.central.key_in_tpm ? "tpm" : "file"; }
  std::string publication_word(PublicationState Publications::*state) const;
  void record_start();
  void open_payments(const Delivery::Rooms& rooms);
  void happen(flow::FlowEvent event);

  // EffectRunner
  void run_now(const flow::Effect& effect) override;
  void run_durable(const flow::Effect& effect) override;
  void make_durable(offline_cache::journal::StepRecord step, base::Task done) override;
  void store_case(offline_cache::journal::StepRecord step) override;
  // drivers::supervisor::Listener
  void device_changed(const drivers::contract::DeviceReport& report) override;
  void fault_raised(const drivers::contract::DeviceFault& fault) override;
  void fault_cleared(const drivers::contract::DeviceFault& fault) override;
  // ui::screens::PreviewPages
  int count() const override;
  const typeset::RgbaBitmap* page(int index) const override;

  void arm_idle(base::Duration after);
  void stay();
  void arm(base::TimerId& timer, base::Duration after, flow::FlowEvent event);
  void print_document();
  void wipe();
  void record(const std::string& kind, base::Json fields);
  void refresh_surroundings();
  void check_room();
  void note_changes();

  const Options& options_;
  const TerminalData& data_;
  const base::Clock& clock_;
  base::Mailbox& main_;
  std::stop_source stop_;
  std::unique_ptr<Storage> storage_;
  std::unique_ptr<Line> line_;
  std::unique_ptr<CentreWatch> watch_;
  std::unique_ptr<drivers::supervisor::DeviceSupervisor> supervisor_;
  std::unique_ptr<PublicationDesk> publications_;
  std::unique_ptr<CentreReport> report_;
  std::string configuration_;  ///< its digest
  std::unique_ptr<CaseDesk> cases_;
  std::unique_ptr<StoryDesk> stories_;
  std::unique_ptr<TrailKeeper> keeper_;
  std::unique_ptr<DeviceDesk> devices_;
  std::unique_ptr<base::Strand> entry_strand_;
  std::unique_ptr<ui::entry::EntryMethods> entry_;
  std::unique_ptr<ScanDesk> scans_;
  std::unique_ptr<PaymentDesk> payments_;
  std::unique_ptr<Maintenance> maintenance_;
  std::unique_ptr<ControlSocket> control_;
  Face face_;
  std::unique_ptr<ui::voice::AudioSink> audio_ = std::make_unique<ui::voice::NoAudio>();
  std::unique_ptr<VoiceDesk> voice_;
  std::optional<offline_cache::visits::StateDigester> digester_;
  std::unique_ptr<Visit> visit_;
  base::TimerId idle_timer_ = 0, wait_timer_ = 0;
  base::Duration idle_after_{0};
  bool queue_has_room_ = true;
  std::string key_protection_, display_ = "memory";
  base::Task changed_;
  bool frame_is_current_ = false;
  flow::StepKind captured_step_ = flow::StepKind::Goodbye;
};

}  // namespace kiosk::app
