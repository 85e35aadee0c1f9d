// Stage: a terminal's screen without a window, for synthetic sessions of every step kind: the gallery, tests.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/executor.h"
#include "ui/entry/entry_methods.h"
#include "ui/screens/presentation.h"
#include "ui/screens/screen.h"
#include "ui/toolkit/ui_host.h"

namespace ui::gallery {

/// Personal canaries: obviously synthetic, and found again wherever they leak.
inline constexpr const char* kName = "测试人甲";
inline constexpr const char* kNumber = "100000199003070010";
inline constexpr const char* kAddress = "云溪县青溪镇测试路 9 号测试小区 3 栋 501 室";
inline constexpr const char* kPhone = "13900001234";
inline constexpr const char* kReceipt = "YX-T05-20261123-000007";

namespace base = kiosk::base;
namespace catalog = kiosk::catalog;
namespace flow = kiosk::flow;
namespace settings = kiosk::settings;
using screens::Intents;
using screens::ScreenState;

/// Where configuration and the input methods' tables lie.
struct Sources {
  std::filesystem::path config = "config";
  std::filesystem::path entry_tables = entry::default_tables();
};
/// Before anything else of this room is used; main thread.
void read_from(Sources sources);
const Sources& sources();
const catalog::ServiceCatalog& real_catalog();
/// The same with every wording longer by two fifths, for finding texts that do not fit.
const catalog::ServiceCatalog& long_catalog();
const settings::TerminalSettings& desk_terminal();
const catalog::ServiceDefinition& service(const std::string& id);
/// One question of every kind.
const catalog::ServiceDefinition& service_of_all_fields();
drivers::contract::IdCard test_card();
flow::Session session_at(flow::StepKind kind);
/// In the middle of a service, with card and answers.
flow::Session session_in(const std::string& service, flow::StepKind kind);

class Stage;

struct Scene {
  std::string name;
  flow::Session session;
  std::function<void(ScreenState&)> prepare = {};  ///< after the first frame
  bool personal = false;                           ///< may show personal data while "show" is held
  std::function<void(Stage&)> touches = {};        ///< what a citizen touches before the picture
};
/// Every step kind in every state that looks different.
std::vector<Scene> all_scenes();
/// Every way of writing, in the middle of a word.
void add_writing(std::vector<Scene>& scenes);
/// Asking how far a case is: by number, by card, before and after delivery, refused, offline.
void add_stories(std::vector<Scene>& scenes);

struct Look {
  std::string name;
  bool landscape = false;
  flow::Preferences preferences{};
};
/// zh-CN standard, largest text, high contrast, night, English, landscape, low mode.
std::vector<Look> all_looks();

/// Pages with lines like a certificate.
class PaperPages final : public screens::PreviewPages, public screens::ScanPictures {
 public:
  PaperPages();
  int count() const override { return 2; }
  const kiosk::typeset::RgbaBitmap* page(int) const override { return &page_; }
  const kiosk::typeset::RgbaBitmap* picture(const std::string&) const override { return &page_; }

 private:
  kiosk::typeset::RgbaBitmap page_;
};

class Stage {
 public:
  explicit Stage(bool landscape = false);
  /// With input methods: their tables are read at once.
  void with_input_methods();
  /// Starts this session on an untouched screen.
  void show(flow::Session session);
  /// Lets the input methods' worker answer.
  void settle();
  /// Draws until nothing is left in the input queue.
  void draw();
  /// Touches the part with this name or, failing that, this id, and draws. False when there is none.
  bool touch(const std::string& name);
  void press(const std::string& id);
  void release(const std::string& id);
  void advance(base::Duration by) { clock.advance(by); }
  std::string text(std::string_view id) const;
  void prefer(const flow::Preferences& preferences);
  /// Shows the scene as it is meant to be seen.
  void play(const Scene& scene);
  /// One frame's content; what was touched is added to `intents`.
  void build(toolkit::Ui& ui);
  /// Other wordings from now on.
  void speak(const catalog::ServiceCatalog& wordings);
  const catalog::ServiceCatalog& wordings() const { return *catalog_; }
  template <class Event>
  const Event* intent() const {
    for (const auto& one : intents) {
      if (const Event* event = std::get_if<Event>(&one)) return event;
    }
    return nullptr;
  }

  base::ManualClock clock;
  settings::TerminalSettings terminal;
  toolkit::UiHost host;
  flow::Session session;
  ScreenState state;
  Intents intents;
  PaperPages pages;
  base::ManualExecutor worker{clock}, main{clock};
  std::unique_ptr<entry::EntryMethods> methods;

 private:
  const catalog::ServiceCatalog* catalog_ = &real_catalog();
};

}  // namespace ui::gallery
