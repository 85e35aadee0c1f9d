// Window: SDL's window and events; how its pixels get there is a presenter's business.
#include "ui/shell/window.h"

#include <SDL.h>

#include <cstdlib>
#include <optional>

#include "ui/shell/input_watch.h"

namespace ui::shell {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using toolkit::InputQueue;
using toolkit::PixelRect;
using toolkit::Point;

namespace {

constexpr std::int64_t kMouse = -1;  // the mouse as a finger

kiosk::base::Status start_sdl() {
  SDL_SetMainReady();
  setenv("XCOMPOSEFILE", "/dev/null", 0);  // nobody composes keys; parsing the file takes as long as a screen
  SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");  // else X11 goes through OpenGL: 28 ms for each update
  SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");        // a touch is not also a mouse
  SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");        // and a mouse is not also a touch
  SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");        // capturing swallows touches on X11
  SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
  if (SDL_Init(SDL_INIT_VIDEO | SDL_INIT_EVENTS) == 0) return {};
  return fail(ErrorCode::Unavailable, std::string("The screen cannot be opened: ") + SDL_GetError());
}

std::optional<toolkit::NavigationKey> key_of(const SDL_Keysym& key) {
  switch (key.sym) {
    case SDLK_TAB:
      return (key.mod & KMOD_SHIFT) != 0 ? toolkit::NavigationKey::Previous : toolkit::NavigationKey::Next;
    case SDLK_DOWN:
    case SDLK_RIGHT: return toolkit::NavigationKey::Next;
    case SDLK_UP:
    case SDLK_LEFT: return toolkit::NavigationKey::Previous;
    case SDLK_RETURN:
    case SDLK_KP_ENTER:
    case SDLK_SPACE: return toolkit::NavigationKey::Activate;
    case SDLK_ESCAPE: return toolkit::NavigationKey::Back;
    default: return std::nullopt;
  }
}

/// A letter or digit without Ctrl or Alt; SDL names these keys by their ASCII codes.
bool is_character(const SDL_Keysym& key) {
  const bool letter = key.sym >= SDLK_a && key.sym <= SDLK_z;
  const bool digit = key.sym >= SDLK_0 && key.sym <= SDLK_9;
  return (letter || digit) && (key.mod & (KMOD_CTRL | KMOD_ALT | KMOD_GUI)) == 0;
}

}  // namespace

struct Window::Handles {
  Handles() = default;
  Handles(const Handles&) = delete;
  Handles& operator=(const Handles&) = delete;
  ~Handles() {
    presenter.reset();
    if (window != nullptr) SDL_DestroyWindow(window);
    SDL_Quit();
  }
  kiosk::base::Status open(const ShellOptions& options, bool gles);

