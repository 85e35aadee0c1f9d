// Walk: the gallery in a window, one page after the other.
#pragma once

#include <functional>

#include "kiosk/base/clock.h"
#include "kiosk/base/result.h"
#include "ui/shell/shell.h"

namespace ui::gallery {

/// Shows the widgets' pages, then every screen in every state. The strip at the top and the keys n and p
/// walk; the screen's own bar changes text size, theme, language and low mode. Returns when the window is
/// closed or `keep_running` says no. Main thread.
kiosk::base::Status walk(const shell::ShellOptions& options, const kiosk::base::Clock& clock,
                         const std::function<bool()>& keep_running);

}  // namespace ui::gallery
