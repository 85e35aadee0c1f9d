// Screens: draws what a visit shows at this moment and returns what the citizen touched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/base/clock.h"
#include "kiosk/base/secure.h"
#include "kiosk/catalog/field_check.h"
#include "kiosk/catalog/service_catalog.h"
#include "kiosk/flow/event.h"
#include "kiosk/flow/session.h"
#include "kiosk/settings/fleet.h"
#include "kiosk/settings/terminal_settings.h"
#include "kiosk/typeset/bitmap.h"
#include "ui/toolkit/entry.h"
#include "ui/toolkit/pictures.h"
#include "ui/toolkit/ui.h"

namespace ui::screens {

namespace base = kiosk::base;
namespace catalog = kiosk::catalog;
namespace flow = kiosk::flow;
namespace settings = kiosk::settings;

/// The pages of the document that the preview shows. Owned by the integrator; main thread only.
class PreviewPages {
 public:
  virtual ~PreviewPages() = default;
  virtual int count() const = 0;
  /// From 0; nothing while the page is still being made. The pointer holds until the next call.
  virtual const kiosk::typeset::RgbaBitmap* page(int index) const = 0;
};

/// The pictures of papers that the citizen had scanned. Owned by the integrator; main thread only.
class ScanPictures {
 public:
  virtual ~ScanPictures() = default;
  /// By the digest of the session's page; nothing when it is gone. The pointer holds until the next call.
  virtual const kiosk::typeset::RgbaBitmap* picture(const std::string& digest) const = 0;
};

/// Everything that a screen depends on. References must outlive the call.
struct SessionView {
  const flow::Session& session;
  const catalog::ServiceCatalog& catalog;
  const settings::TerminalSettings& terminal;
  base::WallTime now;
  const PreviewPages* pages = nullptr;           ///< none: the preview says that it is being fetched
  const ScanPictures* scans = nullptr;           ///< none: scanned papers are only counted
  toolkit::InputMethod* input_method = nullptr;  ///< none: letters and digits as they are
  const settings::Fleet* fleet = nullptr;        ///< none: no other terminal is named
};

/// In the order in which they happened; usually none or one.
using Intents = std::vector<flow::FlowEvent>;

/// A question's answer while it is being given, in the form that catalog::check_answer reads.
struct FormEntry {
  base::FieldId field{};  ///< whose answer; empty: none begun
  base::SecureString value{};
  std::optional<catalog::FieldTrouble> trouble{};
  base::SecureString region_parent{};  ///< Region: code of the node whose children are shown
  bool other_months = false;           ///< Period: neither of the usual ones
  toolkit::KeyboardState keyboard{};
  bool unfinished = false;  ///< "next" was pressed while a word was being composed
};

/// The visual memory of a visit: nothing here decides what happens. Make a new one after each visit; its
/// personal parts are in secure memory.
struct ScreenState {
  std::optional<flow::StepKind> at{};  ///< the step that the rest belongs to
  std::size_t question = 0;
  std::size_t material = 0;
  int list_page = 0;
  FormEntry entry{};
  std::optional<toolkit::EntryMode> entry_mode{};  ///< chosen by the citizen; kept during the visit
  toolkit::Signature signature{};
  std::vector<std::uint32_t> signature_times{};  ///< milliseconds of each point from its stroke's first
  base::MonoTime stroke_began{};
  bool sign_missing = false;  ///< "next" was pressed without a signature
  int preview_page = 0;
  bool zoomed = false;
  std::string texture_of{};                      ///< what the texture shows: a page's number or digest
  toolkit::TextureId page_texture = 0;           ///< given back by the first frame that does not show it
  std::optional<base::MonoTime> shown_since{};   ///< personal data are being shown
  bool shown_by_key = false;                     ///< a keypad cannot hold: one press shows, for the same time
  std::optional<base::MonoTime> warned_since{};  ///< the idle warning's start
  bool help_open = false;
  bool voice_open = false;   ///< the sheet of the voice: how it goes, slower, faster, black screen
  bool voice_known = false;  ///< voice was on in the last frame
};

/// Draws one frame. Main thread only.
Intents draw_screen(toolkit::Ui& ui, const SessionView& view, ScreenState& state);

/// False for a step kind without a screen; there is none, and a test keeps it so.
bool has_screen(flow::StepKind kind);

}  // namespace ui::screens
