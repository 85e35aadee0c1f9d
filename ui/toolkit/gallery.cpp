// The gallery's pages.
#include "ui/toolkit/gallery.h"

#include <cmath>

#include "ui/toolkit/button.h"
#include "ui/toolkit/choice_card.h"
#include "ui/toolkit/gallery_pages.h"
#include "ui/toolkit/parts.h"
#include "ui/toolkit/tile.h"

namespace ui::toolkit {

namespace {

void title(Ui& ui, Rect& page, TextRef text) {
  heading(ui, page.take_top(ui.theme.line_height(TypeRole::Title)), text, ui.look(TypeRole::Title));
  page.take_top(ui.theme.small_gap());
}

Rect next_row(Ui& ui, Rect& page, float height) {
  const Rect row = page.take_top(height);
  page.take_top(ui.theme.gap());
  return row;
}

void count(Gallery& gallery, bool pressed) { gallery.clicks += pressed ? 1 : 0; }

void draw_buttons(Ui& ui, Rect page, Gallery& gallery) {
  title(ui, page, "按钮");
  const Grid first{next_row(ui, page, ui.theme.primary_target()), 2, 1, ui.theme.gap()};
  count(gallery, button(ui, first.cell(0), {.id = "b1", .label = "返回", .icon = "chevron-left"}));
  count(gallery,
        button(ui, first.cell(1),
               {.id = "b2", .label = "下一步", .kind = ButtonKind::Primary, .icon_after = "chevron-right"}));
  const Grid second{next_row(ui, page, ui.theme.primary_target()), 2, 1, ui.theme.gap()};
  count(gallery,
        button(ui, second.cell(0),
               {.id = "b3", .label = "结束办理", .kind = ButtonKind::Danger, .icon = "exit-to-app"}));
  count(gallery,
        button(ui, second.cell(1),
               {.id = "b4", .label = "进度查询", .kind = ButtonKind::Quiet, .icon_after = "chevron-right"}));
  const Grid third{next_row(ui, page, ui.theme.primary_target() * 1.15F), 2, 1, ui.theme.gap()};
  count(gallery, button(ui, third.cell(0),
                        {.id = "b5",
                         .label = "打印证明",
                         .kind = ButtonKind::Primary,
                         .icon = "printer",
                         .disabled_reason = "打印机缺纸"}));
  count(gallery, button(ui, third.cell(1),
                        {.id = "b6", .label = "正在提交", .kind = ButtonKind::Primary, .busy = true}));
  title(ui, page, "提示");
  const float height = banner_height(ui.theme);
  banner(ui, next_row(ui, page, height),
         {.kind = BannerKind::Info,
          .title = "请把身份证放在右下方感应区",
          .detail = "读取后信息自动填写，不用输入。"});
  banner(ui, next_row(ui, page, height),
         {.kind = BannerKind::Success, .title = "已受理", .detail = "受理号 YX20261123-01-000123"});
  banner(ui, next_row(ui, page, height),
         {.kind = BannerKind::Warning,
          .title = "网络暂时中断，已为您保存",
          .detail = "恢复后自动提交，凭回执号可在任意终端查询。"});
  banner(ui, next_row(ui, page, height),
         {.kind = BannerKind::Error,
          .title = "没有读到身份证",
          .detail = "请取下后重新放平；仍不行可到 1 号窗口办理。"});
  progress_bar(ui, next_row(ui, page, ui.theme.mm(6)), 0.42F, "正在打印");
  spinner(ui, next_row(ui, page, ui.theme.mm(24)), "请稍候");
}

void draw_choices(Ui& ui, Rect page, Gallery& gallery) {
  stepper(ui, next_row(ui, page, stepper_height(ui.theme)),
          {.step = 2, .count = 4, .text = "第 2 步 / 共 4 步"});
  title(ui, page, "请选择险种");
  const float height = choice_height(ui.theme);
  const char* names[] = {"城镇职工基本养老保险", "城乡居民基本养老保险", "失业保险"};
  for (int i = 0; i < 3; ++i) {
    const std::string id = "c" + std::to_string(i);
    const ChoiceSpec spec{
        .id = id, .title = names[i], .detail = "2015 年 3 月至今", .selected = gallery.chosen == i};
    if (choice_card(ui, next_row(ui, page, height), spec)) gallery.chosen = i;
  }
  choice_card(ui, next_row(ui, page, height),
              {.id = "c3", .title = "工伤保险", .disabled_reason = "您没有工伤保险的参保记录"});
  choice_card(ui, next_row(ui, page, height),
              {.id = "c4", .title = "生育保险", .detail = "请至少选择一项", .error = true});
  if (check_card(ui, next_row(ui, page, height),
                 {.id = "k1", .title = "我已阅读并同意《个人信息使用告知》", .selected = gallery.checked})) {
    gallery.checked = !gallery.checked;
  }
  check_card(ui, next_row(ui, page, height), {.id = "k2", .title = "同时打印缴费明细", .detail = "共 2 页"});
}

void draw_fields(Ui& ui, Rect page, Gallery& gallery) {
  title(ui, page, "请核对您的信息");
  const float row = field_row_height(ui.theme);
  Rect box = next_row(ui, page, 5 * row + ui.theme.mm(6));
  card(ui, box);
  box = box.inset(ui.theme.mm(6), ui.theme.mm(3));
  const kiosk::base::SecureString name("测试人\U0002CC56");
  const kiosk::base::SecureString number("100000********0013");
  field_row(ui, box.take_top(row), {.id = "f1", .label = "姓名", .value = name});
  field_row(ui, box.take_top(row), {.id = "f2", .label = "身份证号", .value = number});
  count(gallery,
        field_row(ui, box.take_top(row),
                  {.id = "f3", .label = "参保险种", .value = "城乡居民基本养老保险", .changeable = true}));
  count(gallery, field_row(ui, box.take_top(row),
                           {.id = "f4",
                            .label = "联系电话",
                            .value = "138****00",
                            .changeable = true,
                            .error = "少一位，请补全"}));
  field_row(ui, box.take_top(row), {.id = "f5", .label = "罕用字", .value = "䶮 𫖯 𠅤 𬱖 \U0002EBF0"});
  title(ui, page, "输入");
  const float field = ui.theme.target();
  text_field(ui, next_row(ui, page, field),
             {.id = "t1", .label = "手机号", .value = gallery.typed, .active = true});
  text_field(ui, next_row(ui, page, field),
             {.id = "t2", .label = "详细地址", .placeholder = "楼栋、单元、房号"});
  text_field(ui, next_row(ui, page, field + ui.theme.line_height(TypeRole::Caption)),
             {.id = "t3", .label = "车牌", .value = "测A1234", .error = "车牌少一位"});
  date_picker(ui, next_row(ui, page, ui.theme.mm(76)), {.id = "d"}, gallery.date);
  gallery.list_page +=
      pager(ui, next_row(ui, page, ui.theme.target()), {.id = "p", .page = gallery.list_page, .pages = 3});
}

void take_key(Gallery& gallery, const std::optional<EntryKey>& key) {
  if (!key) return;
  ++gallery.clicks;
  if (key->kind == EntryKey::Kind::Text) gallery.typed += key->text;
  if (key->kind == EntryKey::Kind::Backspace && !gallery.typed.empty()) gallery.typed.pop_back();
  if (key->kind == EntryKey::Kind::Clear) gallery.typed.clear();
}

void draw_entry(Ui& ui, Rect page, Gallery& gallery) {
  title(ui, page, "数字");
  text_field(ui, next_row(ui, page, ui.theme.target()),
             {.id = "t1", .label = "手机号", .value = gallery.typed, .active = true});
  const float pad = std::fmin(page.h * 0.42F, 4 * ui.theme.primary_target());
  const Rect row = next_row(ui, page, pad);
  take_key(gallery, digits_pad(ui, row.centered(std::fmin(row.w, ui.theme.mm(160)), row.h),
                               {.id = "pad", .extra = "X"}));
  title(ui, page, "字母");
  Candidates candidates;
  candidates.composition.append("yun");
  for (const char* word : {"云溪", "云", "运", "允", "匀", "晕"}) candidates.words.emplace_back(word);
  candidates.more = true;
  const KeyboardSpec spec{.id = "kb", .modes = kEntryModes, .candidates = &candidates};
  take_key(gallery, on_screen_keyboard(ui, page, spec, gallery.keyboard));
}

void draw_pictures(Ui& ui, Rect page, Gallery& gallery) {
  title(ui, page, "请签名");
  signature_pad(ui, next_row(ui, page, ui.theme.mm(70)), {.id = "sign", .name = "签名区"}, gallery.signature);
  title(ui, page, "请评价本次服务");
  static const RatingSpec kRating{.id = "rate",
                                  .labels = {"非常满意", "满意", "基本满意", "不满意", "非常不满意"}};
  RatingSpec rating = kRating;
  rating.selected = gallery.rating;
  if (const auto chosen = rating_faces(ui, next_row(ui, page, ui.theme.mm(72)), rating))
    gallery.rating = *chosen;
  title(ui, page, "回执");
  const Grid row{next_row(ui, page, std::fmin(page.h, ui.theme.mm(90))), 2, 1, ui.theme.gap()};
  if (const auto qr = kiosk::typeset::make_qr("https://verify.example/c/YX20261123000123")) {
    qr_view(ui, row.cell(0), *qr, "核验二维码");
  }
  illustration(ui, row.cell(1), Illustration::Saved, "已保存");
}

void draw_illustrations(Ui& ui, Rect page, Gallery& gallery) {
  title(ui, page, "图示");
  const Grid grid{page, 2, 3, ui.theme.gap()};
  const Illustration all[] = {Illustration::CardOnReader, Illustration::TakePaper, Illustration::Printing,
                              Illustration::Done,         Illustration::Trouble,   Illustration::Wiped};
  for (int i = 0; i < 6; ++i) {
    card(ui, grid.cell(i));
    illustration(ui, grid.cell(i).inset(ui.theme.gap()), all[i], "图示");
  }
  if (gallery.page != kGalleryPages - 1) return;
  Rect box = dialog(ui, "veil", 250, 120).inset(ui.theme.margin());
  TextLook look = ui.look(TypeRole::Heading);
  look.align = TextAlign::Center;
  heading(ui, box.take_top(ui.theme.line_height(TypeRole::Heading)), "您还在吗？", look);
  TextLook body = ui.look(TypeRole::Body, ui.theme.color.text_secondary);
  body.align = TextAlign::Center;
  label(ui, box.take_top(ui.theme.line_height(TypeRole::Body)), "30 秒后将结束办理并清除您的信息", body);
  const Grid row{box.take_bottom(ui.theme.primary_target()), 2, 1, ui.theme.gap()};
  count(gallery, button(ui, row.cell(0), {.id = "end", .label = "结束"}));
  count(gallery, button(ui, row.cell(1), {.id = "here", .label = "我还在", .kind = ButtonKind::Primary}));
}

}  // namespace

void draw_gallery(Ui& ui, Gallery& gallery) {
  page_background(ui);
  const Rect page = ui.screen.inset(ui.theme.margin());
  switch (gallery.page) {
    case 0: draw_gallery_home(ui, gallery); break;
    case 1: draw_buttons(ui, page, gallery); break;
    case 2: draw_choices(ui, page, gallery); break;
    case 3: draw_fields(ui, page, gallery); break;
    case 4: draw_entry(ui, page, gallery); break;
    case 5: draw_pictures(ui, page, gallery); break;
    default: draw_illustrations(ui, page, gallery); break;
  }
}

}  // namespace ui::toolkit
