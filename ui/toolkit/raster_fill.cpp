// The inner loops: spans of one colour, of a gradient, of a bitmap, with exact integer edges.
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "ui/toolkit/primitive.h"

// The hot loops exist twice, for CPUs with and without AVX2. Sanitizers do not get along with the choice at
// start.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__clang__)
#define KIOSK_FOR_EACH_CPU __attribute__((target_clones("avx2", "default")))
#else
#define KIOSK_FOR_EACH_CPU
#endif

namespace ui::toolkit {

namespace {

constexpr std::int64_t kOne = 65536;  // fixed point 16.16

/// Colour channels 0 … 255.
struct Channels {
  std::uint32_t r, g, b, a;
};

Channels channels_of(std::uint32_t imgui_color) {
  return {imgui_color & 255, imgui_color >> 8 & 255, imgui_color >> 16 & 255, imgui_color >> 24};
}

std::uint32_t times(std::uint32_t a, std::uint32_t b) {
  const std::uint32_t product = a * b + 128;
  return (product + (product >> 8)) >> 8;
}

/// source × alpha + below × (255 - alpha), rounded, two channels at a time.
inline std::uint32_t blend(std::uint32_t below, std::uint32_t source, std::uint32_t alpha) {
  const std::uint32_t rest = 255 - alpha;
  std::uint32_t red_blue = (source & 0xFF00FF) * alpha + (below & 0xFF00FF) * rest + 0x800080;
  std::uint32_t green = (source >> 8 & 0xFF) * alpha + (below >> 8 & 0xFF) * rest + 0x80;
  red_blue = (red_blue + (red_blue >> 8 & 0xFF00FF)) >> 8 & 0xFF00FF;
  green = (green + (green >> 8)) & 0xFF00;
  return 0xFF000000U | red_blue | green;
}

std::uint32_t word_of(const Channels& c) { return 0xFF000000U | c.r << 16 | c.g << 8 | c.b; }

KIOSK_FOR_EACH_CPU
void span_solid(std::uint32_t* pixels, int count, std::uint32_t word, std::uint32_t alpha) {
  if (alpha == 255) {
    std::fill(pixels, pixels + count, word);
    return;
  }
  for (int i = 0; i < count; ++i) pixels[i] = blend(pixels[i], word, alpha);
}

void span_coverage(std::uint32_t* pixels, const std::uint8_t* coverage, int count, std::uint32_t word,
                   std::uint32_t alpha) {
  for (int i = 0; i < count; ++i) {
    if (coverage[i] != 0) pixels[i] = blend(pixels[i], word, times(coverage[i], alpha));
  }
}

/// A value that changes linearly over the screen; 16.16, taken at pixel centres, exact for every pixel.
struct Plane {
  std::int64_t origin = 0, dx = 0, dy = 0;
  std::int64_t at(int x, int y) const { return origin + dx * x + dy * y; }
};

Plane plane_of(const std::array<Corner, 3>& c, double a, double b, double d) {
  const double x1 = c[1].x - c[0].x, y1 = c[1].y - c[0].y;
  const double x2 = c[2].x - c[0].x, y2 = c[2].y - c[0].y;
  const double area = x1 * y2 - x2 * y1;
  const double dx = ((b - a) * y2 - (d - a) * y1) / area * 256;
  const double dy = ((d - a) * x1 - (b - a) * x2) / area * 256;
  const double origin = a + dx * (0.5 - c[0].x / 256.0) + dy * (0.5 - c[0].y / 256.0);
  const auto fixed = [](double value) { return static_cast<std::int64_t>(std::llround(value * kOne)); };
  return {fixed(origin), fixed(dx), fixed(dy)};
}

/// The colour of a triangle as four planes.
struct Gradient {
  Plane r, g, b, a;
};

Gradient gradient_of(const std::array<Corner, 3>& c) {
  const auto plane = [&](int shift) {
    const auto channel = [&](std::size_t i) { return static_cast<double>(c[i].color >> shift & 255); };
    return plane_of(c, channel(0), channel(1), channel(2));
  };
  return {plane(0), plane(8), plane(16), plane(24)};
}

/// Ordered dithering hides the steps of large soft gradients.
constexpr std::int64_t kDither[4][4] = {{2048, 34816, 10240, 43008},
                                        {51200, 18432, 59392, 26624},
                                        {14336, 47104, 6144, 38912},
                                        {63488, 30720, 55296, 22528}};

std::uint32_t to_channel(std::int64_t fixed) {
  return static_cast<std::uint32_t>(std::clamp<std::int64_t>(fixed >> 16, 0, 255));
}

std::int32_t narrow(std::int64_t fixed) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(fixed, -(1LL << 29), 1LL << 29));
}

