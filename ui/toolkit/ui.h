// Ui: everything a screen needs to draw itself and to hear touches, for one frame.
#pragma once

#include <array>
#include <string>

#include "kiosk/base/clock.h"
#include "ui/toolkit/interaction.h"
#include "ui/toolkit/painter.h"
#include "ui/toolkit/theme.h"
#include "ui/toolkit/ui_tree.h"

namespace ui::toolkit {

/// Words inside widgets, in the citizen's language. Chinese unless the integrator sets others.
struct WidgetTexts {
  std::string change = "更改", previous_page = "上一页", next_page = "下一页",
              page_of = "第 {page} 页 / 共 {pages} 页";
  std::string first_page = "已是第一页", last_page = "已是最后一页";
  std::string backspace = "退格", clear = "清除", done = "完成", space = "空格", shift = "大小写";
  std::string letters = "字母", digits = "数字";
  /// In the order of EntryMode.
  std::array<std::string, 8> entry_modes{"拼音", "九键", "手写", "笔画", "生僻字", "英文", "数字", "符号"};
  /// What to do in a composing mode while nothing is composed, in the order of EntryMode; the last: by code.
  std::array<std::string, 6> entry_hints{"点字母拼出读音", "点字母拼出读音", "写一个字", "点笔画", "点笔画数", "输入编码"};
  std::string candidate = "候选{number} {word}", numbers = "一 二 三 四 五 六 七 八 九 十", split = "分词";
  std::array<std::string, 6> strokes{"横", "竖", "撇", "点", "折", "任意"};
  std::string undo_stroke = "撤一笔", rewrite = "重写", write_here = "请在这里写一个字", by_radical = "按部首",
              by_code = "按编码", no_candidates = "没有对应的字", choose_word = "选定";
  std::string year = "年", month = "月", day = "日", increase = "增加", decrease = "减少";
  std::string unavailable = "暂不可用", please_wait = "请稍候", sign_here = "请在此处签名";
};

/// Made by UiHost for each frame; never kept. Main thread only.
struct Ui {
  Painter& paint;
  const Theme& theme;
  UiTree& tree;
  Interaction& touch;
  TextureStore& textures;
  const WidgetTexts& texts;
  kiosk::base::MonoTime now;
  Rect screen;  ///< the whole canvas
  kiosk::base::Duration next_frame{
      -1};  ///< when something moves: draw again after this; negative: when something changes

  /// A look in this theme's size, bold for Title and above.
  TextLook look(TypeRole role, Color color) const;
  TextLook look(TypeRole role) const { return look(role, theme.color.text); }
  /// Asks for another frame at most `delay` from now. Not asked for when motion is reduced to nothing.
  void animate(kiosk::base::Duration delay = kiosk::base::Duration{16});
  /// Milliseconds within a period, for looping motion.
  float phase(int period_ms) const;
};

}  // namespace ui::toolkit
