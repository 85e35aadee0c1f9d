// Checking the file, drawing its screens, writing the page that shows them.
#include "ui/preview/service_preview.h"

#include "kiosk/base/file.h"
#include "kiosk/base/text.h"
#include "kiosk/settings/terminal_settings.h"
#include "ui/preview/visit_scenes.h"
#include "ui/screens/presentation.h"
#include "ui/screens/screen.h"
#include "ui/toolkit/ui_host.h"

namespace ui::preview {
namespace {

namespace base = kiosk::base;
namespace catalog = kiosk::catalog;
namespace flow = kiosk::flow;
namespace fs = std::filesystem;

struct Look {
  const char* folder;
  const char* title;
  flow::Preferences preferences;
};

const std::vector<Look>& looks() {
  using catalog::Language;
  static const std::vector<Look> all{
      {"zh-CN-standard", "中文 · 标准字号", {}},
      {"zh-CN-largest", "中文 · 最大字号", {.text_size = flow::TextSize::Largest}},
      {"en-standard", "English · standard text", {.language = Language::En}},
      {"en-largest",
       "English · largest text",
       {.language = Language::En, .text_size = flow::TextSize::Largest}}};
  return all;
}

/// A sheet of paper stands for document and scans.
class SamplePaper final : public screens::PreviewPages, public screens::ScanPictures {
 public:
  SamplePaper() : sheet_(kiosk::typeset::RgbaBitmap::make(620, 877)) {
    for (std::uint8_t& byte : sheet_.bytes) byte = 255;
    for (int y = 80; y < 800; y += 40) draw_line(y);
  }
  int count() const override { return 1; }
  const kiosk::typeset::RgbaBitmap* page(int) const override { return &sheet_; }
  const kiosk::typeset::RgbaBitmap* picture(const std::string&) const override { return &sheet_; }

 private:
  void draw_line(int top) {
    for (int y = top; y < top + 8; ++y) {
      for (int x = 70; x < 550 - (top * 7) % 190; ++x) {
        std::uint8_t* const pixel = sheet_.at(x, y);
        pixel[0] = 150, pixel[1] = 156, pixel[2] = 170;
      }
    }
  }
  kiosk::typeset::RgbaBitmap sheet_;
};

/// The catalogue with this service in it.
catalog::ServiceCatalog with_service(const catalog::ServiceCatalog& own, catalog::ServiceDefinition service) {
  std::vector<catalog::ServiceDefinition> services;
  for (const catalog::ServiceDefinition& other : own.services()) {
    if (other.id != service.id) services.push_back(other);
  }
  services.push_back(std::move(service));
  return {std::move(services), own.texts(), own.regions()};
}

struct Studio {
  const catalog::ServiceCatalog& services;
  const kiosk::settings::TerminalSettings& terminal;
  const std::vector<toolkit::ThemeTokens>& themes;
  base::SystemClock clock{};
  SamplePaper paper{};
};

base::Status draw_look(const Studio& studio, const Look& look, const std::vector<VisitScene>& scenes,
                       const fs::path& folder) {
  toolkit::UiHost host(studio.themes, screens::display_of(studio.terminal.display), studio.clock);
  host.set_settings(screens::ui_settings(look.preferences, studio.terminal));
  host.set_texts(screens::widget_texts(studio.services.texts(), look.preferences.language));
  for (const VisitScene& scene : scenes) {
    flow::Session session = scene.session;
    session.preferences = look.preferences;
    screens::ScreenState state;
    const auto build = [&](toolkit::Ui& ui) {
      screens::draw_screen(
          ui, {session, studio.services, studio.terminal, studio.clock.wall(), &studio.paper, &studio.paper},
          state);
    };
    host.frame(build);
    host.frame(build);
    const auto written = kiosk::typeset::write_png(folder / (scene.name + ".png"), host.capture());
    if (!written) return tl::unexpected(written.error());
  }
  return {};
}

std::string index_of(const catalog::ServiceDefinition& service, const std::vector<VisitScene>& scenes) {
  std::string page = "<!DOCTYPE html><meta charset=\"utf-8\"><title>" + service.id.value +
                     "</title><style>body{font:16px sans-serif;margin:2em}img{width:270px;margin:4px;"
                     "border:1px solid #ccc}figure{display:inline-block;margin:0}</style>\n<h1>" +
                     service.id.value + " " + service.name.in(catalog::Language::ZhCn) + " · " +
                     service.name.in(catalog::Language::En) + "</h1>\n";
  for (const Look& look : looks()) {
    page += "<h2>" + std::string(look.title) + "</h2>\n";
    for (const VisitScene& scene : scenes) {
      const std::string path = std::string(look.folder) + "/" + scene.name + ".png";
      page += "<figure><a href=\"" + path + "\"><img src=\"" + path + "\" alt=\"" + scene.name +
              "\"></a><figcaption>" + scene.name + "</figcaption></figure>\n";
    }
  }
  return page;
}

/// The whole visit in every look.
base::Status draw_all(const Studio& studio, const std::vector<VisitScene>& scenes, const fs::path& out,
                      PreviewReport& report) {
  for (const Look& look : looks()) {
    if (auto made = base::make_folder(out / look.folder); !made) return made;
    if (auto drawn = draw_look(studio, look, scenes, out / look.folder); !drawn) return drawn;
    for (const VisitScene& scene : scenes) {
      report.pictures.push_back(std::string(look.folder) + "/" + scene.name + ".png");
    }
  }
  return {};
}

}  // namespace

base::Result<PreviewReport> write_service_preview(const fs::path& config, const fs::path& file,
                                                  const fs::path& out) {
  auto service = catalog::load_service_file(config, file);
  if (!service) return tl::unexpected(service.error());
  const auto own = catalog::ServiceCatalog::load(config);
  if (!own) return tl::unexpected(own.error());
  auto terminal = kiosk::settings::TerminalSettings::load(config, {"desk"});
  if (!terminal) return tl::unexpected(terminal.error());
  const auto themes = toolkit::load_themes(config / "theme", config / "schemas/theme.schema.json");
  if (!themes) return tl::unexpected(themes.error());
  terminal->services.push_back(service->id);
  PreviewReport report{service->id.value, {}};
  const base::ServiceId id = service->id;
  const catalog::ServiceCatalog services = with_service(*own, std::move(*service));
  const catalog::ServiceDefinition& previewed = *services.find(id);
  const Studio studio{services, *terminal, *themes};
  const auto scenes = visit_scenes(previewed, services, studio.clock.wall());
  if (auto made = base::make_folder(out); !made) return tl::unexpected(made.error());
  if (auto drawn = draw_all(studio, scenes, out, report); !drawn) return tl::unexpected(drawn.error());
  if (auto written = base::write_file_atomically(out / "index.html", index_of(previewed, scenes)); !written) {
    return tl::unexpected(written.error());
  }
  return report;
}

}  // namespace ui::preview