/// An opaque gradient in 32 bits; steps are small because the primitive is not.
KIOSK_FOR_EACH_CPU
void span_opaque_gradient(std::uint32_t* row, int first, int end, int y, const Gradient& gradient) {
  const std::int32_t start[] = {narrow(gradient.r.at(first, y)), narrow(gradient.g.at(first, y)),
                                narrow(gradient.b.at(first, y))};
  const std::int32_t step[] = {narrow(gradient.r.dx), narrow(gradient.g.dx), narrow(gradient.b.dx)};
  const std::int32_t dither[] = {
      static_cast<std::int32_t>(kDither[y & 3][0]), static_cast<std::int32_t>(kDither[y & 3][1]),
      static_cast<std::int32_t>(kDither[y & 3][2]), static_cast<std::int32_t>(kDither[y & 3][3])};
  for (int x = first; x < end; ++x) {
    const std::int32_t i = x - first;
    const std::int32_t d = dither[x & 3];
    const auto channel = [&](int k) {
      return static_cast<std::uint32_t>(std::clamp((start[k] + step[k] * i + d) >> 16, 0, 255));
    };
    row[x] = 0xFF000000U | channel(0) << 16 | channel(1) << 8 | channel(2);
  }
}

void span_gradient(std::uint32_t* row, int first, int end, int y, const Gradient& gradient) {
  std::int64_t r = gradient.r.at(first, y), g = gradient.g.at(first, y);
  std::int64_t b = gradient.b.at(first, y), a = gradient.a.at(first, y);
  for (int x = first; x < end; ++x) {
    const std::int64_t dither = kDither[y & 3][x & 3];
    const std::uint32_t alpha = to_channel(a + kOne / 2);
    const std::uint32_t word =
        to_channel(r + dither) << 16 | to_channel(g + dither) << 8 | to_channel(b + dither);
    row[x] = alpha == 255 ? 0xFF000000U | word : blend(row[x], word, alpha);
    r += gradient.r.dx;
    g += gradient.g.dx;
    b += gradient.b.dx;
    a += gradient.a.dx;
  }
}

/// Where in the texture a pixel lies, in texels.
struct Mapping {
  Plane u, v;
};

Mapping mapping_of(const std::array<Corner, 3>& c, const Texture& texture) {
  const auto texels = [&](float Corner::*axis, int size) {
    const auto at = [&](std::size_t i) { return static_cast<double>(c[i].*axis) * size - 0.5; };
    return plane_of(c, at(0), at(1), at(2));
  };
  return {texels(&Corner::u, texture.width), texels(&Corner::v, texture.height)};
}

/// The four texels around a place and how much of each, in 1/256.
struct Footprint {
  std::size_t at[4];
  std::uint32_t weight[4];
};

Footprint footprint_of(std::int64_t u, std::int64_t v, const Texture& texture) {
  const std::int64_t max_u = (texture.width - 1) * kOne;
  const std::int64_t max_v = (texture.height - 1) * kOne;
  u = std::clamp<std::int64_t>(u, 0, max_u);
  v = std::clamp<std::int64_t>(v, 0, max_v);
  const std::int64_t left = u >> 16, top = v >> 16;
  const std::int64_t right = std::min<std::int64_t>(left + 1, texture.width - 1);
  const std::int64_t bottom = std::min<std::int64_t>(top + 1, texture.height - 1);
  const auto fu = static_cast<std::uint32_t>(u >> 8 & 255), fv = static_cast<std::uint32_t>(v >> 8 & 255);
  const auto place = [&](std::int64_t x, std::int64_t y) {
    return static_cast<std::size_t>(y * texture.stride + x);
  };
  const std::uint32_t low = fu * fv >> 8;
  return {{place(left, top), place(right, top), place(left, bottom), place(right, bottom)},
          {256 - fu - fv + low, fu - low, fv - low, low}};
}

std::uint32_t sample_alpha(const Texture& texture, const Footprint& f) {
  std::uint32_t sum = 128;
  for (std::size_t i = 0; i < 4; ++i) sum += texture.alpha[f.at[i]] * f.weight[i];
  return sum >> 8;
}

