// TerminalSettings: one terminal as data.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/ids.h"
#include "kiosk/base/result.h"

namespace kiosk::settings {

struct DisplaySettings {
  int width_px = 1080;
  int height_px = 1920;
  double width_mm = 336.0;       ///< of the visible picture: 27 inches portrait
  double lower_edge_mm = 800.0;  ///< above the floor
};

/// A device as words; the supervisor turns them into a driver.
struct DeviceSettings {
  std::string device_class;  ///< "id-card-reader"
  std::string driver;        ///< "samv"
  std::string address;       ///< "serial:/dev/ttyS1,baud=115200"
  std::map<std::string, std::string> options{};
};

/// Relative paths are below the state folder.
struct CentralSettings {
  std::string url;  ///< "https://centre.kiosk.test:8443"
  std::filesystem::path ca_file = "pki/ca.pem";
  std::filesystem::path certificate_file = "pki/terminal.pem";
  std::filesystem::path key_file = "pki/terminal.key";
  bool key_in_tpm = false;           ///< then `key_file` holds the blob of a key inside the TPM
  std::filesystem::path crl_file{};  ///< empty: no list of revoked certificates is looked at
  /// The key that approves what is published for citizens; without the file nothing of that is shown.
  std::filesystem::path content_key_file = "pki/content-approval.pub";
  base::Duration connect_timeout{3'000};
  base::Duration total_timeout{20'000};
};

/// Which algorithms the terminal writes with, and who guards its keys.
struct SecuritySettings {
  std::string profile = "international";  ///< or "guomi": SM4, SM3
  std::string tpm;  ///< the TPM's TCTI name, "device:/dev/tpmrm0"; empty: the keys are in files
};

/// How long each kind of waiting lasts.
struct TimerSettings {
  base::Duration menu_idle{60'000};
  base::Duration form_idle{120'000};
  base::Duration idle_warning{30'000};
  base::Duration card_wait{60'000};
  base::Duration online_answer{45'000};  ///< waiting for the centre where the service needs it
  base::Duration queued_answer{8'000};   ///< waiting for the centre where the queue has the case anyway
  base::Duration print_wait{180'000};
  base::Duration collect_reminder{20'000};
  base::Duration card_left{120'000};  ///< after this the card counts as left behind
  base::Duration goodbye{5'000};
  base::Duration rating{60'000};
  base::Duration scan_wait{60'000};    ///< for one picture of a paper
  base::Duration payment_poll{2'000};  ///< between two questions whether it was paid
};

/// How papers are photographed.
struct ScanSettings {
  int resolution = 200;  ///< dots an inch
  bool colour = true;    ///< seals are red
  int quality = 80;      ///< of the JPEG, 1…100
};

struct TerminalSettings {
  base::TerminalId id;
  int number = 0;  ///< as painted on the machine
  std::string name_zh, name_en;
  std::string place_zh, place_en;
  std::string county_zh, county_en;
  std::string hotline = "12345";
  std::string duty_phone;
  bool desk = false;  ///< a developer's desk: allows a window, automation, device overrides
  std::string theme = "default";
  bool reduced_motion = false;  ///< nothing on the screen moves by itself
  std::vector<base::ServiceId> services;
  DisplaySettings display;
  std::vector<DeviceSettings> devices;
  CentralSettings central;
  SecuritySettings security;
  TimerSettings timers;
  ScanSettings scan;

  /// Reads terminals/<id>.json below `config`. The error names file, JSON pointer and reason.
  static base::Result<TerminalSettings> load(const std::filesystem::path& config, const base::TerminalId& id);
  /// The file that `load` reads.
  static std::filesystem::path file_of(const std::filesystem::path& config, const base::TerminalId& id);
  /// The classes of `devices`, in their order.
  std::vector<std::string> device_classes() const;
};

}  // namespace kiosk::settings
