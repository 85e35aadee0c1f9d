// Laying out a certificate: two passes, the first to learn how many pages there are.
#include "tests/central/documents/certificate.h"

#include <algorithm>

#include "tests/central/documents/canvas.h"
#include "tests/central/documents/seal.h"

namespace tests::central {
namespace {

constexpr double kWidth = kPageWidth - 2 * kMargin;
constexpr double kRowHeight = 19.5;
constexpr double kFooterTop = kPageHeight - 108;
constexpr double kSealBlockHeight = 138;
constexpr TextStyle kSmall{"Noto Serif CJK SC", 8.2, false, Align::Left, 0.25};

/// Writes one certificate from top to bottom, turning pages where they are full.
class CertificateWriter {
 public:
  CertificateWriter(const Certificate& certificate, int total_pages)
      : certificate_(certificate), total_pages_(total_pages) {}

  PdfFile write();

 private:
  void begin_page();
  void end_page();
  void need(double height);
  void write_title();
  void write_holder();
  void write_holder_grid();
  void write_holder_lines(double size);
  void write_holder_rows();
  void write_statement();
  void write_letter();
  void write_table();
  void write_table_row(const std::vector<std::string>& cells, bool bold);
  void write_validity();
  void write_notes();
  void write_seal();
  void write_footer();

