// Slips for tests; the person does not exist.
#pragma once

#include "drivers/contract/receipt_printer.h"

namespace drivers::printing::tests {

inline contract::SlipText text(std::string_view words, contract::Align align = contract::Align::Left,
                               int scale = 1, bool bold = false) {
  return {kiosk::base::SecureString(words), align, scale, bold};
}
inline contract::SlipPair pair(std::string_view label, std::string_view value) {
  return {std::string(label), kiosk::base::SecureString(value)};
}

/// The slip of a case that was accepted while the centre was away.
inline contract::Slip acceptance_slip(std::string_view number = "T05-20261123-000017") {
  using contract::Align;
  contract::Slip slip;
  slip.parts = {text("政务服务自助终端", Align::Center),
                text("受理回执", Align::Center, 2, true),
                contract::SlipRule{},
                text("受理编号", Align::Center),
                text(number, Align::Center, 2, true),
                contract::SlipRule{},
                pair("事项", "居住登记申报（GA-03）"),
                pair("申请人", "测试人𠮷"),
                pair("受理时间", "2026-11-23 14:32"),
                pair("受理终端", "T05 城关派出所自助服务厅"),
                pair("承诺办结", "2026-11-26 前（3个工作日）"),
                pair("办理机构", "测试县公安局城关派出所、测试县政务服务管理局第二综合受理窗口"),
                contract::SlipRule{},
                contract::SlipQr{"https://kiosk.test/t/T05-20261123-000017"},
                text("扫码查询办理进度", Align::Center),
                text("咨询投诉 12345", Align::Center, 2, true),
                text("请妥善保管本回执。凭受理编号可在任一自助终端、政务服务大厅或微信小程序查询。")};
  return slip;
}

}  // namespace drivers::printing::tests
