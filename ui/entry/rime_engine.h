// RimeEngine: pinyin to candidates through librime, which keeps no dictionary of the user's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "kiosk/base/result.h"
#include "kiosk/base/secure.h"

namespace ui::entry {

/// A candidate and how it is read: letters with spaces between the syllables.
struct RimeWord {
  kiosk::base::SecureString text;
  kiosk::base::SecureString reading;
};

/// librime is one per process, and so is this. Main thread only. Starting takes about a millisecond when the
/// dictionaries are built already, a key some hundredths of one. librime's own copies of what is typed are
/// ordinary memory: they are freed by `forget`, but not overwritten.
class RimeEngine {
 public:
  /// `dictionaries`: what rime_deployer built. librime's folder for the user is a private one in memory
  /// (/dev/shm) that stays empty and is removed at the end; nothing is logged.
  static kiosk::base::Result<std::unique_ptr<RimeEngine>> start(const std::filesystem::path& dictionaries);
  ~RimeEngine();
  RimeEngine(const RimeEngine&) = delete;
  RimeEngine& operator=(const RimeEngine&) = delete;

  /// Another schema ends what is being composed. False when there is no such schema.
  bool use(const std::string& schema);
  /// A letter, a digit of nine keys, or an apostrophe. False when the schema has no such key.
  bool press(char key);
  void backspace();
  /// Takes the candidate of this index; a text comes back when nothing is left to choose.
  kiosk::base::SecureString choose(std::size_t index);
  void clear();
  /// Ends the session: nothing of the last citizen can be asked of librime any more.
  void forget();

  bool composing() const;
  /// What was chosen and what is still in letters, with apostrophes between the syllables: 张san.
  kiosk::base::SecureString composition() const;
  /// At most so many candidates, the best first.
  std::vector<RimeWord> candidates(std::size_t at_most) const;
  const std::filesystem::path& user_folder() const { return user_folder_; }

 private:
  explicit RimeEngine(std::filesystem::path user_folder) : user_folder_(std::move(user_folder)) {}
  std::uintptr_t session() const;

  std::filesystem::path user_folder_;
  std::string schema_;
  mutable std::uintptr_t session_ = 0;
};

}  // namespace ui::entry
