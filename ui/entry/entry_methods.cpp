// Choosing the composer of the mode, paging its candidates, and the worker's answers.
#include "ui/entry/entry_methods.h"

#include <algorithm>
#include <array>
#include <optional>

#include "kiosk/base/log.h"
#include "ui/entry/handwriting.h"
#include "ui/entry/pinyin_composer.h"
#include "ui/entry/table_composers.h"

namespace ui::entry {
using toolkit::EntryMode;
using toolkit::EntryPurpose;
using toolkit::Signature;

namespace {

constexpr std::size_t kFirstWords = 60;
constexpr std::size_t kMoreWords = 120;
constexpr std::size_t kWrittenWords = 24;

Ink to_ink(const Signature& signature) {
  Ink ink;
  bool begins = true;
  for (const toolkit::SignaturePoint& point : signature.points) {
    if (begins) ink.emplace_back();
    ink.back().push_back({point.x_mm, point.y_mm});
    begins = point.last;
  }
  return ink;
}

void complain(const base::Error& error) { base::log(base::LogLevel::Warning, "entry", error.to_string()); }

}  // namespace

/// Shared with tasks that are under way: they look whether the owner is still there. `handwriting` is the
/// worker's; its model takes more memory than the rest of the screen and is there only while somebody writes.
struct EntryMethods::Inbox {
  Parts* owner = nullptr;
  std::filesystem::path writing_model = {};
  std::unique_ptr<Handwriting> handwriting = {};

  bool open_handwriting() {
    if (handwriting) return true;
    auto opened = Handwriting::open(writing_model);
    if (!opened) complain(opened.error());
    if (opened) handwriting = std::move(*opened);
    return handwriting != nullptr;
  }
};

struct EntryMethods::Parts {
  EntrySettings settings;
  NameRanking ranking;
  base::Executor& worker;
  base::Executor& main;
  std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>();
  std::unique_ptr<RimeEngine> rime = {};
  std::optional<PinyinComposer> pinyin = {};
  std::optional<CharacterTable> table = {};
  std::optional<StrokeComposer> strokes = {};
  std::optional<RadicalComposer> radicals = {};
  CodeComposer codes = {};
  bool writes = false;
  std::map<EntryPurpose, std::vector<EntryMode>> offered = {};

  EntryContext context = {};
  Candidates shown = {};
  std::size_t limit = kFirstWords;
  std::uint64_t written = 0;  ///< number of the ink that was sent last
  bool recognizing = false;
  std::optional<Ink> next_ink = {};

