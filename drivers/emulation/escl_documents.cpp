// Templates and a small look into XML.
#include "drivers/emulation/escl_documents.h"

#include <charconv>

namespace drivers::emulation {
namespace {

constexpr std::string_view kNamespaces =
    " xmlns:scan=\"http://schemas.hp.com/imaging/escl/2011/05/03\""
    " xmlns:pwg=\"http://www.pwg.org/schemas/2010/12/sm\">";
constexpr std::string_view kXml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string element(std::string_view name, std::string_view content) {
  return "<" + std::string(name) + ">" + std::string(content) + "</" + std::string(name) + ">";
}

std::string resolutions() {
  std::string list;
  for (const char* dots : {"75", "100", "150", "200", "300", "600"}) {
    list += element("scan:DiscreteResolution",
                    element("scan:XResolution", dots) + element("scan:YResolution", dots));
  }
  return element("scan:SupportedResolutions", element("scan:DiscreteResolutions", list));
}

/// What glass and feeder have in common.
std::string input_caps() {
  const std::string modes = element(
      "scan:ColorModes", element("scan:ColorMode", "Grayscale8") + element("scan:ColorMode", "RGB24"));
  const std::string formats =
      element("scan:DocumentFormats",
              element("pwg:DocumentFormat", "image/jpeg") + element("scan:DocumentFormatExt", "image/jpeg"));
  return element("scan:MinWidth", "16") + element("scan:MaxWidth", "2550") + element("scan:MinHeight", "16") +
         element("scan:MaxHeight", "3508") +
         element("scan:SettingProfiles", element("scan:SettingProfile", modes + formats + resolutions()));
}

/// The text of the first element of this name, whatever its prefix; empty when there is none.
std::string_view text_of(std::string_view xml, std::string_view name) {
  for (std::size_t at = xml.find(name); at != std::string_view::npos; at = xml.find(name, at + 1)) {
    const std::size_t begin = at + name.size() + 1;
    const bool opens =
        at > 0 && (xml[at - 1] == ':' || xml[at - 1] == '<') && begin <= xml.size() && xml[begin - 1] == '>';
    if (opens) return xml.substr(begin, xml.find('<', begin) - begin);
  }
  return {};
}

void take_number(std::string_view xml, std::string_view name, int most, int& number) {
  const std::string_view text = text_of(xml, name);
  int value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec == std::errc{} && value > 0 && value <= most) number = value;
}

}  // namespace

std::string escl_capabilities(std::string_view model) {
  return std::string(kXml) + "<scan:ScannerCapabilities" + std::string(kNamespaces) +
         element("pwg:Version", "2.63") + element("pwg:MakeAndModel", model) +
         element("pwg:SerialNumber", "0001") +
         element("scan:Platen", element("scan:PlatenInputCaps", input_caps())) +
         element("scan:Adf", element("scan:AdfSimplexInputCaps", input_caps())) +
         "</scan:ScannerCapabilities>\n";
}

std::string escl_status(std::string_view state, std::string_view feeder) {
  return std::string(kXml) + "<scan:ScannerStatus" + std::string(kNamespaces) +
         element("pwg:Version", "2.63") + element("pwg:State", state) + element("scan:AdfState", feeder) +
         "</scan:ScannerStatus>\n";
}

EsclJob parse_escl_job(std::string_view settings) {
  EsclJob job;
  take_number(settings, "Width", 2550, job.width);
  take_number(settings, "Height", 3508, job.height);
  take_number(settings, "XResolution", 600, job.resolution);
  job.colour = text_of(settings, "ColorMode") == "RGB24";
  job.feeder = text_of(settings, "InputSource") == "Feeder";
  return job;
}

}  // namespace drivers::emulation