Channels sample_argb(const Texture& texture, const Footprint& f) {
  Channels sum{128, 128, 128, 128};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::uint32_t word = texture.argb[f.at[i]];
    sum.a += (word >> 24) * f.weight[i];
    sum.r += (word >> 16 & 255) * f.weight[i];
    sum.g += (word >> 8 & 255) * f.weight[i];
    sum.b += (word & 255) * f.weight[i];
  }
  return {sum.r >> 8, sum.g >> 8, sum.b >> 8, sum.a >> 8};
}

/// Everything that a textured primitive needs for each pixel.
struct Sampler {
  const Texture& texture;
  Mapping mapping;
  Gradient tint;
  bool one_tint;
  Channels tint_color;

  Channels tint_at(int x, int y) const {
    if (one_tint) return tint_color;
    const auto channel = [&](const Plane& plane) { return to_channel(plane.at(x, y) + kOne / 2); };
    return {channel(tint.r), channel(tint.g), channel(tint.b), channel(tint.a)};
  }

  void span(std::uint32_t* row, int first, int end, int y) const {
    for (int x = first; x < end; ++x) {
      const Footprint footprint = footprint_of(mapping.u.at(x, y), mapping.v.at(x, y), texture);
      Channels color = tint_at(x, y);
      if (!texture.alpha.empty()) {
        color.a = times(color.a, sample_alpha(texture, footprint));
      } else {
        const Channels texel = sample_argb(texture, footprint);
        color = {times(color.r, texel.r), times(color.g, texel.g), times(color.b, texel.b),
                 times(color.a, texel.a)};
      }
      row[x] = blend(row[x], word_of(color), color.a);
    }
  }
};

/// Pixels of one row inside a triangle, by its edges; neighbours that share an edge share no pixel.
class Edges {
 public:
  explicit Edges(std::array<Corner, 3> c) {
    const std::int64_t area = cross(c[0], c[1], c[2]);
    if (area < 0) std::swap(c[1], c[2]);
    empty_ = area == 0;
    for (std::size_t i = 0; i < 3; ++i) edges_[i] = Edge(c[i], c[(i + 1) % 3]);
  }
  bool empty() const { return empty_; }

  /// Narrows [first, end) to the pixels of row `y` that are inside.
  void narrow(int y, int& first, int& end) const {
    for (const Edge& edge : edges_) edge.narrow(y, first, end);
  }

 private:
  struct Edge {
    Edge() = default;
    Edge(const Corner& from, const Corner& to) : x(from.x), y(from.y), dx(to.x - from.x), dy(to.y - from.y) {
      const bool owns_its_centres = dy < 0 || (dy == 0 && dx > 0);  // left and top edges
      bias = owns_its_centres ? 0 : -1;
    }
    static std::int64_t floor_div(std::int64_t a, std::int64_t b) {  // b > 0
      return a >= 0 ? a / b : -((-a + b - 1) / b);
    }
    void narrow(int row, int& first, int& end) const {
      // Inside: dx·(cy - y) - dy·(cx - x) + bias ≥ 0 at the centre (cx, cy).
      const std::int64_t k = dx * (std::int64_t{row} * 256 + 128 - y) + dy * x + bias;
      if (dy == 0) {
        if (k < 0) end = first;
        return;
      }
      if (dy < 0) {  // cx ≥ -k / -dy
        const std::int64_t least = -floor_div(k, -dy);
        first = std::max(first, clamp(floor_div(least + 127, 256)));
      } else {  // cx ≤ k / dy
        const std::int64_t most = floor_div(k, dy);
        end = std::min(end, clamp(floor_div(most - 128, 256) + 1));
      }
    }
    static int clamp(std::int64_t value) {
      return static_cast<int>(std::clamp<std::int64_t>(value, -1'000'000, 1'000'000));
    }
    std::int64_t x = 0, y = 0, dx = 0, dy = 0, bias = 0;
  };

  static std::int64_t cross(const Corner& a, const Corner& b, const Corner& c) {
    return std::int64_t{b.x - a.x} * (c.y - a.y) - std::int64_t{c.x - a.x} * (b.y - a.y);
  }

  std::array<Edge, 3> edges_;
  bool empty_ = false;
};

/// Calls `span(row, first, end, y)` for each row of the primitive inside the clip.
template <class Span>
void for_each_row(const Primitive& primitive, const PixelRect& clip, std::uint32_t* pixels, int stride,
                  Span span) {
  const Edges edges(primitive.corners);
  if (edges.empty()) return;
  for (int y = clip.y; y < clip.bottom(); ++y) {
    int first = clip.x;
    int end = clip.right();
    if (!primitive.rectangle) edges.narrow(y, first, end);
    if (first < end) span(pixels + static_cast<std::ptrdiff_t>(y) * stride, first, end, y);
  }
}

