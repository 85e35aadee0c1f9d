// Certificate: what stands on a sealed certificate, and its PDF.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "kiosk/base/result.h"

namespace tests::central {

struct CertificateTable {
  std::vector<std::string> columns;
  std::vector<double> widths;  ///< shares of the table's width, one per column
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> total;  ///< the last row, in bold; may be empty
};

struct Certificate {
  enum class Style {
    Certificate,  ///< facts in a grid, the sentence, the table
    Letter,       ///< the sentence as a letter in large type, facts in lines below it
    Record,       ///< facts in lines, a long table of small type
    Extract,      ///< one fact a row over the whole width
  };
  Style style = Style::Certificate;
  std::string title;
  std::string number;  ///< the case's number
  std::string document_id;
  std::vector<std::pair<std::string, std::string>> holder;  ///< name and value
  std::string statement;                                    ///< the sentence that certifies; may be empty
  std::string validity;                                     ///< how long it is good; may be empty
  CertificateTable table;
  std::vector<std::string> notes;
  std::string issuer;
  std::string seal_text;  ///< around the star; no seal when empty
  std::string seal_foot;  ///< below the star
  std::string issued_on;  ///< 2026年11月23日
  std::string issued_at;  ///< RFC 3339
  std::string terminal;
  std::string verify_code;
  std::string verify_url;  ///< in the QR code on every page
};

struct PdfFile {
  std::string bytes;
  int pages = 0;
};

/// A4, every page with verify code, QR code, issue time, terminal and "第 n 页 共 n 页"; fonts embedded;
/// marked 样例 SAMPLE. The same certificate gives the same picture.
kiosk::base::Result<PdfFile> to_pdf(const Certificate& certificate);

}  // namespace tests::central
