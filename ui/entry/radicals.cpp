// The 214 radicals of KangXi's dictionary in the shapes that they have within characters, by strokes.
#include <array>
#include <charconv>

#include "ui/entry/character_table.h"

namespace ui::entry {

namespace {

/// Each shape is followed by its radical's number; by strokes, from 1.
constexpr std::array<std::string_view, kMostRadicalStrokes> kShapes{
    "一1 丨2 丶3 丿4 乙5 亅6",
    "二7 亠8 人9 亻9 儿10 入11 八12 冂13 冖14 冫15 几16 凵17 刀18 刂18 力19 勹20 匕21 匚22 匸23 "
    "十24 卜25 卩26 厂27 厶28 又29 讠149 阝右163 阝左170",
    "口30 囗31 土32 士33 夂34 夊35 夕36 大37 女38 子39 宀40 寸41 小42 尢43 尸44 屮45 山46 巛47 "
    "川47 工48 己49 巾50 干51 幺52 广53 廴54 廾55 弋56 弓57 彐58 彡59 彳60 忄61 扌64 氵85 犭94 "
    "纟120 艹140 辶162 门169 飞183 饣184 马187",
    "心61 戈62 户63 手64 支65 攵66 文67 斗68 斤69 方70 无71 日72 曰73 月74 木75 欠76 止77 歹78 "
    "殳79 毋80 比81 毛82 氏83 气84 水85 火86 灬86 爪87 爫87 父88 爻89 爿90 片91 牙92 牛93 犬94 "
    "王96 礻113 肉月130 见147 贝154 车159 长168 韦178 风182",
    "玄95 玉96 瓜97 瓦98 甘99 生100 用101 田102 疋103 疒104 癶105 白106 皮107 皿108 目109 矛110 "
    "矢111 石112 示113 禸114 禾115 穴116 立117 罒122 衤145 钅167 鸟196 龙212",
    "竹118 米119 糸120 缶121 网122 羊123 羽124 老125 而126 耒127 耳128 聿129 肉130 臣131 自132 "
    "至133 臼134 舌135 舛136 舟137 艮138 色139 艸140 虍141 虫142 血143 行144 衣145 襾146 页181 "
    "齐210",
    "見147 角148 言149 谷150 豆151 豕152 豸153 貝154 赤155 走156 足157 身158 車159 辛160 辰161 "
    "辵162 邑163 酉164 釆165 里166 卤197 麦199 龟213",
    "金167 長168 門169 阜170 隶171 隹172 雨173 青174 非175 鱼195 黾205 齿211",
    "面176 革177 韋178 韭179 音180 頁181 風182 飛183 食184 首185 香186",
    "馬187 骨188 高189 髟190 鬥191 鬯192 鬲193 鬼194",
    "魚195 鳥196 鹵197 鹿198 麥199 麻200 黄201",
    "黃201 黍202 黑203 黹204",
    "黽205 鼎206 鼓207 鼠208",
    "鼻209 齊210",
    "齒211",
    "龍212 龜213",
    "龠214"};

}  // namespace

std::vector<Radical> radicals_with(int strokes) {
  std::vector<Radical> radicals;
  if (strokes < 1 || strokes > kMostRadicalStrokes) return radicals;
  std::string_view rest = kShapes[static_cast<std::size_t>(strokes) - 1];
  while (!rest.empty()) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    const std::size_t digits = word.find_first_of("123456789");
    Radical radical{word.substr(0, digits), 0};
    std::from_chars(word.data() + digits, word.data() + word.size(), radical.number);
    radicals.push_back(radical);
  }
  return radicals;
}

}  // namespace ui::entry
