// Runs a fuzz target without libFuzzer: every file of its corpus, then a fixed number of mutations of them.
//
//   fuzz_samv_frame CORPUS_FOLDER [EXECUTIONS]
//
// The same executions every time: a failure can be seen again. The input that broke a property is written to
// crash.bin in the current folder.
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <random>

#include "kiosk/base/file.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using fuzz::Bytes;

constexpr std::size_t kLongestInput = 8192;
constexpr std::uint64_t kSeed = 20261123;

/// The input under way, for the handler of SIGABRT.
const Bytes* current = nullptr;

void keep_input(int) {
  const int fd = creat("crash.bin", 0600);
  if (fd >= 0 && current != nullptr) (void)!write(fd, current->data(), current->size());
  _exit(1);
}

std::vector<Bytes> read_corpus(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<Bytes> corpus;
  for (const auto& file : files) {
    const std::string text = kiosk::base::read_file(file).value();
    corpus.emplace_back(text.begin(), text.end());
  }
  return corpus;
}

class Mutator {
 public:
  explicit Mutator(const std::vector<Bytes>& corpus) : corpus_(corpus) {}

  Bytes next() {
    Bytes input = any();
    for (std::size_t changes = 1 + below(6); changes > 0; --changes) change(input);
    if (input.size() > kLongestInput) input.resize(kLongestInput);
    return input;
  }

 private:
  /// Not std::uniform_int_distribution: it differs between libraries.
  std::size_t below(std::size_t limit) {
    return limit == 0 ? 0 : static_cast<std::size_t>(random_() % limit);
  }
  const Bytes& any() { return corpus_[below(corpus_.size())]; }
  std::uint8_t byte() {
    static constexpr std::uint8_t kTelling[]{0x00, 0x01, 0x03, 0x10, 0x20, 0x7F,
                                             0x80, 0xAA, 0xF2, 0xFE, 0xFF};
    return below(2) == 0 ? kTelling[below(std::size(kTelling))] : static_cast<std::uint8_t>(below(256));
  }
  void change(Bytes& input) {
    const std::size_t at = below(input.size() + 1);
    const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
    switch (below(6)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<std::uint8_t>(input[at] ^ 1U << below(8));
        return;
      case 1:
        if (at < input.size()) input[at] = byte();
        return;
      case 2: input.insert(place, 1 + below(4), byte()); return;
      case 3: input.erase(place, place + static_cast<std::ptrdiff_t>(below(input.size() - at + 1))); return;
      case 4: splice(input, at); return;
      default: input.resize(at); return;
    }
  }
  void splice(Bytes& input, std::size_t at) {
    const Bytes& other = any();
    const std::size_t from = below(other.size() + 1);
    const std::size_t size = below(std::min<std::size_t>(other.size() - from, 64) + 1);
    const auto begin = other.begin() + static_cast<std::ptrdiff_t>(from);
    input.insert(input.begin() + static_cast<std::ptrdiff_t>(at), begin,
                 begin + static_cast<std::ptrdiff_t>(size));
  }

  const std::vector<Bytes>& corpus_;
  std::mt19937_64 random_{kSeed};
};

void execute(const Bytes& input) {
  // A copy of exactly this size on the heap: a sanitizer sees each byte read behind it.
  const Bytes exact(input.begin(), input.end());
  current = &exact;
  LLVMFuzzerTestOneInput(exact.data(), exact.size());
  current = nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || !std::filesystem::is_directory(argv[1])) {
    std::cerr << "Usage: " << argv[0] << " CORPUS_FOLDER [EXECUTIONS]\n";
    return 2;
  }
  signal(SIGABRT, keep_input);
  const std::vector<Bytes> corpus = read_corpus(argv[1]);
  if (corpus.empty()) {
    std::cerr << argv[1] << ": an empty corpus\n";
    return 2;
  }
  for (const Bytes& input : corpus) execute(input);
  const long executions = argc > 2 ? std::strtol(argv[2], nullptr, 10) : 20'000;
  Mutator mutator(corpus);
  for (long i = 0; i < executions; ++i) execute(mutator.next());
  std::cout << corpus.size() << " inputs of the corpus and " << executions
            << " mutations: no property broken\n";
  return 0;
}
