// What is read and checked before a terminal starts.
#include <algorithm>

#include "kiosk/app/terminal.h"

namespace kiosk::app {

base::Result<TerminalData> TerminalData::load(const Options& options) {
  auto catalog = catalog::ServiceCatalog::load(options.config);
  if (!catalog) return tl::unexpected(catalog.error());
  auto settings = settings::TerminalSettings::load(options.config, options.terminal);
  if (!settings) return tl::unexpected(settings.error());
  const auto file = settings::TerminalSettings::file_of(options.config, options.terminal).string();
  if (auto offer = catalog->check_offer(settings->services, settings->device_classes(), file); !offer) {
    return tl::unexpected(offer.error());
  }
  const bool desk_words =
      !options.finger.empty() || !options.central_url.empty() || options.window.has_value();
  if (desk_words && !settings->desk) {
    return base::fail(base::ErrorCode::PermissionDenied,
                      "--finger, --central and --windowed are for desk terminals only",
                      options.terminal.value);
  }
  for (const auto& recording : options.recordings) {
    const std::string id(to_string(recording.device_class));
    const std::vector<std::string> known = settings->device_classes();
    if (std::find(known.begin(), known.end(), id) == known.end()) {
      return base::fail(base::ErrorCode::NotFound, "this terminal has no " + id + " to record", file);
    }
  }
  if (!options.central_url.empty()) settings->central.url = options.central_url;
  return TerminalData{std::move(*catalog), std::move(*settings), settings::Fleet::load(options.config)};
}

}  // namespace kiosk::app