  SDL_Window* window = nullptr;
  std::unique_ptr<Presenter> presenter;
  std::unique_ptr<InputWatch> watch;  ///< only where SDL's own waiting is a loop
  Uint32 wake_event = 0;
};

kiosk::base::Status Window::Handles::open(const ShellOptions& options, bool gles) {
  presenter.reset();
  if (window != nullptr) SDL_DestroyWindow(window);
  if (gles) ask_for_gles();
  const bool full = options.kind == WindowKind::Fullscreen;
  // Without a window manager nobody enlarges a window: a full one has the screen's size from the beginning.
  SDL_Rect screen{0, 0, options.window_width, options.window_height};
  if (full) SDL_GetDisplayBounds(0, &screen);
  const auto shape = static_cast<Uint32>(full ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE);
  const Uint32 flags = shape | (gles ? static_cast<Uint32>(SDL_WINDOW_OPENGL) : 0U);
  const int place = full ? 0 : static_cast<int>(SDL_WINDOWPOS_CENTERED);
  window = SDL_CreateWindow(options.title.c_str(), place, place, screen.w, screen.h, flags);
  if (window == nullptr)
    return fail(ErrorCode::Unavailable, std::string("The window cannot be opened: ") + SDL_GetError());
  auto made = gles ? texture_presenter(window, options.display) : surface_presenter(window, options.display);
  if (!made) return tl::unexpected(made.error());
  presenter = std::move(*made);
  return {};
}

namespace {

/// SDL 2.26 blocks in its own wait under X11 and Wayland only.
bool waits_by_itself(const std::string& driver) { return driver == "x11" || driver == "wayland"; }

struct Choice {
  bool gles = false;
  std::string why;
};

Choice choose(Presentation wanted, const std::string& driver) {
  if (wanted == Presentation::Surface) return {false, "as wanted"};
  if (wanted == Presentation::Texture) return {true, "as wanted"};
  if (driver == "KMSDRM" || driver == "kmsdrm") return {true, "KMSDRM has no window surface"};
  return {false, "the window system takes pixels as they are"};
}

}  // namespace

Window::Window(std::unique_ptr<Handles> handles, const ShellOptions& options, std::string presentation)
    : handles_(std::move(handles)),
      display_(options.display),
      at_(handles_->presenter->placement()),
      presentation_(std::move(presentation)) {}

Window::~Window() = default;

kiosk::base::Result<std::unique_ptr<Window>> Window::open(const ShellOptions& options) {
  if (auto started = start_sdl(); !started) return tl::unexpected(started.error());
  auto handles = std::make_unique<Handles>();
  const std::string driver = SDL_GetCurrentVideoDriver();
  Choice choice = choose(options.presentation, driver);
  auto opened = handles->open(options, choice.gles);
  if (!opened && options.presentation == Presentation::Automatic) {
    choice = {!choice.gles, opened.error().message};
    opened = handles->open(options, choice.gles);
  }
  if (!opened) return tl::unexpected(opened.error());
  if (!waits_by_itself(driver)) handles->watch = std::make_unique<InputWatch>();
  handles->wake_event = SDL_RegisterEvents(1);
  if (options.kind == WindowKind::Fullscreen) SDL_ShowCursor(SDL_DISABLE);
  std::string words = handles->presenter->words() + ": " + choice.why;
  return std::unique_ptr<Window>(new Window(std::move(handles), options, std::move(words)));
}

Point Window::to_canvas(float window_x, float window_y) const {
  return {(window_x - static_cast<float>(at_.shown.x)) * static_cast<float>(display_.width_px) /
              static_cast<float>(at_.shown.w),
          (window_y - static_cast<float>(at_.shown.y)) * static_cast<float>(display_.height_px) /
              static_cast<float>(at_.shown.h)};
}

/// True when there may be something to read.
bool Window::sleep(kiosk::base::Duration at_most) const {
  if (handles_->watch) return handles_->watch->wait(at_most);
  return at_most.count() < 0 ? SDL_WaitEvent(nullptr) != 0
                             : SDL_WaitEventTimeout(nullptr, static_cast<int>(at_most.count())) != 0;
}

WindowEvents Window::wait(kiosk::base::Duration at_most, InputQueue& input) {
  WindowEvents events;
  SDL_Event event;
  if (SDL_PollEvent(&event) == 0) {
    events.woken = sleep(at_most) && handles_->watch != nullptr;
    if (SDL_PollEvent(&event) == 0) return events;
  }
  do {
    handle(event, input, events);
  } while (SDL_PollEvent(&event) != 0);
  return events;
}

void Window::handle(const SDL_Event& event, InputQueue& input, WindowEvents& events) {
  const auto finger = [&] {
    return to_canvas(event.tfinger.x * static_cast<float>(at_.window_width),
                     event.tfinger.y * static_cast<float>(at_.window_height));
  };
  const auto mouse = [&](Sint32 x, Sint32 y) {
    return to_canvas(static_cast<float>(x), static_cast<float>(y));
  };
  switch (event.type) {
    case SDL_QUIT: events.close = true; break;
    case SDL_FINGERDOWN: input.finger_down(event.tfinger.fingerId, finger()); break;
    case SDL_FINGERMOTION: input.finger_move(event.tfinger.fingerId, finger()); break;
    case SDL_FINGERUP: input.finger_up(event.tfinger.fingerId, finger()); break;
    case SDL_MOUSEBUTTONDOWN:
      if (event.button.which != SDL_TOUCH_MOUSEID && event.button.button == SDL_BUTTON_LEFT) {
        input.finger_down(kMouse, mouse(event.button.x, event.button.y));
      }
      break;
    case SDL_MOUSEMOTION:
      if (event.motion.which != SDL_TOUCH_MOUSEID)
        input.finger_move(kMouse, mouse(event.motion.x, event.motion.y));
      break;
    case SDL_MOUSEBUTTONUP:
      if (event.button.which != SDL_TOUCH_MOUSEID && event.button.button == SDL_BUTTON_LEFT) {
        input.finger_up(kMouse, mouse(event.button.x, event.button.y));
      }
      break;
    case SDL_KEYDOWN:
      if (event.key.repeat != 0) break;
      if (const auto key = key_of(event.key.keysym)) input.key(*key);
      if (is_character(event.key.keysym)) events.typed += static_cast<char>(event.key.keysym.sym);
      break;
    case SDL_WINDOWEVENT:
      if (event.window.event == SDL_WINDOWEVENT_EXPOSED ||
          event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED) {
        events.exposed = true;
      }
      if (event.window.event == SDL_WINDOWEVENT_FOCUS_LOST) input.cancel();
      break;
    default:
      if (event.type == handles_->wake_event) events.woken = true;
  }
}

void Window::wake() const {
  if (handles_->watch) return handles_->watch->wake();
  SDL_Event event{};
  event.type = handles_->wake_event;
  SDL_PushEvent(&event);
}

void Window::present(const std::uint32_t* pixels, const std::vector<PixelRect>& damage) {
  at_ = handles_->presenter->placement();
  handles_->presenter->present(pixels, damage);
}

}  // namespace ui::shell
