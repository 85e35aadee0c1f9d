// Making devices, describing them, dispatching words.
#include "drivers/emulation/bench.h"

#include <algorithm>

#include "kiosk/base/file.h"

namespace drivers::emulation {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using kiosk::base::Json;
using kiosk::base::Status;

namespace {

Json refusal(const kiosk::base::Error& error) {
  return {{"ok", false}, {"code", kiosk::base::to_string(error.code)}, {"message", error.to_string()}};
}

Json refusal(ErrorCode code, const std::string& message) {
  return refusal(kiosk::base::Error{code, message});
}

bool is_request(const Json& request) {
  if (!request.is_object() || !request.contains("words") || !request["words"].is_array()) return false;
  const bool texts = std::all_of(request["words"].begin(), request["words"].end(),
                                 [](const Json& word) { return word.is_string(); });
  return texts && !request["words"].empty() && (!request.contains("folder") || request["folder"].is_string());
}

std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

std::string time_of_day(const kiosk::base::CivilTime& time) {
  return two_digits(time.hour) + ":" + two_digits(time.minute) + ":" + two_digits(time.second);
}

std::string device_word(const EmulatedDevice& device) {
  return std::string(to_string(device.device_class())) + "=" + device.address();
}

}  // namespace

Status Bench::add(const std::string& option) {
  const auto row = std::find_if(table_.begin(), table_.end(),
                                [&option](const BenchRow& known) { return option == known.option; });
  if (row == table_.end()) return fail(ErrorCode::NotFound, "the bench has no device " + option);
  auto device = row->make(place_);
  if (!device) return tl::unexpected(device.error());
  if (find((*device)->name()) != nullptr) {
    return fail(ErrorCode::Conflict, "the bench has a device " + (*device)->name() + " already", option);
  }
  if (auto plugged = (*device)->plug(); !plugged) return plugged;
  devices_.push_back(std::move(*device));
  return {};
}

Status Bench::write_description(const std::vector<std::string>& environment) const {
  Json description{{"socket", (place_.folder / "bench.sock").string()},
                   {"environment", environment},
                   {"devices", Json::array()}};
  for (const auto& device : devices_) {
    description["devices"].push_back({{"device", device->name()},
                                      {"class", to_string(device->device_class())},
                                      {"address", device->address()},
                                      {"option", "--device " + device_word(*device)}});
  }
  return kiosk::base::write_file_atomically(place_.folder / "bench.json", description.dump(2) + "\n");
}

std::vector<std::string> Bench::device_words() const {
  std::vector<std::string> words;
  for (const auto& device : devices_) words.push_back(device_word(*device));
  return words;
}

std::string Bench::handle(const std::string& line) {
  const auto request = kiosk::base::parse_json(line, "request");
  const Json reply = !request ? refusal(request.error())
                     : is_request(*request)
                         ? answer(*request)
                         : refusal(ErrorCode::InvalidArgument, "a request has a list of words");
  // A name may come in as broken UTF-8; the answer must still be JSON.
  return reply.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json Bench::answer(const Json& request) {
  const std::string first = request["words"].front();
  if (first == "list") return list();
  if (first == "help") return {{"ok", true}, {"text", help()}};
  if (first == "describe") return describe();
  Json reply = command(request);
  if (!request.value("quiet", false)) remember(request, reply);
  return reply;
}

Json Bench::command(const Json& request) {
  auto words = request["words"].get<std::vector<std::string>>();
  EmulatedDevice* device = find(words.front());
  if (device == nullptr) {
    return refusal(ErrorCode::NotFound,
                   "no device " + words.front() + " on this bench; there are: " + names());
  }
  words.erase(words.begin());
  const auto text = device->command({std::move(words), request.value("folder", ".")});
  if (!text) return refusal(text.error());
  return {{"ok", true}, {"text", *text}};
}

Json Bench::list() const {
  Json devices = Json::array();
  std::string text;
  for (const auto& device : devices_) {
    Json description = device->describe();
    text += (text.empty() ? "" : "\n") + device_word(*device) + " " + description.dump();
    devices.push_back(std::move(description));
  }
  return {{"ok", true}, {"text", text}, {"devices", devices}};
}

Json Bench::describe() {
  if (!labels_) {
    auto loaded = BenchLabels::load(place_.data_folder);
    if (!loaded) return refusal(loaded.error());
    labels_ = std::move(*loaded);
  }
  Json devices = Json::array();
  std::string text;
  for (const auto& device : devices_) {
    devices.push_back(labels_->describe(*device));
    text += (text.empty() ? "" : "\n") + device->name() + ":";
    for (const Json& line : devices.back()["state"]) {
      text += " " + line["label"].get<std::string>() + " " + line["text"].get<std::string>() + ";";
    }
  }
  return {{"ok", true}, {"text", text}, {"devices", std::move(devices)}, {"log", log_}};
}

void Bench::remember(const Json& request, const Json& answer) {
  constexpr std::size_t kRemembered = 40;
  const bool done = answer["ok"];
  const kiosk::base::CivilTime now = kiosk::base::to_civil(kiosk::base::SystemClock().wall());
  log_.push_back({{"time", time_of_day(now)},
                  {"words", request["words"]},
                  {"ok", done},
                  {"text", done ? answer["text"] : answer["message"]}});
  if (log_.size() > kRemembered) log_.pop_front();
}

std::string Bench::help() const {
  std::string text = "list\ndescribe\nhelp";
  for (const auto& device : devices_) {
    for (const std::string& line : device->help()) text += "\n" + device->name() + " " + line;
  }
  return text;
}

EmulatedDevice* Bench::find(const std::string& name) const {
  const auto found = std::find_if(devices_.begin(), devices_.end(),
                                  [&name](const auto& device) { return device->name() == name; });
  return found == devices_.end() ? nullptr : found->get();
}

std::string Bench::names() const {
  std::string text;
  for (const auto& device : devices_) text += (text.empty() ? "" : ", ") + device->name();
  return text.empty() ? "none" : text;
}

}  // namespace drivers::emulation
