// Window: SDL2 without OpenGL.
#include "ui/shell/window.h"

#include <SDL.h>

#include <algorithm>
#include <cmath>
#include <optional>

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
    if (window != nullptr) SDL_DestroyWindow(window);
    SDL_Quit();
  }
  SDL_Window* window = nullptr;
  Uint32 wake_event = 0;
};

Window::Window(std::unique_ptr<Handles> handles, const ShellOptions& options)
    : handles_(std::move(handles)), display_(options.display) {
  place_canvas();
}

Window::~Window() = default;

kiosk::base::Result<std::unique_ptr<Window>> Window::open(const ShellOptions& options) {
  if (auto started = start_sdl(); !started) return tl::unexpected(started.error());
  auto handles = std::make_unique<Handles>();
  const bool full = options.kind == WindowKind::Fullscreen;
  const Uint32 flags = full ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
  handles->window = SDL_CreateWindow(options.title.c_str(), SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                     options.window_width, options.window_height, flags);
  if (handles->window == nullptr || SDL_GetWindowSurface(handles->window) == nullptr) {
    return fail(ErrorCode::Unavailable, std::string("The window cannot be opened: ") + SDL_GetError());
  }
  handles->wake_event = SDL_RegisterEvents(1);
  if (full) SDL_ShowCursor(SDL_DISABLE);
  return std::unique_ptr<Window>(new Window(std::move(handles), options));
}

void Window::place_canvas() {
  const SDL_Surface* surface = SDL_GetWindowSurface(handles_->window);
  if (surface == nullptr) return;
  window_width_ = surface->w;
  window_height_ = surface->h;
  const double scale = std::min(static_cast<double>(window_width_) / display_.width_px,
                                static_cast<double>(window_height_) / display_.height_px);
  const int width = static_cast<int>(std::lround(display_.width_px * scale));
  const int height = static_cast<int>(std::lround(display_.height_px * scale));
  shown_ = {(window_width_ - width) / 2, (window_height_ - height) / 2, width, height};
}

Point Window::to_canvas(float window_x, float window_y) const {
  return {(window_x - static_cast<float>(shown_.x)) * static_cast<float>(display_.width_px) /
              static_cast<float>(shown_.w),
          (window_y - static_cast<float>(shown_.y)) * static_cast<float>(display_.height_px) /
              static_cast<float>(shown_.h)};
}

WindowEvents Window::wait(kiosk::base::Duration at_most, InputQueue& input) {
  WindowEvents events;
  SDL_Event event;
  const bool got = at_most.count() < 0 ? SDL_WaitEvent(&event) != 0
                                       : SDL_WaitEventTimeout(&event, static_cast<int>(at_most.count())) != 0;
  if (!got) return events;
  do {
    handle(event, input, events);
  } while (SDL_PollEvent(&event) != 0);
  return events;
}

void Window::handle(const SDL_Event& event, InputQueue& input, WindowEvents& events) {
  const auto finger = [&] {
    return to_canvas(event.tfinger.x * static_cast<float>(window_width_),
                     event.tfinger.y * static_cast<float>(window_height_));
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
  SDL_Event event{};
  event.type = handles_->wake_event;
  SDL_PushEvent(&event);
}

void Window::present(const std::uint32_t* pixels, const std::vector<PixelRect>& damage) {
  SDL_Surface* target = SDL_GetWindowSurface(handles_->window);
  if (target == nullptr || damage.empty()) return;
  if (target->w != window_width_ || target->h != window_height_) place_canvas();
  // SDL does not write to the source of a blit; its interface merely lacks the const.
  SDL_Surface* source = SDL_CreateRGBSurfaceWithFormatFrom(const_cast<std::uint32_t*>(pixels),
                                                           display_.width_px, display_.height_px, 32,
                                                           display_.width_px * 4, SDL_PIXELFORMAT_RGB888);
  if (source == nullptr) return;
  std::vector<SDL_Rect> changed;
  if (shown_.w == display_.width_px && shown_.h == display_.height_px) {
    for (const PixelRect& rect : damage) {
      const SDL_Rect from{rect.x, rect.y, rect.w, rect.h};
      SDL_Rect to{rect.x + shown_.x, rect.y + shown_.y, rect.w, rect.h};
      SDL_BlitSurface(source, &from, target, &to);
      changed.push_back(to);
    }
  } else {
    // A desk's smaller window: scaled as a whole, because the filter looks across the rectangles' edges.
    const SDL_Rect to{shown_.x, shown_.y, shown_.w, shown_.h};
    SDL_SoftStretchLinear(source, nullptr, target, &to);
    changed.push_back(to);
  }
  SDL_FreeSurface(source);
  SDL_UpdateWindowSurfaceRects(handles_->window, changed.data(), static_cast<int>(changed.size()));
}

}  // namespace ui::shell
