// Reading a driver's settings: whole numbers with limits, and complaints about unknown words.
#pragma once

#include <map>
#include <set>
#include <string>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"

namespace drivers::printing {

using SettingMap = std::map<std::string, std::string>;

/// InvalidArgument when there is a setting that is not in `known`.
kiosk::base::Status check_settings(const SettingMap& settings, const std::set<std::string>& known);
/// The number at `name`, or `otherwise`. InvalidArgument unless it is a whole number in 1…3600000.
kiosk::base::Result<int> number_setting(const SettingMap& settings, const std::string& name, int otherwise);
/// The text at `name`, or `otherwise`.
std::string text_setting(const SettingMap& settings, const std::string& name, const std::string& otherwise);

}  // namespace drivers::printing
