// Services as files: looking at one before a terminal offers it.
#include "kiosk/ctl/commands.h"
#include "ui/preview/service_preview.h"

namespace kiosk::ctl {

base::Result<Answer> preview_service(const std::filesystem::path&, const Words& arguments) {
  const std::filesystem::path out = arguments.at(1);
  const auto report = ui::preview::write_service_preview(arguments.at(2), arguments.at(0), out);
  if (!report && report.error().code != base::ErrorCode::InvalidData) return tl::unexpected(report.error());
  if (!report) {
    const std::string trouble = report.error().to_string();
    return Answer{{{"well", false}, {"trouble", trouble}}, trouble + "\n", true};
  }
  const std::string index = (out / "index.html").string();
  return Answer{
      {{"well", true}, {"service", report->service}, {"pictures", report->pictures}, {"index", index}},
      report->service + ": " + std::to_string(report->pictures.size()) + " pictures, see " + index + "\n"};
}

}  // namespace kiosk::ctl
