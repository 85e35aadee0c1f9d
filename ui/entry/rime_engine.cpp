// Talking to librime's C interface.
#include "ui/entry/rime_engine.h"

#include <rime_api.h>
#include <stdlib.h>

#include <array>
#include <utility>

#include "kiosk/base/file.h"

namespace ui::entry {
namespace base = kiosk::base;

namespace {

constexpr int kBackspaceKey = 0xFF08;  // X11 keysym
constexpr int kFatalOnly = 3;          // of librime's levels of log messages
bool running = false;

base::Result<std::filesystem::path> private_folder() {
  std::string name = "/dev/shm/kiosk-entry-XXXXXX";
  if (mkdtemp(name.data()) != nullptr) return std::filesystem::path(name);
  return base::fail(base::ErrorCode::Unavailable, "no folder in memory for the input method", name);
}

/// librime keeps pointers to these texts while it sets up only.
void initialize(const std::string& dictionaries, const std::string& user) {
  static std::array<const char*, 4> modules{"core", "dict", "gears", nullptr};
  RIME_STRUCT(RimeTraits, traits);
  traits.shared_data_dir = dictionaries.c_str();
  traits.prebuilt_data_dir = dictionaries.c_str();
  traits.staging_dir = dictionaries.c_str();
  traits.user_data_dir = user.c_str();
  traits.distribution_name = traits.distribution_code_name = "kiosk";
  traits.distribution_version = KIOSK_VERSION;
  traits.app_name = "rime.kiosk";
  traits.modules = modules.data();
  traits.min_log_level = kFatalOnly;
  traits.log_dir = "";         // standard error only
  static bool set_up = false;  // its log refuses to be opened twice
  if (!set_up) rime_get_api()->setup(&traits);
  set_up = true;
  rime_get_api()->initialize(&traits);
}

/// librime's context, given back at the end.
class Context {
 public:
  explicit Context(RimeSessionId session) {
    RIME_STRUCT_INIT(RimeContext, context_);
    there_ = session != 0 && rime_get_api()->get_context(session, &context_) != 0;
  }
  ~Context() {
    if (there_) rime_get_api()->free_context(&context_);
  }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  const char* preedit() const { return there_ ? context_.composition.preedit : nullptr; }

 private:
  RimeContext context_{};
  bool there_ = false;
};

base::SecureString secure(const char* text) {
  return text == nullptr ? base::SecureString() : base::SecureString(std::string_view(text));
}

}  // namespace

base::Result<std::unique_ptr<RimeEngine>> RimeEngine::start(const std::filesystem::path& dictionaries) {
  if (running) return base::fail(base::ErrorCode::AlreadyExists, "librime is one per process", "");
  const auto table = dictionaries / "kiosk_words.table.bin";
  if (!std::filesystem::exists(table)) {
    return base::fail(base::ErrorCode::NotFound, "the pinyin dictionary has not been built", table.string());
  }
  auto folder = private_folder();
  if (!folder) return tl::unexpected(folder.error());
  std::unique_ptr<RimeEngine> engine(new RimeEngine(std::move(*folder)));
  initialize(dictionaries.string(), engine->user_folder_.string());
  running = true;
  return engine;
}

RimeEngine::~RimeEngine() {
  if (running) {
    forget();
    rime_get_api()->finalize();
    running = false;
  }
  std::error_code ignored;
  std::filesystem::remove_all(user_folder_, ignored);
}

std::uintptr_t RimeEngine::session() const {
  if (session_ != 0) return session_;
  session_ = rime_get_api()->create_session();
  if (session_ != 0 && !schema_.empty()) rime_get_api()->select_schema(session_, schema_.c_str());
  return session_;
}

bool RimeEngine::use(const std::string& schema) {
  if (schema == schema_) return true;
  const std::string before = std::exchange(schema_, schema);
  if (session() != 0 && rime_get_api()->select_schema(session(), schema.c_str()) != 0) {
    clear();
    return true;
  }
  schema_ = before;
  return false;
}

bool RimeEngine::press(char key) {
  return session() != 0 && rime_get_api()->process_key(session(), static_cast<unsigned char>(key), 0) != 0;
}

void RimeEngine::backspace() {
  if (composing()) rime_get_api()->process_key(session(), kBackspaceKey, 0);
}

base::SecureString RimeEngine::choose(std::size_t index) {
  if (rime_get_api()->select_candidate(session(), index) == 0) return {};
  RIME_STRUCT(RimeCommit, commit);
  if (rime_get_api()->get_commit(session(), &commit) == 0) return {};
  base::SecureString text = secure(commit.text);
  if (commit.text != nullptr) base::wipe(commit.text, text.size());
  rime_get_api()->free_commit(&commit);
  return text;
}

void RimeEngine::clear() {
  if (session_ != 0) rime_get_api()->clear_composition(session_);
}

void RimeEngine::forget() {
  if (session_ == 0) return;
  rime_get_api()->clear_composition(session_);
  rime_get_api()->destroy_session(std::exchange(session_, 0));
}

bool RimeEngine::composing() const {
  const char* input = session_ == 0 ? nullptr : rime_get_api()->get_input(session_);
  return input != nullptr && *input != '\0';
}

base::SecureString RimeEngine::composition() const { return secure(Context(session_).preedit()); }

std::vector<RimeWord> RimeEngine::candidates(std::size_t at_most) const {
  std::vector<RimeWord> words;
  RimeCandidateListIterator at{};
  if (!composing() || rime_get_api()->candidate_list_begin(session_, &at) == 0) return words;
  while (words.size() < at_most && rime_get_api()->candidate_list_next(&at) != 0) {
    words.push_back({secure(at.candidate.text), secure(at.candidate.comment)});
  }
  rime_get_api()->candidate_list_end(&at);
  return words;
}

}  // namespace ui::entry
