// Mapping of preferences, texts and display.
#include "ui/screens/presentation.h"

namespace ui::screens {
namespace flow = kiosk::flow;

namespace {

toolkit::TextSize text_size_of(flow::TextSize size) {
  switch (size) {
    case flow::TextSize::Standard: return toolkit::TextSize::Standard;
    case flow::TextSize::Large: return toolkit::TextSize::Large;
    case flow::TextSize::Larger: return toolkit::TextSize::Larger;
    case flow::TextSize::Largest: return toolkit::TextSize::Largest;
  }
  return toolkit::TextSize::Standard;
}

std::string theme_of(flow::ThemeChoice choice, const std::string& terminals_own) {
  switch (choice) {
    case flow::ThemeChoice::Default: return terminals_own;
    case flow::ThemeChoice::HighContrast: return "high-contrast";
    case flow::ThemeChoice::Night: return "night";
  }
  return terminals_own;
}

}  // namespace

toolkit::UiSettings ui_settings(const flow::Preferences& preferences,
                                const kiosk::settings::TerminalSettings& terminal) {
  toolkit::UiSettings settings;
  settings.theme = theme_of(preferences.theme, terminal.theme);
  settings.text_size = text_size_of(preferences.text_size);
  settings.reduced_motion = terminal.reduced_motion;
  return settings;
}

toolkit::WidgetTexts widget_texts(const kiosk::catalog::Texts& texts, kiosk::catalog::Language language) {
  const auto get = [&](std::string_view id) { return texts.get(id, language); };
  toolkit::WidgetTexts words;
  words.change = get("common.change");
  words.previous_page = get("common.previous-page");
  words.next_page = get("common.next-page");
  words.page_of = get("common.page-of");
  words.backspace = get("keyboard.delete");
  words.clear = get("keyboard.clear");
  words.done = get("keyboard.done");
  words.space = get("keyboard.space");
  words.shift = get("keyboard.shift");
  words.letters = get("keyboard.latin");
  words.digits = get("keyboard.digits");
  words.entry_modes = {get("keyboard.pinyin"),  get("keyboard.nine"),   get("keyboard.handwriting"),
                       get("keyboard.strokes"), get("keyboard.rare"),   get("keyboard.latin"),
                       get("keyboard.digits"),  get("keyboard.symbols")};
  words.strokes = {get("keyboard.stroke.horizontal"), get("keyboard.stroke.vertical"),
                   get("keyboard.stroke.left"),       get("keyboard.stroke.dot"),
                   get("keyboard.stroke.turn"),       get("keyboard.stroke.any")};
  words.entry_hints = {get("keyboard.hint.pinyin"),      get("keyboard.hint.nine"),
                       get("keyboard.hint.handwriting"), get("keyboard.hint.strokes"),
                       get("keyboard.hint.rare"),        get("keyboard.hint.code")};
  words.candidate = get("keyboard.candidate");
  words.numbers = get("keyboard.numbers");
  words.split = get("keyboard.split");
  words.undo_stroke = get("keyboard.undo-stroke");
  words.rewrite = get("keyboard.rewrite");
  words.write_here = get("keyboard.write-here");
  words.by_radical = get("keyboard.by-radical");
  words.by_code = get("keyboard.by-code");
  words.no_candidates = get("keyboard.no-candidates");
  words.choose_word = get("keyboard.choose");
  words.year = get("form.date.year");
  words.month = get("form.date.month");
  words.day = get("form.date.day");
  words.increase = get("widget.increase");
  words.decrease = get("widget.decrease");
  words.unavailable = get("widget.unavailable");
  words.please_wait = get("common.please-wait");
  words.sign_here = get("sign.title");
  return words;
}

toolkit::Display display_of(const kiosk::settings::DisplaySettings& display) {
  toolkit::Display out;
  out.width_px = display.width_px;
  out.height_px = display.height_px;
  out.px_per_mm = static_cast<float>(static_cast<double>(display.width_px) / display.width_mm);
  return out;
}

}  // namespace ui::screens
