// Where a document lies in a picture. Pure.
#pragma once

#include <optional>

#include "drivers/scanning/grey_image.h"

namespace drivers::scanning {

/// The document's box, when it stands out from what lies around it as one filled, nearly upright rectangle.
/// Nothing when its edges cannot be seen (white paper below a white lid) or when it fills the whole picture.
std::optional<PixelBox> find_document(const GreyImage& image);

}  // namespace drivers::scanning
