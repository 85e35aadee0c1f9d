// The gallery's first page: tiles as on the terminal's first screen.
#include <cmath>

#include "ui/toolkit/button.h"
#include "ui/toolkit/gallery_pages.h"
#include "ui/toolkit/part.h"
#include "ui/toolkit/parts.h"
#include "ui/toolkit/pictures.h"
#include "ui/toolkit/tile.h"

namespace ui::toolkit {

namespace {

constexpr TileSpec kDomains[] = {
    {.id = "police",
     .title = "公安业务",
     .subtitle = "户政・居住证・出入境",
     .icon = "security",
     .hue = HueName::Blue,
     .badge = "9 项"},
    {.id = "social",
     .title = "人社业务",
     .subtitle = "参保证明・待遇认证",
     .icon = "account-multiple",
     .hue = HueName::Teal,
     .badge = "12 项"},
    {.id = "market",
     .title = "市监业务",
     .subtitle = "营业执照・食品许可",
     .icon = "store",
     .hue = HueName::Orange,
     .badge = "6 项"},
    {.id = "tax",
     .title = "税务业务",
     .subtitle = "完税证明・代开发票",
     .icon = "receipt",
     .hue = HueName::Red,
     .badge = "8 项"},
    {.id = "finance",
     .title = "金融业务",
     .subtitle = "征信报告・社保支付",
     .icon = "cash-multiple",
     .hue = HueName::Violet,
     .badge = "3 项"},
    {.id = "traffic",
     .title = "交通业务",
     .icon = "car",
     .hue = HueName::Green,
     .disabled_reason = "系统维护，18:00 恢复"},
};

constexpr TileSpec kOften[] = {
    {.id = "o1", .title = "参保证明打印", .icon = "file-document", .hue = HueName::Teal},
    {.id = "o2", .title = "无犯罪记录证明", .icon = "security", .hue = HueName::Blue},
    {.id = "o3", .title = "营业执照打印", .icon = "certificate", .hue = HueName::Orange},
    {.id = "o4", .title = "个人所得税清单", .icon = "calculator", .hue = HueName::Red},
};

float name_height(const Ui& ui) {
  return std::fmax(ui.theme.mm(28),
                   ui.theme.line_height(TypeRole::Title) + ui.theme.line_height(TypeRole::Caption));
}

void head(Ui& ui, Rect area) {
  const Palette& c = ui.theme.color;
  ui.paint.gradient(area, c.header_start, c.header_end, 0, GradientDirection::Diagonal);
  ui.paint.push_clip(area);
  ui.paint.circle({area.w * 0.9F, area.h * 0.32F}, area.w * 0.33F, {255, 255, 255, 14});
  ui.paint.circle({area.w * 0.96F, area.h * 0.5F}, area.w * 0.25F, {255, 255, 255, 18});
  ui.paint.pop_clip();
  Rect inner = area.inset(ui.theme.margin());
  Rect top = inner.take_top(name_height(ui));
  const float disc = ui.theme.mm(27);
  const Rect seal = top.take_left(disc);
  ui.paint.circle(seal.center(), disc / 2, c.text_on_header);
  ui.paint.icon(seal, "bank", ui.theme.flat() ? c.card : c.accent_ink, disc * 0.62F);
  top.take_left(ui.theme.gap());
  label(ui, top.take_top(ui.theme.line_height(TypeRole::Title)), "云溪县政务服务大厅",
        ui.look(TypeRole::Title, c.text_on_header));
  label(ui, top, "24 小时自助服务区・01 号终端", ui.look(TypeRole::Caption, c.text_on_header));
  inner.take_top(ui.theme.gap() * 1.4F);
  heading(ui, inner.take_top(ui.theme.line_height(TypeRole::Heading)), "您好，请选择业务",
          ui.look(TypeRole::Heading, c.text_on_header));
  label(ui, inner.take_top(ui.theme.line_height(TypeRole::Body)), "43 项业务立等可取，全天开放",
        ui.look(TypeRole::Body, c.text_on_header));
}

void card_hint(Ui& ui, const Rect& rect, Gallery& gallery) {
  card(ui, rect);
  Rect inner = rect.inset(ui.theme.gap() * 1.4F, ui.theme.mm(3));
  illustration(ui, inner.take_left(inner.h * 1.25F), Illustration::CardOnReader, "把身份证放在感应区");
  inner.take_left(ui.theme.gap());
  const Rect side = inner.take_right(std::fmax(ui.theme.mm(48), ui.theme.type(TypeRole::Label) * 6.4F));
  inner.take_right(ui.theme.gap());
  const Rect box = side.centered(side.w, ui.theme.target());
  if (button(
          ui, box,
          {.id = "progress", .label = "进度查询", .kind = ButtonKind::Quiet, .icon_after = "chevron-right"}))
    ++gallery.clicks;
  TextLook title = ui.look(TypeRole::Title);
  TextLook small = ui.look(TypeRole::Caption, ui.theme.color.text_secondary);
  small.max_lines = 2;
  Rect column = inner.centered(
      inner.w, ui.theme.line_height(TypeRole::Title) + ui.theme.line_height(TypeRole::Caption) * 2);
  label(ui, column.take_top(ui.theme.line_height(TypeRole::Title)), "刷身份证，快速办理",
        fitted(ui, "刷身份证，快速办理", title, inner.w));
  label(ui, column, "放在右下方感应区，信息自动填写", small);
}

void bar(Ui& ui, const Rect& rect, Gallery& gallery) {
  ui.paint.fill(rect, ui.theme.color.card);
  constexpr ButtonSpec kItems[] = {
      {.id = "home", .label = "首页", .kind = ButtonKind::Bare, .icon = "home", .selected = true},
      {.id = "large", .label = "大字", .kind = ButtonKind::Bare, .icon = "format-size"},
      {.id = "contrast", .label = "高对比", .kind = ButtonKind::Bare, .icon = "contrast-circle"},
      {.id = "voice",
       .label = "语音",
       .kind = ButtonKind::Bare,
       .icon = "volume-high",
       .disabled_reason = "未接扬声器"},
      {.id = "low", .label = "低位", .kind = ButtonKind::Bare, .icon = "wheelchair-accessibility"},
      {.id = "help", .label = "求助", .kind = ButtonKind::Bare, .icon = "phone-in-talk"},
  };
  const Grid grid{rect.inset(ui.theme.mm(4), ui.theme.mm(1.5F)), 6, 1, ui.theme.mm(2.6F)};
  for (int i = 0; i < 6; ++i) {
    if (button(ui, grid.cell(i), kItems[i])) ++gallery.clicks;
  }
}

}  // namespace

void draw_gallery_home(Ui& ui, Gallery& gallery) {
  Rect page = ui.screen;
  const Rect foot = page.take_bottom(std::fmax(
      ui.theme.mm(33),
      ui.theme.type(TypeRole::Title) * 1.2F + ui.theme.line_height(TypeRole::Caption) + ui.theme.mm(8)));
  page.take_bottom(ui.theme.gap());
  const float head_height = ui.theme.margin() + name_height(ui) + ui.theme.gap() * 4 +
                            ui.theme.line_height(TypeRole::Heading) + ui.theme.line_height(TypeRole::Body);
  Rect top = page.take_top(head_height);
  head(ui, {top.x, top.y, top.w, top.h + ui.theme.mm(24)});
  page = page.inset(ui.theme.margin(), 0);
  card_hint(ui,
            page.take_top(std::fmax(ui.theme.mm(52), ui.theme.line_height(TypeRole::Title) +
                                                         2 * ui.theme.line_height(TypeRole::Caption) +
                                                         ui.theme.mm(10))),
            gallery);
  page.take_top(ui.theme.gap() * 1.4F);
  const float often = ui.theme.mm(30) + ui.theme.type(TypeRole::Body) * 2.2F;
  const Grid small{page.take_bottom(often), 4, 1, ui.theme.gap()};
  page.take_bottom(ui.theme.gap());
  const Rect line = page.take_bottom(ui.theme.line_height(TypeRole::Title));
  heading(ui, line, "热门即办", ui.look(TypeRole::Title));
  page.take_bottom(ui.theme.gap());
  const Grid tiles{page, 2, 3, ui.theme.gap()};
  for (int i = 0; i < 6; ++i) gallery.clicks += tile(ui, tiles.cell(i), kDomains[i]) ? 1 : 0;
  for (int i = 0; i < 4; ++i) gallery.clicks += small_tile(ui, small.cell(i), kOften[i]) ? 1 : 0;
  bar(ui, foot, gallery);
}

}  // namespace ui::toolkit
