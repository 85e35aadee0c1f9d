// From a visit's preferences and a terminal's settings to what the toolkit is told.
#pragma once

#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/session.h"
#include "kiosk/settings/terminal_settings.h"
#include "ui/toolkit/theme.h"
#include "ui/toolkit/ui.h"
#include "ui/toolkit/ui_host.h"

namespace ui::screens {

/// The theme "high-contrast" or "night" when the citizen chose it, otherwise the terminal's own.
toolkit::UiSettings ui_settings(const kiosk::flow::Preferences& preferences,
                                const kiosk::settings::TerminalSettings& terminal);
/// Words inside widgets in this language.
toolkit::WidgetTexts widget_texts(const kiosk::catalog::Texts& texts, kiosk::catalog::Language language);
/// The display that the canvas is made for.
toolkit::Display display_of(const kiosk::settings::DisplaySettings& display);

}  // namespace ui::screens
