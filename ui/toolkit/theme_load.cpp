// Theme files: JSON checked by its schema, then read by name into the tokens.
#include <array>
#include <utility>

#include "kiosk/base/json_file.h"
#include "ui/toolkit/theme.h"

namespace ui::toolkit {

namespace {

using kiosk::base::Json;

struct ColorName {
  const char* name;
  Color Palette::*member;
};

constexpr ColorName kColors[] = {
    {"page_top", &Palette::page_top},
    {"page_bottom", &Palette::page_bottom},
    {"header_start", &Palette::header_start},
    {"header_end", &Palette::header_end},
    {"text_on_header", &Palette::text_on_header},
    {"card", &Palette::card},
    {"card_pressed", &Palette::card_pressed},
    {"outline", &Palette::outline},
    {"text", &Palette::text},
    {"text_secondary", &Palette::text_secondary},
    {"accent", &Palette::accent},
    {"accent_end", &Palette::accent_end},
    {"text_on_accent", &Palette::text_on_accent},
    {"accent_soft", &Palette::accent_soft},
    {"accent_ink", &Palette::accent_ink},
    {"selected_fill", &Palette::selected_fill},
    {"selected_text", &Palette::selected_text},
    {"danger", &Palette::danger},
    {"danger_soft", &Palette::danger_soft},
    {"success", &Palette::success},
    {"success_soft", &Palette::success_soft},
    {"warning", &Palette::warning},
    {"warning_soft", &Palette::warning_soft},
    {"text_on_danger", &Palette::text_on_danger},
    {"disabled_fill", &Palette::disabled_fill},
    {"disabled_text", &Palette::disabled_text},
    {"focus", &Palette::focus},
    {"shadow", &Palette::shadow},
};
constexpr std::array kHues = {"blue", "teal", "orange", "red", "violet", "green"};
constexpr std::array kRoles = {"caption", "body", "label", "title", "heading", "display"};

/// The schema has checked that it is one.
Color color_at(const Json& object, const char* name) {
  return parse_color(object.at(name).get_ref<const std::string&>()).value_or(Color{});
}

ThemeTokens read_tokens(const Json& file) {
  ThemeTokens tokens;
  tokens.name = file.at("name");
  for (const ColorName& color : kColors) tokens.color.*color.member = color_at(file.at("colors"), color.name);
  for (std::size_t i = 0; i < kHues.size(); ++i) {
    const Json& hue = file.at("hues").at(kHues[i]);
    tokens.hues[i] = {color_at(hue, "start"), color_at(hue, "end"), color_at(hue, "soft"),
                      color_at(hue, "ink")};
  }
  for (std::size_t i = 0; i < kRoles.size(); ++i) file.at("type_mm").at(kRoles[i]).get_to(tokens.type_mm[i]);
  file.at("line_spacing").get_to(tokens.line_spacing);
  file.at("space_mm").at("gap").get_to(tokens.gap_mm);
  file.at("space_mm").at("small_gap").get_to(tokens.small_gap_mm);
  file.at("space_mm").at("margin").get_to(tokens.margin_mm);
  file.at("radius_mm").at("card").get_to(tokens.radius_mm);
  file.at("radius_mm").at("small").get_to(tokens.small_radius_mm);
  file.at("shadow_mm").at("blur").get_to(tokens.shadow_blur_mm);
  file.at("shadow_mm").at("offset").get_to(tokens.shadow_offset_mm);
  file.at("outline_mm").get_to(tokens.outline_mm);
  file.at("focus_mm").get_to(tokens.focus_mm);
  file.at("target_mm").at("ordinary").get_to(tokens.target_mm);
  file.at("target_mm").at("primary").get_to(tokens.primary_target_mm);
  file.at("motion_ms").get_to(tokens.motion_ms);
  return tokens;
}

}  // namespace

kiosk::base::Result<ThemeTokens> load_theme(const std::filesystem::path& file,
                                            const std::filesystem::path& schema) {
  const auto compiled = kiosk::base::JsonSchema::load(schema);
  if (!compiled) return tl::unexpected(compiled.error());
  const auto json = kiosk::base::read_checked_json(file, *compiled);
  if (!json) return tl::unexpected(json.error());
  return read_tokens(*json);
}

kiosk::base::Result<std::vector<ThemeTokens>> load_themes(const std::filesystem::path& folder,
                                                          const std::filesystem::path& schema) {
  std::vector<std::filesystem::path> files;
  std::error_code trouble;
  for (const auto& entry : std::filesystem::directory_iterator(folder, trouble)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (files.empty()) {
    return kiosk::base::fail(kiosk::base::ErrorCode::NotFound, "There is no theme in this folder",
                             folder.string());
  }
  const auto order = [](const std::filesystem::path& path) {
    return std::pair(path.stem() != "default", path.string());
  };
  std::sort(files.begin(), files.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
  std::vector<ThemeTokens> themes;
  for (const auto& file : files) {
    auto theme = load_theme(file, schema);
    if (!theme) return tl::unexpected(theme.error());
    themes.push_back(std::move(*theme));
  }
  return themes;
}

}  // namespace ui::toolkit
