// Joining of a device's own words with their labels.
#include "drivers/emulation/bench_labels.h"

#include <map>

namespace drivers::emulation {

using kiosk::base::Json;
using kiosk::base::Result;

namespace {

Json people_of(const Json& file) {
  static const std::map<std::string, std::string> kKinds{{"resident", "居民身份证"},
                                                         {"permit", "港澳台居住证"},
                                                         {"foreigner-2017", "外国人 2017 版"},
                                                         {"foreigner-2023", "外国人 2023 版"}};
  Json people = Json::array();
  for (const Json& person : file.at("people")) {
    const std::string name = person.at("name");
    const auto kind = kKinds.find(person.at("kind").get<std::string>());
    people.push_back(
        {{"words", {name}}, {"label", name}, {"detail", kind == kKinds.end() ? "" : kind->second}});
  }
  return people;
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value;
  if (!value.is_array()) return value.dump();
  std::string text;
  for (const Json& part : value) text += (text.empty() ? "" : ", ") + text_of(part);
  return text;
}

const Json& value_at(const Json& state, const std::string& pointer) {
  static const Json kNothing;
  const Json::json_pointer place(pointer);
  return state.contains(place) ? state.at(place) : kNothing;
}

/// One line of the state: the value in words, as the label has it.
Json state_line(const Json& label, const Json& state) {
  const std::string value = text_of(value_at(state, label.at("key")));
  std::string text = "{}";
  std::string tone = "idle";
  const Json& values = label.contains("values") ? label["values"] : Json::object();
  const Json saying = values.contains(value) ? values[value] : label.value("other", Json());
  if (saying.is_array()) {
    text = saying.at(0);
    tone = saying.at(1);
  }
  if (const std::size_t place = text.find("{}"); place != std::string::npos) text.replace(place, 2, value);
  return {{"key", label["key"]},
          {"label", label["label"]},
          {"english", label["english"]},
          {"text", text},
          {"tone", tone},        {"value", value}};
}

bool holds(const Json& conditions, const Json& state) {
  for (const auto& [key, wanted] : conditions.items()) {
    const bool negated = key.front() == '!';
    const bool equal = value_at(state, negated ? key.substr(1) : key) == wanted;
    if (equal == negated) return false;
  }
  return true;
}

/// Longer commands first: "card remove after 5" is not "card remove".
const CommandWord* command_of(const std::vector<CommandWord>& table, const std::vector<std::string>& words) {
  const CommandWord* best = nullptr;
  std::size_t best_size = 0;
  for (const CommandWord& command : table) {
    const auto wanted = split_words(command.words);
    const bool matches = wanted.size() <= words.size() && wanted.size() > best_size &&
                         std::equal(wanted.begin(), wanted.end(), words.begin());
    if (!matches) continue;
    best = &command;
    best_size = wanted.size();
  }
  return best;
}

Json values_of(const Json& listed) {
  Json values = Json::array();
  for (const Json& value : listed) {
    values.push_back({{"words", split_words(value.at(0))}, {"label", value.at(1)}, {"detail", ""}});
  }
  return values;
}

}  // namespace

Result<BenchLabels> BenchLabels::load(const std::filesystem::path& data_folder) {
  const auto schema = kiosk::base::JsonSchema::load(data_folder / "labels.schema.json");
  if (!schema) return tl::unexpected(schema.error());
  Json labels = Json::object();
  std::error_code trouble;
  for (const auto& entry : std::filesystem::directory_iterator(data_folder / "labels", trouble)) {
    if (entry.path().extension() != ".json") continue;
    auto device = kiosk::base::read_checked_json(entry.path(), *schema);
    if (!device) return tl::unexpected(device.error());
    labels[entry.path().stem().string()] = std::move(*device);
  }
  const auto people = kiosk::base::read_json_file(data_folder / "people.json");
  if (!people) return tl::unexpected(people.error());
  return BenchLabels(std::move(labels), people_of(*people));
}

Json BenchLabels::action(const CommandWord& command, const Json& label, const Json& state) const {
  const auto words = split_words(label.at("words"));
  const std::size_t given = words.size() - split_words(command.words).size();
  Json values = Json::array();
  if (label.contains("values")) values = label["values"] == "people" ? people_ : values_of(label["values"]);
  return {{"words", words},
          {"label", label["label"]},
          {"english", label["english"]},
          {"purpose", command.purpose},
          {"arguments", command.arguments},
          {"needs_value", command.least > given},
          {"values", std::move(values)},
          {"front", label.value("front", false)},
          {"hidden", label.value("hidden", false)},
          {"active", holds(label.value("if", Json::object()), state)},
          {"key", label.value("key", "")}};
}

Json BenchLabels::describe(const EmulatedDevice& device) const {
  const Json state = device.describe();
  const Json nothing{
      {"title", device.name()}, {"english", ""}, {"state", Json::array()}, {"actions", Json::array()}};
  const Json& labels = labels_.contains(device.name()) ? labels_[device.name()] : nothing;
  Json lines = Json::array();
  for (const Json& label : labels["state"]) lines.push_back(state_line(label, state));
  Json actions = Json::array();
  std::vector<const CommandWord*> labelled;
  for (const Json& label : labels["actions"]) {
    const CommandWord* command = command_of(device.words(), split_words(label.at("words")));
    if (command == nullptr) continue;
    labelled.push_back(command);
    actions.push_back(action(*command, label, state));
  }
  for (const CommandWord& command : device.words()) {
    if (std::find(labelled.begin(), labelled.end(), &command) != labelled.end()) continue;
    actions.push_back(action(
        command, {{"words", command.words}, {"label", command.words}, {"english", command.purpose}}, state));
  }
  return {{"name", device.name()},       {"class", to_string(device.device_class())},
          {"title", labels["title"]},    {"english", labels["english"]},
          {"address", device.address()}, {"plugged", state.value("plugged", true)},
          {"state", std::move(lines)},   {"actions", std::move(actions)}};
}

}  // namespace drivers::emulation
