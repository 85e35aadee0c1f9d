// Opening what a terminal needs: store, line, devices, the technician's door, the input methods.
#include "kiosk/app/configuration_digest.h"
#include "kiosk/app/terminal.h"
#include "kiosk/base/log.h"
#include "kiosk/tpm/tpm_protection.h"
#include "offline_cache/audit/fault_history.h"

namespace kiosk::app {
namespace {

using offline_cache::journal::CaseStore;
using offline_cache::journal::StepRecord;

std::filesystem::path below(const std::filesystem::path& folder, const std::filesystem::path& file) {
  return file.is_absolute() ? file : folder / file;
}

}  // namespace

base::Status Terminal::open_storage() {
  storage_ = std::make_unique<Storage>("storage", clock_, main_);
  offline_cache::journal::CaseStoreOptions wanted{options_.state, data_.settings.id};
  const settings::SecuritySettings& security = data_.settings.security;
  wanted.profile = crypto::parse_crypto_profile(security.profile).value_or(wanted.profile);
  if (!security.tpm.empty()) wanted.protect = tpm::tpm_protection(security.tpm);
  const auto made = storage_->create([wanted, this]() -> base::Result<std::unique_ptr<CaseStore>> {
    base::kStorageThread.assert_here();
    auto store = CaseStore::open(wanted, clock_);
    if (!store) return store;
    digester_ = (*store)->digester();
    key_protection_ = (*store)->key_protection();
    return store;
  });
  if (!made) storage_.reset();
  return made;
}

void Terminal::open_maintenance() {
  maintenance_ = std::make_unique<Maintenance>(Maintenance::World{
      *supervisor_, clock_, [this] { return session().visitor_present(); },
      [this] { refresh_surroundings(); },
      [this](const std::string& kind, base::Json fields) { record(kind, std::move(fields)); }});
  auto control = ControlSocket::start(options_.state / "control.sock", main_, clock_,
                                      [this](const base::Json& request, ControlSocket::Answer answer) {
                                        maintenance_->handle(request, std::move(answer));
                                      });
  // Citizens can be served without it.
  if (!control) return base::log(base::LogLevel::Error, "control", control.error().to_string());
  control_ = std::move(*control);
}

/// Faults that were active when the program ended are over: the devices are asked anew.
void Terminal::record_start() {
  const auto write = [](CaseStore& store) -> base::Status {
    base::kStorageThread.assert_here();
    const auto left = offline_cache::audit::open_faults(store.database());
    if (!left) return tl::unexpected(left.error());
    StepRecord step;
    for (const auto& fault : *left) step.audit.push_back(offline_cache::audit::cleared_by_restart(fault));
    step.audit.push_back({offline_cache::audit::kTerminalStarted, "", "", {{"version", KIOSK_VERSION}}});
    return store.record(step);
  };
  storage_->ask(write, [](const base::Status& written) {
    if (!written) base::log(base::LogLevel::Error, "trail", written.error().to_string());
  });
}

base::Status Terminal::open_line() {
  const settings::CentralSettings& wanted = data_.settings.central;
  central::CentralSettings line;
  line.base_url = wanted.url;
  line.ca_file = below(options_.state, wanted.ca_file);
  line.client_cert = below(options_.state, wanted.certificate_file);
  line.client_key = below(options_.state, wanted.key_file);
  if (wanted.key_in_tpm) line.client_key_tcti = data_.settings.security.tpm;
  if (!wanted.crl_file.empty()) line.crl_file = below(options_.state, wanted.crl_file);
  line.connect_timeout = wanted.connect_timeout;
  line.total_timeout = wanted.total_timeout;
  line_ = std::make_unique<Line>("network", clock_, main_);
  watch_ = std::make_unique<CentreWatch>(*line_, main_, stop_.get_token());
  return line_->create([line]() -> base::Result<std::unique_ptr<central::CentralClient>> {
    auto client = central::CentralClient::create(line);
    if (!client) return tl::unexpected(client.error());
    return std::make_unique<central::CentralClient>(std::move(*client));
  });
}

/// What the centre published for citizens, and the minute's report that hears of newer things.
void Terminal::start_publications() {
  publications_ = std::make_unique<PublicationDesk>(PublicationDesk::World{*line_, *watch_, clock_},
                                                    stop_.get_token(), [this] { refresh_surroundings(); });
  publications_->open(options_.state / "reference",
                      below(options_.state, data_.settings.central.content_key_file));
  report_ = std::make_unique<CentreReport>(
      CentreReport::World{*storage_, *line_, main_, clock_, *watch_}, stop_.get_token(),
      [this] { return describe(); },
      [this](const auto& published) {
        if (!published.empty() && !session().visitor_present()) publications_->refresh(published);
      });
  report_->tell();
}

protocol::TerminalReport Terminal::describe() const {
  const settings::TerminalSettings& terminal = data_.settings;
  protocol::TerminalReport report;
  report.terminal = terminal.id;
  report.software = KIOSK_VERSION;
  report.configuration = configuration_;
  report.place = {terminal.place_zh, terminal.place_en};
  for (const base::ServiceId& service : terminal.services) report.services.push_back(service.value);
  report.out_of_service = session().surroundings.maintenance;
  report.devices = session().surroundings.usable_devices;
  for (const auto& device : supervisor_->snapshot()) {
    for (const auto& fault : device.faults) {
      report.faults.push_back({std::string(drivers::contract::to_string(device.device_class)),
                               std::string(drivers::contract::to_string(fault.type)),
                               base::to_rfc3339(fault.since)});
    }
  }
  return report;
}

std::string Terminal::publication_word(PublicationState Publications::*state) const {
  return std::string(to_string(publications_ ? publications_->now().*state : PublicationState::None));
}

/// A terminal without its dictionaries still serves: with letters, digits and what the chip says.
void Terminal::start_entry() {
  entry_strand_ = std::make_unique<base::Strand>("entry", clock_);
  const ui::entry::EntryPlaces places{options_.config, ui::entry::default_tables()};
  auto entry = ui::entry::EntryMethods::start(places, *entry_strand_, main_);
  if (!entry) return base::log(base::LogLevel::Error, "entry", entry.error().to_string());
  entry_ = std::move(*entry);
  face_.set_input_method(entry_.get());
}

void Terminal::open_payments(const Delivery::Rooms& rooms) {
  payments_ = std::make_unique<PaymentDesk>(
      PaymentDesk::World{data_.catalog, data_.settings, clock_, *supervisor_}, rooms, stop_.get_token(),
      [this] { cases_->delivery().pump(); }, [this](flow::FlowEvent event) { happen(std::move(event)); });
}

base::Status Terminal::add_devices() {
  using drivers::contract::DeviceAddress;
  for (const settings::DeviceSettings& device : data_.settings.devices) {
    drivers::contract::DeviceConfig config;
    if (!drivers::contract::parse_device_class(device.device_class, config.device_class)) {
      return base::fail(base::ErrorCode::Unsupported, "no driver for this class of device",
                        device.device_class);
    }
    config.driver = device.driver;
    config.settings = device.options;
    auto address = DeviceAddress::parse(device.address);
    if (!address) return tl::unexpected(address.error());
    config.address = std::move(*address);
    for (const auto& other : options_.devices) {
      if (other.device_class == config.device_class) config.address = other.address;
    }
    for (const auto& recording : options_.recordings) {
      if (recording.device_class == config.device_class) config.record_to = recording.file;
    }
    if (auto added = supervisor_->add(config); !added) return added;
  }
  return {};
}

/// A new release and a changed configuration are facts of the trail.
void Terminal::note_changes() {
  configuration_ = configuration_digest(options_.config);
  const auto note = [configuration = configuration_](CaseStore& store) {
    base::kStorageThread.assert_here();
    return store.note_change("release", KIOSK_VERSION).and_then([&] {
      base::kStorageThread.assert_here();
      return store.note_change("configuration", configuration);
    });
  };
  storage_->ask(note, [](const base::Status& noted) {
    if (!noted) base::log(base::LogLevel::Error, "trail", noted.error().to_string());
  });
}

}  // namespace kiosk::app
