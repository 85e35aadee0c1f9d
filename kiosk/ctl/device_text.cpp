// Printing devices.
#include "kiosk/ctl/device_text.h"

namespace kiosk::ctl {

void print_device(std::ostream& out, const base::Json& device) {
  out << "  " << device.value("class", "") << ": " << device.value("state", "") << "  "
      << device.value("model", "");
  if (const std::string serial = device.value("serial_number", ""); !serial.empty())
    out << "  no. " << serial;
  out << "\n";
  for (const base::Json& fault : device.at("faults")) {
    out << "    fault " << fault.value("type", "") << " (" << fault.value("severity", "") << ") since "
        << fault.value("since", "") << "  " << fault.value("detail", "") << "\n";
  }
  for (const base::Json& supply : device.at("supplies")) {
    out << "    " << supply.value("name", "") << ": " << supply.value("level", "");
    if (supply.value("percent", base::Json()).is_number()) out << "  " << supply.at("percent") << " %";
    if (supply.value("count", base::Json()).is_number()) out << "  " << supply.at("count") << " left";
    out << "\n";
  }
}

void print_capabilities(std::ostream& out, const base::Json& device) {
  if (!device.contains("capabilities")) return;
  for (const auto& [name, value] : device.at("capabilities").items()) {
    out << "    " << name << ": " << (value.is_string() ? value.get<std::string>() : value.dump()) << "\n";
  }
}

}  // namespace kiosk::ctl
