// kiosk-fault-matrix: turns the rows of a run of the conformance suite into a page, or compares them with a
// page.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "kiosk/base/file.h"
#include "kiosk/base/json_file.h"
#include "kiosk/catalog/content_loader.h"

namespace {

using kiosk::base::Json;
using kiosk::catalog::Texts;

/// A driver's heading and its table, as lines of the page.
using Sections = std::map<std::string, std::string>;

struct Page {
  std::vector<std::string> order{};
  Sections sections{};
};

constexpr const char* kHead =
    "# What each driver does under each fault\n"
    "Written by `./tests/run --fault-matrix` from a run of `tests/conformance`: the real drivers on the real "
    "worker, over\n"
    "hardware emulated at the wire. A test fails when this page and the run differ. The texts are those of "
    "`config/locales`.\n"
    "\"by the device\" means without a restart and without anybody's help but what stands behind it.\n";

std::string text_of(const Json& row, const char* cell) {
  const std::string text = row.at(cell);
  return text.empty() ? "–" : text;
}

/// The words of the screens and the services that use them.
struct Product {
  Texts texts;
  std::vector<kiosk::catalog::ServiceDefinition> services;

  bool needs(const std::string& device) const {
    return std::any_of(services.begin(), services.end(), [&device](const auto& service) {
      return std::find(service.devices.begin(), service.devices.end(), device) != service.devices.end();
    });
  }
};

std::string citizen_reads(const Json& row, const Product& product) {
  const std::string id = row.at("text_id");
  const Texts& texts = product.texts;
  if (id.empty()) return row.at("ends").get<std::string>().rfind("success", 0) == 0 ? "nothing" : "–";
  if (id == "unavailable.device-missing" && !product.needs(row.at("device"))) {
    return "nothing: no service needs it";
  }
  using kiosk::catalog::Language;
  return texts.get(id, Language::ZhCn) + "<br>" + texts.get(id, Language::En);
}

std::string line_of(const Json& row, const Product& product) {
  std::string line = "| " + row.at("fault").get<std::string>() + " | ";
  if (const std::string why = row.at("no_meaning"); !why.empty())
    return line + "cannot be: " + why + " | | | |\n";
  return line + text_of(row, "ends") + " | " + text_of(row, "raised") + " | " + text_of(row, "clears") +
         " | " + citizen_reads(row, product) + " |\n";
}

/// The rows of all files of the folder, in the order of the suite's table.
std::vector<Json> read_rows(const std::filesystem::path& folder) {
  std::vector<Json> rows;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    std::ifstream lines(file.path());
    for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
  }
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Json& a, const Json& b) { return a.at("order") < b.at("order"); });
  return rows;
}

Page make_page(const std::vector<Json>& rows, const Product& product) {
  Page page;
  for (const Json& row : rows) {
    std::string heading = "## ";
    heading += row.at("subject_words").get<std::string>();
    if (page.sections.count(heading) == 0) {
      page.order.push_back(heading);
      page.sections[heading] =
          "| fault | the command ends with | raised → state | cleared | the citizen reads "
          "|\n|---|---|---|---|---|\n";
    }
    page.sections[heading] += line_of(row, product);
  }
  return page;
}

std::string to_text(const Page& page) {
  std::string text = kHead;
  for (const std::string& heading : page.order) text += "\n" + heading + "\n" + page.sections.at(heading);
  return text;
}

Sections parse_page(const std::string& text) {
  Sections sections;
  std::string heading;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("## ", 0) == 0) heading = line;
    if (!heading.empty() && line.rfind("|", 0) == 0) sections[heading] += line + "\n";
  }
  return sections;
}

/// Prints the first line that differs. Sections that did not run here are named and not compared.
bool differs(const std::string& heading, const std::string& written, const std::string& found) {
  if (written == found) return false;
  std::istringstream left(written);
  std::istringstream right(found);
  std::string old_line;
  std::string new_line;
  while (std::getline(left, old_line) && std::getline(right, new_line) && old_line == new_line) {
  }
  std::cerr << heading << "\n  the page says: " << old_line << "\n  the run found: " << new_line << "\n";
  return true;
}

int compare(const Page& found, const Sections& written) {
  bool same = true;
  for (const auto& [heading, table] : written) {
    const auto here = found.sections.find(heading);
    if (here == found.sections.end()) {
      std::cout << "did not run here: " << heading << "\n";
    } else if (differs(heading, table, here->second)) {
      same = false;
    }
  }
  for (const std::string& heading : found.order) {
    if (written.count(heading) != 0) continue;
    std::cerr << "not on the page: " << heading << "\n";
    same = false;
  }
  if (!same)
    std::cerr << "If the run is right: ./tests/run --fault-matrix, then copy build/fault-matrix.md there.\n";
  return same ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  const std::string action = count == 5 ? words[3] : "";
  if (action != "--write" && action != "--compare") {
    std::cerr << "Usage: kiosk-fault-matrix --rows FOLDER --write|--compare PAGE.md\n";
    return 2;
  }
  const std::filesystem::path page_file = words[4];
  const auto texts = kiosk::catalog::load_texts("config");
  const auto rows = std::filesystem::is_directory(words[2]) ? read_rows(words[2]) : std::vector<Json>{};
  const auto services = kiosk::catalog::load_services("config");
  if (!texts || !services || rows.empty()) {
    std::cerr << (!texts      ? texts.error().to_string()
                  : !services ? services.error().to_string()
                              : "no rows: run tests/conformance first")
              << "\n";
    return 1;
  }
  const Page page = make_page(rows, {*texts, *services});
  if (action == "--write") {
    std::ofstream(page_file) << to_text(page);
    return 0;
  }
  const auto written = kiosk::base::read_file(page_file, std::size_t{4} << 20U);
  if (!written) {
    std::cerr << written.error().to_string() << "\n";
    return 1;
  }
  return compare(page, parse_page(*written));
}