/// How a coverage bitmap is laid on the screen when no texel has to be mixed: text is one to one, the slices
/// of a shadow are one to one or stretched from one texel.
struct Stepping {
  bool exact = false;
  int u = 0, v = 0;  ///< texel of the pixel (0, 0)
  bool u_moves = false, v_moves = false;
};

Stepping stepping_of(const Texture& texture, const Mapping& mapping) {
  constexpr std::int64_t kSlack =
      256;  // texture coordinates are floats: 1/256 texel is their error, not a shift
  const auto near = [](std::int64_t a, std::int64_t b) { return std::abs(a - b) <= 1; };
  const auto step = [&](std::int64_t by) { return near(by, 0) || near(by, kOne); };
  const auto whole = [](std::int64_t at) { return std::abs(at - ((at + kOne / 2) >> 16) * kOne) <= kSlack; };
  Stepping result;
  const Plane &u = mapping.u, &v = mapping.v;
  result.exact = !texture.alpha.empty() && step(u.dx) && step(v.dy) && near(u.dy, 0) && near(v.dx, 0) &&
                 whole(u.origin) && whole(v.origin);
  result.u = static_cast<int>((u.origin + kOne / 2) >> 16);
  result.v = static_cast<int>((v.origin + kOne / 2) >> 16);
  result.u_moves = near(u.dx, kOne);
  result.v_moves = near(v.dy, kOne);
  return result;
}

void fill_stepped(const Primitive& primitive, const Texture& texture, const Stepping& stepping,
                  const PixelRect& clip, std::uint32_t* pixels, int stride) {
  const Channels tint = channels_of(primitive.corners[0].color);
  const std::uint32_t word = word_of(tint);
  for_each_row(primitive, clip, pixels, stride, [&](std::uint32_t* row, int first, int end, int y) {
    const int v = std::clamp(stepping.v + (stepping.v_moves ? y : 0), 0, texture.height - 1);
    const int u = std::clamp(stepping.u + (stepping.u_moves ? first : 0), 0, texture.width - 1);
    const std::uint8_t* coverage = &texture.alpha[static_cast<std::size_t>(v * texture.stride + u)];
    if (!stepping.u_moves) {
      span_solid(row + first, end - first, word, times(*coverage, tint.a));
    } else {
      span_coverage(row + first, coverage, std::min(end - first, texture.width - u), word, tint.a);
    }
  });
}

void fill_textured(const Primitive& primitive, const Texture& texture, const PixelRect& clip,
                   std::uint32_t* pixels, int stride) {
  const Mapping mapping = mapping_of(primitive.corners, texture);
  const Stepping stepping = stepping_of(texture, mapping);
  if (primitive.rectangle && stepping.exact) {
    fill_stepped(primitive, texture, stepping, clip, pixels, stride);
    return;
  }
  const Channels tint = channels_of(primitive.corners[0].color);
  const Sampler sampler{texture, mapping, gradient_of(primitive.corners), primitive.one_color, tint};
  for_each_row(primitive, clip, pixels, stride,
               [&](std::uint32_t* row, int first, int end, int y) { sampler.span(row, first, end, y); });
}

/// Opaque, and so large that its colours change by less than a step of 255 per pixel.
bool is_calm(const Primitive& primitive, const Gradient& gradient) {
  std::uint32_t alpha = 255;
  for (const Corner& corner : primitive.corners) alpha &= corner.color >> 24;
  const auto calm = [](const Plane& plane) { return std::abs(plane.dx) < 16 * kOne / 64; };
  return alpha == 255 && calm(gradient.r) && calm(gradient.g) && calm(gradient.b);
}

}  // namespace

void fill_primitive(const Primitive& primitive, const Texture* texture, const PixelRect& clip,
                    std::uint32_t* pixels, int stride) {
  if (texture != nullptr) {
    fill_textured(primitive, *texture, clip, pixels, stride);
  } else if (primitive.one_color) {
    const Channels color = channels_of(primitive.corners[0].color);
    for_each_row(primitive, clip, pixels, stride, [&](std::uint32_t* row, int first, int end, int) {
      span_solid(row + first, end - first, word_of(color), color.a);
    });
  } else {
    const Gradient gradient = gradient_of(primitive.corners);
    const auto span = is_calm(primitive, gradient) ? &span_opaque_gradient : &span_gradient;
    for_each_row(primitive, clip, pixels, stride,
                 [&](std::uint32_t* row, int first, int end, int y) { span(row, first, end, y, gradient); });
  }
}

}  // namespace ui::toolkit
