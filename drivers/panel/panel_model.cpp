// Loading of panel models.
#include "drivers/panel/panel_model.h"

#include <array>
#include <utility>

#include "kiosk/base/json_file.h"

namespace drivers::panel {

using contract::PanelKey;
using contract::PanelLight;
using kiosk::base::Json;

namespace {

template <class T>
using Word = std::pair<const char*, T>;

constexpr std::array kKeys{Word<PanelKey>{"up", PanelKey::Up},
                           Word<PanelKey>{"down", PanelKey::Down},
                           Word<PanelKey>{"left", PanelKey::Left},
                           Word<PanelKey>{"right", PanelKey::Right},
                           Word<PanelKey>{"ok", PanelKey::Ok},
                           Word<PanelKey>{"back", PanelKey::Back},
                           Word<PanelKey>{"help", PanelKey::Help},
                           Word<PanelKey>{"volume-up", PanelKey::VolumeUp},
                           Word<PanelKey>{"volume-down", PanelKey::VolumeDown}};
constexpr std::array kLights{Word<PanelLight>{"id-card-reader", PanelLight::IdCardReader},
                             Word<PanelLight>{"smart-card-reader", PanelLight::SmartCardReader},
                             Word<PanelLight>{"code-reader", PanelLight::CodeReader},
                             Word<PanelLight>{"receipt-printer", PanelLight::ReceiptPrinter},
                             Word<PanelLight>{"certificate-printer", PanelLight::CertificatePrinter},
                             Word<PanelLight>{"scanner", PanelLight::Scanner},
                             Word<PanelLight>{"status-good", PanelLight::StatusGood},
                             Word<PanelLight>{"status-bad", PanelLight::StatusBad}};
constexpr std::array kInputs{Word<PanelInput>{"person", PanelInput::Person},
                             Word<PanelInput>{"door-open", PanelInput::DoorOpen},
                             Word<PanelInput>{"tamper", PanelInput::Tamper}};

/// Calls `take(meaning, value)` for each word of the table that the object has.
template <class Table, class Take>
void read_words(const Table& table, const Json& object, Take take) {
  for (const auto& [word, meaning] : table) {
    if (object.contains(word)) take(meaning, object.at(word));
  }
}

transport::GpioLine line_of(const Json& json) { return {json.at("line"), json.value("active_low", false)}; }

}  // namespace

kiosk::base::Result<PanelModel> load_panel_model(const std::filesystem::path& config_dir, const std::string& name) {
  if (name.empty() || name.front() == '.' || name.find('/') != std::string::npos) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument, "not the name of a panel model", name);
  }
  auto rules = kiosk::base::JsonSchema::load(config_dir / "schemas" / "panel-model.schema.json");
  if (!rules) return tl::unexpected(rules.error());
  const auto json = kiosk::base::read_checked_json(config_dir / "devices" / "panels" / (name + ".json"), *rules);
  if (!json) return tl::unexpected(json.error());
  PanelModel model;
  model.name = name;
  read_words(kKeys, json->at("keys"),
             [&model](PanelKey key, const Json& code) { model.keys[code.get<std::uint16_t>()] = key; });
  read_words(kLights, json->at("lights"),
             [&model](PanelLight light, const Json& line) { model.lights[light] = line_of(line); });
  read_words(kInputs, json->at("inputs"),
             [&model](PanelInput input, const Json& line) { model.inputs[input] = line_of(line); });
  return model;
}

}  // namespace drivers::panel
