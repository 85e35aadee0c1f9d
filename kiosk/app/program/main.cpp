// kiosk: the program of the terminal.
#include <signal.h>

#include <iostream>

#include "kiosk/app/finger.h"
#include "kiosk/app/hardening.h"
#include "kiosk/app/replay.h"
#include "kiosk/app/terminal.h"
#include "kiosk/app/tree_dump.h"
#include "kiosk/base/command_line.h"
#include "ui/gallery/album.h"
#include "ui/gallery/stage.h"
#include "ui/gallery/walk.h"
#include "ui/screens/presentation.h"
#include "ui/shell/sdl_audio.h"
#include "ui/shell/shell.h"

namespace {

using namespace kiosk;

volatile sig_atomic_t asked_to_end = 0;

void remember_to_end(int) { asked_to_end = 1; }

int complain(const base::Error& error, int exit_code) {
  std::cerr << "kiosk: " << error.to_string() << "\n";
  return exit_code;
}

/// SIGTERM and SIGINT end the loop; the handler only sets a flag, so the loop looks at least this often.
constexpr base::Duration kLookAround{250};

ui::shell::ShellOptions shell_options(const app::Options& options,
                                      const settings::TerminalSettings& terminal) {
  ui::shell::ShellOptions shell;
  shell.display = ui::screens::display_of(terminal.display);
  shell.theme_folder = options.config / "theme";
  shell.theme_schema = options.config / "schemas" / "theme.schema.json";
  shell.title = "kiosk " + terminal.id.value;
  shell.kind = options.headless ? ui::shell::WindowKind::Headless : ui::shell::WindowKind::Fullscreen;
  if (options.window) {
    shell.kind = ui::shell::WindowKind::Windowed;
    shell.window_width = options.window->first;
    shell.window_height = options.window->second;
  }
  if (options.show_by == "surface") shell.presentation = ui::shell::Presentation::Surface;
  if (options.show_by == "texture") shell.presentation = ui::shell::Presentation::Texture;
  return shell;
}

int replay(const app::Options& options, const app::TerminalData& data) {
  const auto report = app::replay_visit(options, data);
  if (!report) return complain(report.error(), base::kExitUnavailable);
  std::cout << report->events << " events replayed, ended on " << report->end << ", ";
  if (report->different == 0) {
    std::cout << "the same end\n";
    return base::kExitOk;
  }
  std::cout << report->different << " differ, the first is number " << report->first_different << "\n";
  return base::kExitFailed;
}

int show_gallery(const app::Options& options, const app::TerminalData& data) {
  ui::gallery::read_from({options.config, ui::entry::default_tables()});
  if (options.gallery_out.empty()) {
    const base::SystemClock clock;
    auto wanted = shell_options(options, data.settings);
    if (!options.window) wanted.kind = ui::shell::WindowKind::Windowed;
    const auto shown = ui::gallery::walk(wanted, clock, [] { return asked_to_end == 0; });
    return shown ? base::kExitOk : complain(shown.error(), base::kExitUnavailable);
  }
  const auto written = ui::gallery::write_album(options.gallery_out);
  if (!written) return complain(written.error(), base::kExitFailed);
  std::cout << written->pictures << " pictures in " << options.gallery_out.string() << "\n";
  return base::kExitOk;
}

int print_tree(const base::Result<base::Json>& tree) {
  if (!tree) return complain(tree.error(), base::kExitUnavailable);
  std::cout << tree->dump(2) << "\n";
  return base::kExitOk;
}

int run(const app::Options& options, const app::TerminalData& data) {
  const base::SystemClock clock;
  const auto wanted = shell_options(options, data.settings);
  auto shell = ui::shell::Shell::open(wanted, clock);
  if (!shell) return complain(shell.error(), base::kExitUnavailable);
  app::Terminal terminal(options, data, clock, {(*shell)->mailbox(), (*shell)->host()});
  terminal.set_display((*shell)->presentation());
  if (!options.headless) {
    const auto voice = ui::voice::VoiceSettings::load(options.config);
    if (!voice) return complain(voice.error(), base::kExitConfig);
    terminal.set_audio(std::make_unique<ui::shell::SdlAudio>(
        ui::shell::AudioDevices{voice->speaker_device, voice->headset_device}));
  }
  if (const auto started = terminal.start(); !started)
    return complain(started.error(), base::kExitUnavailable);
  terminal.on_change([&] { (*shell)->request_frame(); });
  std::unique_ptr<app::Finger> finger;
  if (!options.finger.empty()) {
    auto made =
        app::Finger::start(options.finger,
                           {(*shell)->host(), (*shell)->mailbox(), [&] { return terminal.state(); },
                            [&] { return terminal.frame_is_current(); }, [&] { (*shell)->request_frame(); },
                            [&](const std::string& text) { return terminal.voice()->heard(text); }},
                           clock);
    if (!made) return complain(made.error(), base::kExitUnavailable);
    terminal.voice()->remember_what_is_heard();
    finger = std::move(*made);
  }
  const ui::shell::ShellCallbacks callbacks{[&](ui::toolkit::Ui& ui) { terminal.draw(ui); },
                                            [&] {
                                              if (terminal.after_frame()) (*shell)->request_frame();
                                              if (finger) finger->look();
                                            },
                                            {}};
  while (asked_to_end == 0 && !(*shell)->quitting()) (*shell)->step(callbacks, kLookAround);
  finger.reset();
  terminal.stop();
  return base::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  app::harden_process();
  signal(SIGTERM, remember_to_end);
  signal(SIGINT, remember_to_end);
  int exit_code = 0;
  const auto options = app::parse_options(argc, argv, exit_code);
  if (!options) return exit_code;
  if (options->dump_tree && !options->finger.empty()) return print_tree(app::ask_tree(options->finger));
  const auto data = app::TerminalData::load(*options);
  if (!data) return complain(data.error(), base::kExitConfig);
  if (options->gallery) return show_gallery(*options, *data);
  if (options->dump_tree) return print_tree(app::attract_tree(*options, *data));
  return options->replay.empty() ? run(*options, *data) : replay(*options, *data);
}
