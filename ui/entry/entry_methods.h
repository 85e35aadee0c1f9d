// EntryMethods: all ways of writing Chinese behind the one interface that screens know.
#pragma once

#include <filesystem>
#include <memory>

#include "kiosk/base/executor.h"
#include "ui/entry/entry_settings.h"
#include "ui/toolkit/entry.h"

namespace ui::entry {

/// Where the data stand.
struct EntryPlaces {
  std::filesystem::path config;  ///< the configuration folder
  std::filesystem::path tables;  ///< what kiosk-entry-tables and rime_deployer made
  std::filesystem::path writing_model = "/usr/share/tegaki/models/zinnia/handwriting-zh_CN.model";
};
/// The tables beside this program's folder (…/bin/kiosk -> …/entry), otherwise where packages put them.
std::filesystem::path default_tables();

/// Main thread only. Nothing is learned from anybody; `reset` ends what is being composed, and with it what
/// librime holds of it. Pinyin works at once; strokes and handwriting as soon as the worker has read their
/// tables.
class EntryMethods final : public toolkit::InputMethod {
 public:
  /// `worker` reads tables and recognises handwriting, `main` is the main thread's; both outlive this object
  /// or are closed. A missing dictionary or model leaves its modes out and is logged.
  static kiosk::base::Result<std::unique_ptr<EntryMethods>> start(const EntryPlaces& places,
                                                                  kiosk::base::Executor& worker,
                                                                  kiosk::base::Executor& main);
  ~EntryMethods() override;

  std::span<const toolkit::EntryMode> modes(toolkit::EntryPurpose purpose) const override;
  kiosk::base::SecureString take(const toolkit::EntryKey& key, const toolkit::EntryContext& context) override;
  void write(const toolkit::Signature& ink) override;
  const toolkit::Candidates& candidates() const override;
  void reset() override;

 private:
  struct Parts;
  struct Inbox;
  explicit EntryMethods(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace ui::entry
