// The drawings: one small function for each kind of device, in a square of 64 by 64 units.
#include "drivers/emulation/window/device_picture.h"

#include <array>
#include <cmath>
#include <string_view>

#include "drivers/emulation/window/looks.h"

namespace drivers::emulation::window {

using namespace ui::toolkit;

namespace {

constexpr Color kBody{51, 65, 85, 255};
constexpr Color kBodyLight{100, 116, 139, 255};
constexpr Color kDark{30, 41, 59, 255};
constexpr Color kPaper{255, 255, 255, 255};
constexpr Color kInk{148, 163, 184, 255};
constexpr Color kGreen{34, 197, 94, 255};
constexpr Color kRed{239, 68, 68, 255};
constexpr Color kAmber{245, 158, 11, 255};
constexpr Color kBlue{59, 130, 246, 255};
constexpr Color kGold{217, 170, 64, 255};

/// Units to pixels.
class Pen {
 public:
  Pen(Ui& ui, const Rect& square, const DeviceView& device)
      : ui_(ui), square_(square), unit_(square.w / 64), device_(device) {}

  const DeviceView& device() const { return device_; }
  Rect at(const Rect& r) const {
    return {square_.x + r.x * unit_, square_.y + r.y * unit_, r.w * unit_, r.h * unit_};
  }
  Point at(Point p) const { return {square_.x + p.x * unit_, square_.y + p.y * unit_}; }
  void box(const Rect& r, Color color, float radius = 2) const {
    ui_.paint.fill(at(r), color, radius * unit_);
  }
  void frame(const Rect& r, Color color, float width = 1, float radius = 2) const {
    ui_.paint.stroke(at(r), color, width * unit_, radius * unit_);
  }
  void dot(Point p, float radius, Color color) const { ui_.paint.circle(at(p), radius * unit_, color); }
  void line(Point from, Point to, Color color, float width = 1.5F) const {
    ui_.paint.line(at(from), at(to), color, width * unit_);
  }
  void sign(const Rect& r, std::string_view icon, Color color) const {
    ui_.paint.icon(at(r), icon, color, std::round(r.h * unit_));
  }
  /// A sheet with lines of writing.
  void sheet(const Rect& r, int lines) const {
    box(r, kPaper, 1.5F);
    frame(r, kInk, 0.8F, 1.5F);
    for (int i = 0; i < lines; ++i) {
      const float y = r.y + 4 + 4 * static_cast<float>(i);
      const float width = (r.w - 8) * (i % 3 == 2 ? 0.6F : 1.F);
      box({r.x + 4, y, width, 1.6F}, kInk, 0.8F);
    }
  }
  void card(const Rect& r) const {
    box(r, kPaper, 2.5F);
    frame(r, kBlue, 1, 2.5F);
    box({r.right() - 10, r.y + 4, 6.5F, 8.5F}, kBlue, 1);
    for (int i = 0; i < 3; ++i)
      box({r.x + 4, r.y + 4 + 4 * static_cast<float>(i), r.w - 18, 1.6F}, kInk, 0.8F);
  }
  void lamp(Point p) const {
    const Tone tone = device_.tone();
    dot(p, 2, !device_.plugged ? kInk : tone == Tone::Bad ? kRed : tone == Tone::Warn ? kAmber : kGreen);
  }