  Composer* composer();
  void offer();
  void refresh(bool fresh);
  void read_tables(const EntryPlaces& places);
  void take_tables(base::Result<CharacterTable> read, bool can_write);
  void recognize(Ink ink);
  void take_written(std::uint64_t number, std::vector<base::SecureString> words);
  void reset_all();
};

Composer* EntryMethods::Parts::composer() {
  switch (context.mode) {
    case EntryMode::Pinyin:
    case EntryMode::NineKeys: return pinyin ? &*pinyin : nullptr;
    case EntryMode::Strokes: return strokes ? &*strokes : nullptr;
    case EntryMode::Rare:
      if (context.by_code) return &codes;
      return radicals ? &*radicals : nullptr;
    default: return nullptr;
  }
}

void EntryMethods::Parts::offer() {
  offered.clear();
  for (const auto& [purpose, modes] : settings.modes) {
    for (const EntryMode mode : modes) {
      const bool by_pinyin = mode == EntryMode::Pinyin || mode == EntryMode::NineKeys;
      const bool by_table = mode == EntryMode::Strokes || mode == EntryMode::Rare;
      if ((by_pinyin && !pinyin) || (by_table && !table) || (mode == EntryMode::Handwriting && !writes))
        continue;
      offered[purpose].push_back(mode);
    }
  }
}

/// `fresh`: other candidates than before; otherwise more of the same.
void EntryMethods::Parts::refresh(bool fresh) {
  const std::uint64_t revision = shown.revision + (fresh ? 1 : 0);
  if (fresh) limit = kFirstWords;
  shown = Candidates{};
  shown.revision = revision;
  if (Composer* now = composer()) now->show(shown, limit, context);
}

void EntryMethods::Parts::read_tables(const EntryPlaces& places) {
  worker.post([inbox = inbox, places, &main = main] {
    auto read = std::make_shared<base::Result<CharacterTable>>(
        CharacterTable::load(places.tables / "characters.tsv"));
    inbox->writing_model = places.writing_model;
    const bool can_write = inbox->open_handwriting();
    inbox->handwriting.reset();
    main.post([inbox, read, can_write] {
      if (inbox->owner != nullptr) inbox->owner->take_tables(std::move(*read), can_write);
    });
  });
}

void EntryMethods::Parts::take_tables(base::Result<CharacterTable> read, bool can_write) {
  writes = can_write;
  if (!read) {
    complain(read.error());
  } else {
    table = std::move(*read);
    strokes.emplace(*table);
    radicals.emplace(*table);
  }
  offer();
}

void EntryMethods::Parts::recognize(Ink ink) {
  recognizing = true;
  auto shared = std::make_shared<Ink>(std::move(ink));
  worker.post([inbox = inbox, shared, number = written, &main = main] {
    auto words = std::make_shared<std::vector<base::SecureString>>();
    if (inbox->open_handwriting()) *words = inbox->handwriting->recognize(*shared, kWrittenWords);
    main.post([inbox, words, number] {
      if (inbox->owner != nullptr) inbox->owner->take_written(number, std::move(*words));
    });
  });
}

/// Only the newest ink's answer counts; what was written meanwhile is looked at next.
void EntryMethods::Parts::take_written(std::uint64_t number, std::vector<base::SecureString> words) {
  recognizing = false;
  if (next_ink) {
    Ink ink = std::move(*next_ink);
    next_ink.reset();
    return recognize(std::move(ink));
  }
  if (number != written || context.mode != EntryMode::Handwriting) return;
  refresh(true);
  shown.words = std::move(words);
  shown.nothing_found = shown.words.empty();
}

void EntryMethods::Parts::reset_all() {
  if (pinyin) pinyin->reset();
  if (strokes) strokes->reset();
  if (radicals) radicals->reset();
  codes.reset();
  ++written;
  next_ink.reset();
  refresh(true);
}

base::Result<std::unique_ptr<EntryMethods>> EntryMethods::start(const EntryPlaces& places,
                                                                base::Executor& worker,
                                                                base::Executor& main) {
  auto settings = EntrySettings::load(places.config);
  if (!settings) return tl::unexpected(settings.error());
  auto ranking = NameRanking::load(places.config);
  if (!ranking) return tl::unexpected(ranking.error());
  auto parts = std::unique_ptr<Parts>(new Parts{std::move(*settings), std::move(*ranking), worker, main});
  auto rime = RimeEngine::start(places.tables / "rime");
  if (rime) {
    parts->rime = std::move(*rime);
    parts->pinyin.emplace(*parts->rime, parts->ranking, parts->settings.fuzzy_pinyin);
  } else {
    complain(rime.error());
  }
  parts->inbox->owner = parts.get();
  parts->offer();
  parts->read_tables(places);
  return std::unique_ptr<EntryMethods>(new EntryMethods(std::move(parts)));
}

EntryMethods::EntryMethods(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
EntryMethods::~EntryMethods() { parts_->inbox->owner = nullptr; }

std::span<const EntryMode> EntryMethods::modes(EntryPurpose purpose) const {
  const auto found = parts_->offered.find(purpose);
  return found == parts_->offered.end() ? std::span<const EntryMode>()
                                        : std::span<const EntryMode>(found->second);
}

base::SecureString EntryMethods::take(const EntryKey& key, const EntryContext& context) {
  const EntryContext& before = parts_->context;
  const bool other =
      before.mode != context.mode || before.purpose != context.purpose || before.by_code != context.by_code;
  parts_->context = context;
  if (other) parts_->reset_all();
  if (key.kind == EntryKey::Kind::MoreCandidates) {
    parts_->limit += kMoreWords;
    parts_->refresh(false);
    return {};
  }
  base::SecureString text;
  if (context.mode == EntryMode::Handwriting) {
    auto& words = parts_->shown.words;
    if (key.kind == EntryKey::Kind::Candidate && key.candidate < words.size()) text = words[key.candidate];
    if (key.kind == EntryKey::Kind::Text) text = base::SecureString(key.text);
    ++parts_->written;
  } else if (Composer* composer = parts_->composer()) {
    text = composer->take(key, context);
  }
  if (!text.empty()) parts_->context.at_start = false;
  parts_->refresh(true);
  return text;
}

void EntryMethods::write(const Signature& ink) {
  if (parts_->context.mode != EntryMode::Handwriting) return;
  ++parts_->written;
  parts_->next_ink.reset();
  if (ink.points.empty()) return parts_->refresh(true);
  if (parts_->recognizing) {
    parts_->next_ink = to_ink(ink);
  } else {
    parts_->recognize(to_ink(ink));
  }
}

const Candidates& EntryMethods::candidates() const { return parts_->shown; }

void EntryMethods::reset() {
  parts_->reset_all();
  parts_->worker.post([inbox = parts_->inbox] { inbox->handwriting.reset(); });
}

std::filesystem::path default_tables() {
  std::error_code none;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", none);
  const auto beside = program.parent_path().parent_path() / "entry";
  return std::filesystem::exists(beside / "characters.tsv", none) ? beside : "/usr/share/kiosk/entry";
}

}  // namespace ui::entry
