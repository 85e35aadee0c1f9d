// DocumentPages: a PDF as pictures for the preview, made in a child process that may crash or hang alone.
#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"
#include "kiosk/typeset/bitmap.h"

namespace kiosk::app {

/// One picture per page, at most `most_pages`; `width_px` wide. The number of pages is the document's own.
struct DocumentPages {
  int page_count = 0;
  std::vector<typeset::RgbaBitmap> pictures;
};

/// Runs poppler's pdftoppm on the document through pipes: nothing is written to the disk. Blocks; not on the
/// main thread.
base::Result<DocumentPages> render_document(const base::SecureBytes& pdf, int width_px, int most_pages,
                                            std::stop_token stop);

}  // namespace kiosk::app
