// Words: dates, names of places and masked data as the citizen reads them. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

const std::string& county_name(const Page& page);
const std::string& place_name(const Page& page);
/// As painted on the machine, two digits: 01.
std::string terminal_number(const Page& page);
/// 14:32
std::string clock_text(base::WallTime now);
/// 11月23日 星期一
std::string date_text(const Page& page);
/// 2026年11月; `month` 1 … 12.
std::string month_text(const Page& page, int year, int month);
/// From the chip's YYYYMMDD; 长期 in the citizen's language; other texts as they are.
base::SecureString chip_date(const Page& page, const base::SecureString& date);
/// "domain.social-security.name"
std::string domain_text_id(catalog::Domain domain, std::string_view what);
/// How many of the terminal's services belong to it.
int offered_in(const Page& page, catalog::Domain domain);
/// The terminal's services that the catalogue knows, in the terminal's order.
std::vector<const catalog::ServiceDefinition*> offered_services(const Page& page);
/// How many of them can begin at this moment.
int count_available(const Page& page);
/// Why it cannot begin now, in words; empty when it can.
/// Which other terminal of the hall offers it; empty when none does.
std::string nearest_text(const Page& page, const catalog::ServiceDefinition& service);
std::string unavailable_text(const Page& page, const catalog::ServiceDefinition& service);
std::string device_name(const Page& page, std::string_view device_class);
bool device_works(const Page& page, std::string_view device_class);
toolkit::HueName domain_hue(catalog::Domain domain);
std::string_view domain_icon(catalog::Domain domain);

}  // namespace ui::screens
