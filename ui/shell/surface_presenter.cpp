// SDL's window surface.
#include <SDL.h>

#include <algorithm>
#include <cmath>

#include "ui/shell/presenter.h"

namespace ui::shell {

using toolkit::PixelRect;

Placement place_canvas(const toolkit::Display& canvas, int window_width, int window_height) {
  const double scale = std::min(static_cast<double>(window_width) / canvas.width_px,
                                static_cast<double>(window_height) / canvas.height_px);
  const int width = static_cast<int>(std::lround(canvas.width_px * scale));
  const int height = static_cast<int>(std::lround(canvas.height_px * scale));
  return {
      window_width, window_height, {(window_width - width) / 2, (window_height - height) / 2, width, height}};
}

namespace {

class SurfacePresenter final : public Presenter {
 public:
  SurfacePresenter(SDL_Window* window, const toolkit::Display& canvas) : window_(window), canvas_(canvas) {}

  Placement placement() const override {
    const SDL_Surface* surface = SDL_GetWindowSurface(window_);
    return surface == nullptr ? Placement{} : place_canvas(canvas_, surface->w, surface->h);
  }
  void present(const std::uint32_t* pixels, const std::vector<PixelRect>& damage) override;
  std::string words() const override {
    return std::string("SDL window surface (") + SDL_GetCurrentVideoDriver() + "), drawn by the CPU";
  }

 private:
  SDL_Window* window_;
  toolkit::Display canvas_;
  std::vector<SDL_Rect> changed_;
};

void SurfacePresenter::present(const std::uint32_t* pixels, const std::vector<PixelRect>& damage) {
  SDL_Surface* target = SDL_GetWindowSurface(window_);
  if (target == nullptr || damage.empty()) return;
  const PixelRect shown = place_canvas(canvas_, target->w, target->h).shown;
  // SDL does not write to the source of a blit; its interface merely lacks the const.
  SDL_Surface* source =
      SDL_CreateRGBSurfaceWithFormatFrom(const_cast<std::uint32_t*>(pixels), canvas_.width_px,
                                         canvas_.height_px, 32, canvas_.width_px * 4, SDL_PIXELFORMAT_RGB888);
  if (source == nullptr) return;
  changed_.clear();
  if (shown.w == canvas_.width_px && shown.h == canvas_.height_px) {
    for (const PixelRect& rect : damage) {
      const SDL_Rect from{rect.x, rect.y, rect.w, rect.h};
      SDL_Rect to{rect.x + shown.x, rect.y + shown.y, rect.w, rect.h};
      SDL_BlitSurface(source, &from, target, &to);
      changed_.push_back(to);
    }
  } else {
    // A desk's smaller window: scaled as a whole, because the filter looks across the rectangles' edges.
    const SDL_Rect to{shown.x, shown.y, shown.w, shown.h};
    SDL_SoftStretchLinear(source, nullptr, target, &to);
    changed_.push_back(to);
  }
  SDL_FreeSurface(source);
  SDL_UpdateWindowSurfaceRects(window_, changed_.data(), static_cast<int>(changed_.size()));
}

}  // namespace

kiosk::base::Result<std::unique_ptr<Presenter>> surface_presenter(SDL_Window* window,
                                                                  const toolkit::Display& canvas) {
  if (SDL_GetWindowSurface(window) == nullptr) {
    return kiosk::base::fail(kiosk::base::ErrorCode::Unavailable,
                             std::string("The window has no surface: ") + SDL_GetError());
  }
  return std::make_unique<SurfacePresenter>(window, canvas);
}

}  // namespace ui::shell
