// Text in GB18030 mode, pictures in bands, codes, rules.
#include "drivers/printing/slip_encoder.h"

#include <algorithm>

#include "drivers/printing/escpos_commands.h"
#include "drivers/printing/slip_artist.h"
#include "kiosk/base/text.h"

namespace drivers::printing {
namespace {

using kiosk::base::SecureBytes;

/// Rows of one GS v 0: small enough for every receive buffer, and a place to look at the status between.
constexpr int kBandRows = 48;
constexpr int kRuleDots = 2;
constexpr int kRuleMargin = 12;

/// GBK/1…5 of GB 18030: what a printer's font ROM holds; four-byte codes and user areas are not in it.
bool in_gbk(unsigned lead, unsigned trail) {
  if (trail < 0x40 || trail == 0x7F || trail > 0xFE) return false;
  if (lead >= 0xB0 && lead <= 0xF7 && trail >= 0xA1) return true;
  if (lead >= 0xA1 && lead <= 0xA9 && trail >= 0xA1) return true;
  if (lead >= 0x81 && lead <= 0xA0) return true;
  if (lead >= 0xAA && lead <= 0xFE && trail <= 0xA0) return true;
  return (lead == 0xA8 || lead == 0xA9) && trail <= 0xA0;
}

bool in_gb2312(unsigned lead, unsigned trail) {
  return trail >= 0xA1 && trail <= 0xFE && ((lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xF7));
}

bool font_has_code(ChineseFont font, unsigned lead, unsigned trail) {
  switch (font) {
    case ChineseFont::None: return false;
    case ChineseFont::Gb2312: return in_gb2312(lead, trail);
    case ChineseFont::Gbk: return in_gbk(lead, trail);
  }
  return false;
}

bool font_has_bytes(ChineseFont font, std::string_view gb) {
  for (std::size_t i = 0; i < gb.size(); ++i) {
    const auto lead = static_cast<std::uint8_t>(gb[i]);
    if (lead < 0x80) continue;
    if (i + 1 >= gb.size() || !font_has_code(font, lead, static_cast<std::uint8_t>(gb[i + 1]))) return false;
    ++i;
  }
  return true;
}

void put_text(EscposCommands& out, std::string_view text) {
  std::string gb = kiosk::base::to_gb18030(text).value_or(std::string());
  out.text(gb);
  kiosk::base::wipe(gb.data(), gb.size());
}

SecureBytes encode_text(const SlipLine& line, const PrinterModel& model) {
  EscposCommands out;
  out.line_pitch(line_height(model, line.scale)).bold(line.bold);
  out.chinese_double(line.scale == 2).size(line.scale);
  int column = 0;
  for (const SlipRun& run : line.runs) {
    out.text(std::string(static_cast<std::size_t>(std::max(0, run.column - column)), ' '));
    put_text(out, run.text.reveal());
    column = run.column + columns_of(run.text.reveal());
  }
  out.line_end();
  return out.take();
}

void append_picture(const MonoRaster& picture, std::vector<SecureBytes>& out) {
  for (int top = 0; top < picture.height; top += kBandRows) {
    MonoRaster band;
    band.width = picture.width;
    band.height = std::min(kBandRows, picture.height - top);
    const auto begin = picture.rows.begin() + static_cast<std::ptrdiff_t>(picture.row_bytes()) * top;
    band.rows.assign(begin, begin + static_cast<std::ptrdiff_t>(band.row_bytes()) * band.height);
    out.push_back(EscposCommands().raster(band).take());
  }
}

SecureBytes encode_rule(const PrinterModel& model) {
  MonoRaster rule = MonoRaster::blank(model.dots_per_line, kRuleDots);
  std::fill(rule.rows.begin(), rule.rows.end(), std::uint8_t{0xFF});
  return EscposCommands().feed_dots(kRuleMargin).raster(rule).feed_dots(kRuleMargin).take();
}

void append_qr(const SlipLine& line, const PrinterModel& model, const SlipArtist& artist,
               std::vector<SecureBytes>& out) {
  using contract::Align;
  if (!model.has_qr) return append_picture(artist.draw_qr(line.qr, model), out);
  out.push_back(EscposCommands().align(Align::Center).qr(line.qr, model.qr_module).align(Align::Left).take());
}

bool font_has_line(const PrinterModel& model, const SlipLine& line) {
  return std::all_of(line.runs.begin(), line.runs.end(), [&model](const SlipRun& run) {
    return font_has(model.chinese_font, run.text.reveal());
  });
}

SecureBytes encode_start() {
  return EscposCommands().initialise().disable_automatic_status().chinese(true).take();
}

}  // namespace

bool font_has(ChineseFont font, std::string_view text) {
  std::optional<std::string> gb = kiosk::base::to_gb18030(text);
  if (!gb) return false;
  const bool has = font_has_bytes(font, *gb);
  kiosk::base::wipe(gb->data(), gb->size());
  return has;
}

int line_height(const PrinterModel& model, int scale) {
  return kCharacterDots * (scale - 1) + model.line_pitch;
}

std::vector<SecureBytes> encode_slip(const std::vector<SlipLine>& lines, const PrinterModel& model,
                                     const SlipArtist& artist) {
  std::vector<SecureBytes> out;
  out.push_back(encode_start());
  for (const SlipLine& line : lines) {
    switch (line.kind) {
      case SlipLine::Kind::Rule: out.push_back(encode_rule(model)); break;
      case SlipLine::Kind::Qr: append_qr(line, model, artist, out); break;
      case SlipLine::Kind::Feed:
        out.push_back(EscposCommands().line_pitch(model.line_pitch).feed_lines(line.lines).take());
        break;
      case SlipLine::Kind::Text:
        if (font_has_line(model, line)) {
          out.push_back(encode_text(line, model));
        } else {
          append_picture(artist.draw_line(line, model), out);
        }
        break;
    }
  }
  return out;
}

SecureBytes encode_end(const PrinterModel& model) {
  EscposCommands out;
  out.line_pitch(model.line_pitch).feed_lines(model.feed_before_cut).cut(model.partial_cut);
  // 0 seconds: the slip is held until we say otherwise; taking back is our decision, so that we know of it.
  if (model.has_presenter) out.present(model.present_steps, PresentMode::Retract, 0);
  return out.take();
}

}  // namespace drivers::printing