  const Certificate& certificate_;
  int total_pages_;
  Canvas canvas_;
  int page_ = 0;
  double y_ = kMargin;
};

void CertificateWriter::begin_page() {
  ++page_;
  y_ = kMargin;
  cairo_set_source_rgba(canvas_.cairo(), 0.55, 0.55, 0.55, 0.13);
  for (const double y : {0.3, 0.62}) {
    canvas_.turned_outline(kPageWidth / 2, kPageHeight * y, -0.5, "样例 SAMPLE",
                           {"Noto Sans CJK SC", 76, true});
  }
  if (page_ == 1) return;
  canvas_.text(kMargin, y_, kWidth, certificate_.title + "（续）", {"Noto Serif CJK SC", 12, true});
  canvas_.text(kMargin, y_ + 2, kWidth, "编号：" + certificate_.number,
               {"Noto Serif CJK SC", 8.2, false, Align::Right, 0.25});
  y_ += 26;
}

void CertificateWriter::end_page() {
  write_footer();
  canvas_.next_page();
}

void CertificateWriter::need(double height) {
  if (y_ + height <= kFooterTop - 8) return;
  end_page();
  begin_page();
}

void CertificateWriter::write_title() {
  canvas_.text(kMargin, y_, kWidth, "编号：" + certificate_.number,
               {"Noto Serif CJK SC", 8.2, false, Align::Right, 0.25});
  y_ += 22;
  y_ += canvas_.text(kMargin, y_, kWidth, certificate_.title, {"Noto Serif CJK SC", 22, true, Align::Center});
  y_ += 16;
}

void CertificateWriter::write_holder() {
  if (certificate_.holder.empty()) return;
  switch (certificate_.style) {
    case Certificate::Style::Certificate: return write_holder_grid();
    case Certificate::Style::Extract: return write_holder_rows();
    case Certificate::Style::Record: return write_holder_lines(10.5);
    case Certificate::Style::Letter: return write_holder_lines(12);
  }
}

/// "name：value" in two columns, without lines.
void CertificateWriter::write_holder_lines(double size) {
  const TextStyle style{"Noto Serif CJK SC", size};
  const int columns = certificate_.style == Certificate::Style::Record ? 2 : 1;
  const double width = kWidth / columns - 10;
  double height = 0;
  for (std::size_t i = 0; i < certificate_.holder.size(); ++i) {
    const auto& [name, value] = certificate_.holder[i];
    const auto column = static_cast<double>(i % static_cast<std::size_t>(columns));
    const std::string line = name + "：" + value;
    height = std::max(height, canvas_.text(kMargin + column * kWidth / columns, y_, width, line, style));
    if (static_cast<int>(column) + 1 < columns && i + 1 < certificate_.holder.size()) continue;
    y_ += height + 5;
    height = 0;
  }
  y_ += 8;
}

/// One fact a row over the whole width, as a register shows them.
void CertificateWriter::write_holder_rows() {
  constexpr double kLabel = 132;
  const TextStyle name_style{"Noto Serif CJK SC", 11, false, Align::Center, 0.2};
  const TextStyle value_style{"Noto Serif CJK SC", 11};
  for (const auto& [name, value] : certificate_.holder) {
    const double inner = kWidth - kLabel - 16;
    const double height = canvas_.text_height(inner, value, value_style) + 13;
    need(height);
    canvas_.text(kMargin, y_ + 6, kLabel, name, name_style);
    canvas_.text(kMargin + kLabel + 8, y_ + 6, inner, value, value_style);
    for (const double x : {0.0, kLabel, kWidth}) canvas_.line(kMargin + x, y_, kMargin + x, y_ + height, 0.6);
    canvas_.line(kMargin, y_, kMargin + kWidth, y_, 0.6);
    y_ += height;
    canvas_.line(kMargin, y_, kMargin + kWidth, y_, 0.6);
  }
  y_ += 12;
}

void CertificateWriter::write_holder_grid() {
  constexpr double kLabel = 78;
  const double value = kWidth / 2 - kLabel - 12;
  const double top = y_;
  for (std::size_t i = 0; i < certificate_.holder.size(); i += 2) {
    double height = 0;
    for (std::size_t k = i; k < std::min(i + 2, certificate_.holder.size()); ++k) {
      const double x = kMargin + (k == i ? 0 : kWidth / 2);
      const auto& [name, text] = certificate_.holder[k];
      canvas_.text(x, y_ + 4, kLabel, name, {"Noto Serif CJK SC", 10.5, false, Align::Center, 0.2});
      height = std::max(height, canvas_.text(x + kLabel + 6, y_ + 4, value, text, {}));
    }
    canvas_.line(kMargin, y_, kMargin + kWidth, y_, 0.6);
    y_ += height + 9;
  }
  canvas_.line(kMargin, y_, kMargin + kWidth, y_, 0.6);
  for (const double x : {0.0, kLabel, kWidth / 2, kWidth / 2 + kLabel, kWidth}) {
    canvas_.line(kMargin + x, top, kMargin + x, y_, 0.6);
  }
  y_ += 12;
}

/// Paragraphs begin two characters in, as letters do.
void CertificateWriter::write_letter() {
  y_ += 18;
  y_ +=
      canvas_.text(kMargin + 12, y_, kWidth - 24, "　　" + certificate_.statement, {"Noto Serif CJK SC", 15});
  y_ += 12;
  y_ += canvas_.text(kMargin + 12, y_, kWidth - 24, "　　特此证明。", {"Noto Serif CJK SC", 15});
  y_ += 30;
}

void CertificateWriter::write_validity() {
  if (certificate_.validity.empty()) return;
  const TextStyle style{"Noto Serif CJK SC", 10.5, true};
  need(canvas_.text_height(kWidth, certificate_.validity, style) + 8);
  y_ += canvas_.text(kMargin, y_, kWidth, certificate_.validity, style) + 8;
}

void CertificateWriter::write_statement() {
  if (certificate_.statement.empty()) return;
  y_ += canvas_.text(kMargin, y_, kWidth, certificate_.statement, {});
  y_ += 10;
}

void CertificateWriter::write_table_row(const std::vector<std::string>& cells, bool bold) {
  const CertificateTable& table = certificate_.table;
  double x = kMargin;
  if (bold) {
    cairo_set_source_rgba(canvas_.cairo(), 0.5, 0.5, 0.5, 0.12);
    cairo_rectangle(canvas_.cairo(), kMargin, y_, kWidth, kRowHeight);
    cairo_fill(canvas_.cairo());
  }
  const TextStyle style{"Noto Serif CJK SC", 9, bold, Align::Center};
  for (std::size_t i = 0; i < cells.size() && i < table.widths.size(); ++i) {
    const double width = table.widths[i] * kWidth;
    canvas_.line(x, y_, x, y_ + kRowHeight, 0.5);
    canvas_.text(x + 2, y_ + 3, width - 4, cells[i], style);
    x += width;
  }
  canvas_.line(kMargin + kWidth, y_, kMargin + kWidth, y_ + kRowHeight, 0.5);
  canvas_.line(kMargin, y_, kMargin + kWidth, y_, 0.5);
  y_ += kRowHeight;
  canvas_.line(kMargin, y_, kMargin + kWidth, y_, 0.5);
}

void CertificateWriter::write_table() {
  const CertificateTable& table = certificate_.table;
  if (table.columns.empty()) return;
  need(3 * kRowHeight);
  write_table_row(table.columns, true);
  for (const auto& row : table.rows) {
    const int page_before = page_;
    // The totals never stand alone on a page.
    const bool last = &row == &table.rows.back();
    need(last ? 2 * kRowHeight : kRowHeight);
    if (page_ != page_before) write_table_row(table.columns, true);
    write_table_row(row, false);
  }
  if (!table.total.empty()) write_table_row(table.total, true);
  y_ += 10;
}

void CertificateWriter::write_notes() {
  const TextStyle style{"Noto Serif CJK SC", 9, false, Align::Left, 0.15};
  for (std::size_t i = 0; i < certificate_.notes.size(); ++i) {
    const std::string note = std::to_string(i + 1) + ". " + certificate_.notes[i];
    need(canvas_.text_height(kWidth, note, style) + 3);
    y_ += canvas_.text(kMargin, y_, kWidth, note, style) + 3;
  }
}

void CertificateWriter::write_seal() {
  need(kSealBlockHeight);
  const double x = kMargin + kWidth - 200;
  const double middle = y_ + kSealBlockHeight / 2;
  canvas_.text(x, middle - 18, 200, certificate_.issuer, {"Noto Serif CJK SC", 12, false, Align::Center});
  canvas_.text(x, middle + 4, 200, certificate_.issued_on, {"Noto Serif CJK SC", 12, false, Align::Center});
  if (!certificate_.seal_text.empty()) {
    draw_seal(canvas_, x + 108, middle - 2, certificate_.seal_text, certificate_.seal_foot);
  }
  y_ += kSealBlockHeight;
}

void CertificateWriter::write_footer() {
  constexpr double kQr = 66;
  canvas_.line(kMargin, kFooterTop, kMargin + kWidth, kFooterTop, 0.4);
  draw_qr(canvas_, kMargin - 3, kFooterTop + 5, kQr, certificate_.verify_url);
  const double x = kMargin + kQr + 8;
  double y = kFooterTop + 10;
  const double width = kWidth - kQr - 8;
  canvas_.text(x, y, width, "验证码：" + certificate_.verify_code, {"Noto Serif CJK SC", 10.5, true});
  canvas_.text(x, y, width, "第 " + std::to_string(page_) + " 页 共 " + std::to_string(total_pages_) + " 页",
               {"Noto Serif CJK SC", 9.5, false, Align::Right, 0.1});
  y += 18;
  canvas_.text(x, y, width, "出具时间：" + certificate_.issued_at + "   终端：" + certificate_.terminal,
               kSmall);
  canvas_.text(x, y + 13, width, "扫描二维码或凭验证码核验本证明的真伪；内容以核验结果为准。", kSmall);
  canvas_.text(x, y + 26, width, "本件为演示样例，数据均为虚构，不具有任何证明效力。 SAMPLE - NOT VALID",
               kSmall);
}

PdfFile CertificateWriter::write() {
  canvas_.set_title(certificate_.title);
  begin_page();
  write_title();
  if (certificate_.style == Certificate::Style::Letter) {
    write_letter();
    write_holder();
  } else {
    write_holder();
    write_statement();
  }
  write_table();
  write_validity();
  write_notes();
  write_seal();
  end_page();
  return {canvas_.finish(), page_};
}

}  // namespace

kiosk::base::Result<PdfFile> to_pdf(const Certificate& certificate) {
  if (certificate.table.columns.size() != certificate.table.widths.size()) {
    return kiosk::base::fail(kiosk::base::ErrorCode::InvalidArgument,
                             "a table needs one width for each column");
  }
  const int pages = CertificateWriter(certificate, 1).write().pages;
  return CertificateWriter(certificate, pages).write();
}

}  // namespace tests::central
