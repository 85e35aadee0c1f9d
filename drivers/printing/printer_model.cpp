// Loading of printer models.
#include "drivers/printing/printer_model.h"

#include "kiosk/base/json_file.h"

namespace drivers::printing {
namespace {

using kiosk::base::ErrorCode;
using kiosk::base::Json;
using kiosk::base::Result;

ChineseFont parse_font(const std::string& word) {
  return word == "gbk" ? ChineseFont::Gbk : word == "gb2312" ? ChineseFont::Gb2312 : ChineseFont::None;
}

DoneSignal parse_done_signal(const std::string& word) {
  return word == "fence"      ? DoneSignal::Fence
         : word == "spooling" ? DoneSignal::Spooling
                              : DoneSignal::Settled;
}

PrinterModel from_json(const Json& json, const std::string& name) {
  PrinterModel model;
  model.name = name;
  model.manufacturer = json.at("manufacturer");
  model.dots_per_line = json.at("dots_per_line");
  model.columns = json.at("columns");
  model.line_pitch = json.at("line_pitch");
  model.chinese_font = parse_font(json.at("chinese_font"));
  model.has_presenter = json.at("has_presenter");
  model.full_status = json.at("full_status");
  model.clears_buffers = json.at("clears_buffers");
  model.partial_cut = json.at("partial_cut");
  model.feed_before_cut = json.at("feed_before_cut");
  model.qr_module = json.at("qr_module");
  model.has_qr = json.at("has_qr");
  model.chunk_bytes = json.at("chunk_bytes");
  model.done_signal = parse_done_signal(json.at("done_signal"));
  model.settle_time = kiosk::base::Duration{json.at("settle_ms").get<int>()};
  model.present_steps = json.value("present_steps", model.present_steps);
  for (const Json& id : json.value("usb_ids", Json::array())) {
    // The schema has checked the form.
    if (const auto parsed = transport::UsbId::parse(id.get<std::string>())) model.usb_ids.push_back(*parsed);
  }
  return model;
}

bool is_plain_name(const std::string& name) {
  return !name.empty() && name.find('/') == std::string::npos && name.front() != '.';
}

}  // namespace

Result<PrinterModel> load_printer_model(const std::filesystem::path& folder,
                                        const std::filesystem::path& schema, const std::string& name) {
  if (!is_plain_name(name)) {
    return kiosk::base::fail(ErrorCode::InvalidArgument, "not the name of a printer model", name);
  }
  auto rules = kiosk::base::JsonSchema::load(schema);
  if (!rules) return tl::unexpected(rules.error());
  auto json = kiosk::base::read_checked_json(folder / (name + ".json"), *rules);
  if (!json) return tl::unexpected(json.error());
  return from_json(*json, name);
}

}  // namespace drivers::printing
