// Asking for a tree.
#include "kiosk/app/tree_dump.h"

#include "ui/screens/presentation.h"

namespace kiosk::app {
namespace {
constexpr base::Duration kPatience{3'000};
}

base::Result<base::Json> ask_tree(const std::filesystem::path& finger) {
  const auto answer = base::ask_line(finger, std::to_string(kPatience.count()) + " tree", kPatience);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->rfind("ok ", 0) != 0) return base::fail(base::ErrorCode::Unavailable, *answer, finger.string());
  return base::parse_json(answer->substr(3), finger.string());
}

base::Result<base::Json> attract_tree(const Options& options, const TerminalData& data) {
  auto themes =
      ui::toolkit::load_themes(options.config / "theme", options.config / "schemas" / "theme.schema.json");
  if (!themes) return tl::unexpected(themes.error());
  const base::SystemClock clock;
  ui::toolkit::UiHost host(std::move(*themes), ui::screens::display_of(data.settings.display), clock);
  Face face({data.catalog, data.settings, clock}, host);
  const flow::Session session;
  face.prepare(session.preferences);
  host.frame([&](ui::toolkit::Ui& ui) { face.draw(ui, session, {}); });
  return host.tree().to_json();
}

}  // namespace kiosk::app