 private:
  Ui& ui_;
  Rect square_;
  float unit_;
  const DeviceView& device_;
};

void draw_reader(const Pen& pen) {
  pen.box({5, 20, 54, 36}, kBody, 5);
  pen.box({10, 25, 44, 22}, kDark, 3);
  pen.lamp({52, 51.5F});
  if (pen.device().value("/card") == "null") {
    pen.frame({19, 28, 26, 16}, kBodyLight, 1.2F, 2.5F);
    pen.sign({24, 29, 16, 14}, "wifi", kBodyLight);
  } else {
    pen.card({13, 14, 38, 25});
  }
}

void draw_receipt(const Pen& pen) {
  const DeviceView& device = pen.device();
  if (!device.is("/paper_out")) pen.sheet({20, 5, 24, 30}, 6);
  pen.box({8, 28, 48, 28}, kBody, 4);
  pen.box({15, 31, 34, 3.5F}, kDark, 1.5F);
  if (device.is("/jammed")) {
    const std::array<Point, 5> zigzag{pen.at(Point{16, 41}), pen.at(Point{23, 46}), pen.at(Point{30, 41}),
                                      pen.at(Point{37, 46}), pen.at(Point{44, 41})};
    for (std::size_t i = 1; i < zigzag.size(); ++i) {
      pen.line({16 + 7 * static_cast<float>(i - 1), i % 2 == 1 ? 41.F : 46.F},
               {16 + 7 * static_cast<float>(i), i % 2 == 1 ? 46.F : 41.F}, kRed, 2.4F);
    }
  }
  if (device.is("/cover_open")) pen.line({8, 29}, {52, 13}, kBodyLight, 3.2F);
  pen.lamp({49, 50});
}

void draw_certificate(const Pen& pen) {
  const DeviceView& device = pen.device();
  const bool out = device.value("/pages") != "0" || device.is("/output_full");
  if (out) pen.sheet({18, 4, 28, 22}, device.is("/output_full") ? 5 : 3);
  pen.box({6, 22, 52, 24}, kBody, 4);
  pen.box({14, 24, 36, 3}, kDark, 1.5F);
  const bool tray_out = device.is("/tray_missing");
  pen.box({tray_out ? 2.F : 10.F, 47, 44, 9}, kBodyLight, 2);
  if (device.value("/paper") != "out") pen.box({tray_out ? 6.F : 14.F, 48, 36, 3}, kPaper, 1);
  if (device.is("/cover_open")) pen.line({6, 22}, {48, 8}, kBodyLight, 3.2F);
  if (device.is("/jammed")) pen.line({20, 36}, {44, 36}, kRed, 3);
  pen.lamp({51, 41});
}

void draw_code(const Pen& pen) {
  pen.sign({18, 3, 28, 28}, "qrcode", pen.device().value("/last").empty() ? kInk : kDark);
  pen.line({14, 40}, {20, 32}, kRed, 1.2F);
  pen.line({50, 40}, {44, 32}, kRed, 1.2F);
  pen.line({20, 32}, {44, 32}, kRed, 1.6F);
  pen.box({10, 40, 44, 17}, kBody, 5);
  pen.box({17, 42, 30, 5}, kDark, 2);
  pen.lamp({47, 52});
}

void draw_social_card(const Pen& pen) {
  if (pen.device().is("/card")) {
    pen.box({17, 4, 30, 34}, {219, 234, 254, 255}, 3);
    pen.frame({17, 4, 30, 34}, kBlue, 1, 3);
    pen.box({27, 14, 10, 8}, kGold, 1.5F);
  }
  pen.box({9, 30, 46, 26}, kBody, 4);
  pen.box({14, 33, 36, 3.5F}, kDark, 1.5F);
  pen.lamp({48, 50});
}

void draw_ups(const Pen& pen) {
  const DeviceView& device = pen.device();
  const bool mains = device.is("/mains");
  pen.box({12, 6, 40, 52}, kBody, 4);
  pen.box({18, 12, 28, 26}, kDark, 3);
  const int charge = std::atoi(device.value("/charge").c_str());
  const Color level = device.is("/low") ? kRed : mains ? kGreen : kAmber;
  for (int bar = 0; bar < 4; ++bar) {
    const bool lit = charge > bar * 25;
    pen.box({21, 33 - 6 * static_cast<float>(bar), 22, 4}, lit ? level : kBody, 1);
  }
  pen.sign({25, 42, 14, 14}, "power", mains ? kGreen : kRed);
}

void draw_panel(const Pen& pen) {
  const DeviceView& device = pen.device();
  pen.box({9, 6, 32, 52}, kBody, 5);
  constexpr std::array<std::string_view, 5> kKeys{"up", "left", "ok", "right", "down"};
  constexpr std::array<Point, 5> kPlaces{Point{25, 17}, {16.5F, 26}, {25, 26}, {33.5F, 26}, {25, 35}};
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    pen.dot(kPlaces[i], i == 2 ? 3.8F : 3.2F,
            device.value("/key") == kKeys[i] ? kAmber : Color{226, 232, 240, 255});
  }
  pen.dot({17, 48}, 2.6F, kBlue);
  pen.dot({33, 48}, 2.6F, kBlue);
  pen.sign({42, 30, 18, 18}, "headphones", device.is("/headset") ? kGreen : Color{203, 213, 225, 255});
  pen.sign({42, 8, 18, 18}, "human-male", device.is("/person") ? kBlue : Color{203, 213, 225, 255});
  if (device.is("/door")) pen.line({41, 7}, {54, 57}, kRed, 2);
}

void draw_camera(const Pen& pen) {
  pen.box({6, 52, 52, 6}, kBody, 3);
  if (!pen.device().value("/document").empty()) pen.sheet({24, 32, 28, 21}, 4);
  pen.box({10, 8, 5, 46}, kBodyLight, 2);
  pen.box({10, 6, 34, 6}, kBody, 3);
  pen.box({32, 10, 12, 8}, kDark, 2);
  pen.dot({38, 18}, 3, pen.device().is("/frozen") ? kRed : kBlue);
  if (pen.device().is("/shaking")) {
    pen.line({20, 36}, {20, 48}, kAmber, 1.6F);
    pen.line({56, 36}, {56, 48}, kAmber, 1.6F);
  }
}

void draw_scanner(const Pen& pen) {
  const std::string status = pen.device().value("/status");
  const bool open = status == "SANE_STATUS_COVER_OPEN";
  if (status != "SANE_STATUS_NO_DOCS") pen.sheet({16, open ? 20.F : 8.F, 32, 26}, 5);
  if (open) pen.line({7, 36}, {44, 8}, kBodyLight, 4);
  if (!open) pen.box({5, 29, 54, 6}, kBodyLight, 3);
  pen.box({5, 36, 54, 19}, kBody, 4);
  pen.box({11, 40, 42, 4}, {186, 230, 253, 255}, 1.5F);
  if (status == "SANE_STATUS_JAMMED") pen.line({18, 32}, {46, 32}, kRed, 3);
  pen.lamp({52, 50});
}

void draw_dispenser(const Pen& pen) {
  const DeviceView& device = pen.device();
  pen.box({10, 6, 44, 44}, kBody, 4);
  pen.box({17, 12, 30, 25}, kDark, 2);
  const int cards = std::atoi(device.value("/stacker").c_str());
  const int shown = cards > 40 ? 6 : (cards + 7) / 8;
  for (int i = 0; i < shown; ++i) pen.box({19, 33 - 4 * static_cast<float>(i), 26, 2.6F}, kPaper, 0.8F);
  if (device.is("/jammed")) pen.line({18, 43.5F}, {46, 43.5F}, kRed, 3);
  if (!device.is("/jammed")) pen.box({16, 42, 32, 3}, kDark, 1.5F);
  if (device.value("/card") == "1") pen.card({14, 44, 36, 16});
}

void draw_socket(const Pen& pen) { pen.sign({8, 8, 48, 48}, "power", kBody); }

struct Drawing {
  std::string_view device;
  HueName hue;
  void (*draw)(const Pen& pen);
};

constexpr Drawing kDrawings[] = {
    {"reader", HueName::Blue, draw_reader},
    {"receipt", HueName::Orange, draw_receipt},
    {"certificate", HueName::Violet, draw_certificate},
    {"code", HueName::Teal, draw_code},
    {"code-keys", HueName::Teal, draw_code},
    {"smart-card", HueName::Green, draw_social_card},
    {"ups", HueName::Green, draw_ups},
    {"panel", HueName::Blue, draw_panel},
    {"camera", HueName::Teal, draw_camera},
    {"scanner", HueName::Violet, draw_scanner},
    {"dispenser", HueName::Orange, draw_dispenser},
};

}  // namespace

void device_picture(Ui& ui, const Rect& rect, const DeviceView& device) {
  Drawing drawing{"", HueName::Blue, draw_socket};
  for (const Drawing& known : kDrawings) {
    if (known.device == device.name) drawing = known;
  }
  ui.paint.fill(rect, ui.theme.hue(drawing.hue).soft, rect.w * 0.2F);
  drawing.draw(Pen(ui, rect.inset(rect.w * 0.06F), device));
  if (device.plugged) return;
  ui.paint.fill(rect, Color{255, 255, 255, 150}, rect.w * 0.2F);
  const Rect mark{rect.right() - rect.w * 0.36F, rect.y - rect.w * 0.04F, rect.w * 0.4F, rect.w * 0.4F};
  ui.paint.circle(mark.center(), mark.w * 0.42F, kPaper);
  ui.paint.icon(mark, "close-circle", kRed, std::round(mark.w * 0.84F));
}

}  // namespace drivers::emulation::window
