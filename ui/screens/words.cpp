// Wordings that several screens share.
#include "ui/screens/words.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "kiosk/flow/flow_engine.h"

namespace ui::screens {
namespace {

std::string two_digits(int value) {
  std::array<char, 8> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%02d", value);
  return buffer.data();
}

std::string_view word_of(flow::Unavailable why) {
  switch (why) {
    case flow::Unavailable::NotHere: return "unavailable.not-here";
    case flow::Unavailable::DeviceMissing: return "unavailable.device-missing";
    case flow::Unavailable::CentreOffline: return "unavailable.centre-offline";
    case flow::Unavailable::QueueFull: return "unavailable.queue-full";
  }
  return "unavailable.not-here";
}

}  // namespace

const std::string& county_name(const Page& page) {
  return page.chinese() ? page.view.terminal.county_zh : page.view.terminal.county_en;
}

const std::string& place_name(const Page& page) {
  return page.chinese() ? page.view.terminal.place_zh : page.view.terminal.place_en;
}

std::string terminal_number(const Page& page) { return two_digits(page.view.terminal.number); }

std::string clock_text(base::WallTime now) {
  const base::CivilTime civil = base::to_civil(now);
  return two_digits(civil.hour) + ":" + two_digits(civil.minute);
}

std::string date_text(const Page& page) {
  const base::CivilTime civil = base::to_civil(page.view.now);
  return page.text("header.date", {{"month", page.text("month." + std::to_string(civil.month))},
                                   {"day", std::to_string(civil.day)},
                                   {"weekday", page.text("weekday." + std::to_string(civil.weekday))}});
}

std::string month_text(const Page& page, int year, int month) {
  return page.text("date.year-month",
                   {{"year", std::to_string(year)}, {"month", page.text("month." + std::to_string(month))}});
}

base::SecureString chip_date(const Page& page, const base::SecureString& date) {
  const std::string_view chip = date.reveal();
  const bool digits =
      chip.size() == 8 && std::all_of(chip.begin(), chip.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return chip == "长期" ? base::SecureString(page.text("confirm.long-term")) : date;
  const auto number = [chip](std::size_t at, std::size_t count) {
    int value = 0;
    for (const char c : chip.substr(at, count)) value = value * 10 + (c - '0');
    return value;
  };
  const int month = std::clamp(number(4, 2), 1, 12);
  return base::SecureString(page.text("date.day", {{"year", std::to_string(number(0, 4))},
                                                   {"month", page.text("month." + std::to_string(month))},
                                                   {"day", std::to_string(number(6, 2))}}));
}

std::string domain_text_id(catalog::Domain domain, std::string_view what) {
  return "domain." + std::string(to_string(domain)) + "." + std::string(what);
}

std::vector<const catalog::ServiceDefinition*> offered_services(const Page& page) {
  std::vector<const catalog::ServiceDefinition*> offered;
  for (const base::ServiceId& id : page.view.terminal.services) {
    if (const auto* service = page.view.catalog.find(id)) offered.push_back(service);
  }
  return offered;
}

int count_available(const Page& page) {
  const auto offered = offered_services(page);
  return static_cast<int>(std::count_if(offered.begin(), offered.end(), [&page](const auto* service) {
    return service->domain != catalog::Domain::CountyService && !flow::why_unavailable(*service, page.view.terminal, page.session().surroundings);
  }));
}

int offered_in(const Page& page, catalog::Domain domain) {
  const auto offered = offered_services(page);
  return static_cast<int>(std::count_if(offered.begin(), offered.end(),
                                        [domain](const auto* service) { return service->domain == domain; }));
}

std::string unavailable_text(const Page& page, const catalog::ServiceDefinition& service) {
  const auto why = flow::why_unavailable(service, page.view.terminal, page.session().surroundings);
  return why ? page.text(word_of(*why)) : std::string();
}

std::string nearest_text(const Page& page, const catalog::ServiceDefinition& service) {
  if (page.view.fleet == nullptr) return {};
  const auto* other = page.view.fleet->nearest_that_offers(service.id, page.view.terminal);
  if (other == nullptr) return {};
  return page.text("unavailable.nearest", {{"number", two_digits(other->number)},
                                           {"place", page.chinese() ? other->place_zh : other->place_en}});
}

std::string device_name(const Page& page, std::string_view device_class) {
  const std::string id = "device." + std::string(device_class);
  return page.view.catalog.texts().has(id) ? page.text(id) : std::string(device_class);
}

bool device_works(const Page& page, std::string_view device_class) {
  const auto& usable = page.session().surroundings.usable_devices;
  return std::find(usable.begin(), usable.end(), device_class) != usable.end();
}

toolkit::HueName domain_hue(catalog::Domain domain) {
  switch (domain) {
    case catalog::Domain::PublicSecurity: return HueName::Blue;
    case catalog::Domain::SocialSecurity: return HueName::Teal;
    case catalog::Domain::MarketRegulation: return HueName::Orange;
    case catalog::Domain::Taxation: return HueName::Red;
    case catalog::Domain::Finance: return HueName::Violet;
    case catalog::Domain::Transport: return HueName::Green;
    case catalog::Domain::CountyService: return HueName::Teal;
  }
  return HueName::Blue;
}

std::string_view domain_icon(catalog::Domain domain) {
  switch (domain) {
    case catalog::Domain::PublicSecurity: return "security";
    case catalog::Domain::SocialSecurity: return "account-multiple";
    case catalog::Domain::MarketRegulation: return "store";
    case catalog::Domain::Taxation: return "receipt";
    case catalog::Domain::Finance: return "cash-multiple";
    case catalog::Domain::Transport: return "car";
    case catalog::Domain::CountyService: return "phone";
  }
  return "apps";
}

}  // namespace ui::screens
