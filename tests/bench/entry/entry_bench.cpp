// kiosk-benchmark-entry: time of each key beside bare librime, start time, memory.
#include <rime_api.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "kiosk/base/command_line.h"
#include "kiosk/base/executor.h"
#include "ui/entry/entry_methods.h"

namespace {

namespace base = kiosk::base;
using ui::toolkit::EntryContext;
using ui::toolkit::EntryKey;
using ui::toolkit::EntryMode;
using ui::toolkit::EntryPurpose;

constexpr int kRounds = 200;
const std::vector<std::string> kWords{"xiancheng",      "qiaotoulu", "zhangjianguo", "yingyezhizhao",
                                      "shenfenzheng",   "ouyang",    "wei",          "yi",
                                      "zhongguorenmin", "li"};
const base::ProgramText kText{"kiosk-benchmark-entry", "how fast the input methods are",
                              "kiosk-benchmark-entry [--config DIR]", "Run it from the project's root.\n"};

using Clock = std::chrono::steady_clock;
double microseconds_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

struct Times {
  std::vector<double> all;
  double at(double share) {
    std::sort(all.begin(), all.end());
    return all.empty() ? 0 : all[static_cast<std::size_t>(share * static_cast<double>(all.size() - 1))];
  }
};

void print(const char* what, Times& times) {
  std::printf("%-44s p50 %8.1f us   p99 %8.1f us   max %8.1f us   (%zu)\n", what, times.at(0.5),
              times.at(0.99), times.at(1), times.all.size());
}

long memory_kib(const char* key) {
  std::ifstream file("/proc/self/smaps_rollup");
  for (std::string line; std::getline(file, line);) {
    if (line.rfind(key, 0) == 0) return std::stol(line.substr(line.find(':') + 1));
  }
  return 0;
}

void clear(ui::entry::EntryMethods& methods, const EntryContext& context) {
  methods.take({EntryKey::Kind::Clear}, context);
}

/// Each key, with its candidates made ready for the screen.
Times type_ours(ui::entry::EntryMethods& methods, const EntryContext& context,
                const std::vector<std::string>& words) {
  Times times;
  for (int round = 0; round < kRounds; ++round) {
    for (const std::string& word : words) {
      for (const char letter : word) {
        const EntryKey key{EntryKey::Kind::Text, std::string(1, letter)};
        const auto begin = Clock::now();
        methods.take(key, context);
        times.all.push_back(microseconds_since(begin));
      }
      clear(methods, context);
    }
  }
  return times;
}

/// The yardstick: the same keys to librime and its own page of candidates back.
Times type_bare(const char* schema) {
  RimeApi* rime = rime_get_api();
  const RimeSessionId session = rime->create_session();
  rime->select_schema(session, schema);
  Times times;
  for (int round = 0; round < kRounds; ++round) {
    for (const std::string& word : kWords) {
      for (const char letter : word) {
        const auto begin = Clock::now();
        rime->process_key(session, letter, 0);
        RIME_STRUCT(RimeContext, context);
        rime->get_context(session, &context);
        times.all.push_back(microseconds_since(begin));
        rime->free_context(&context);
      }
      rime->clear_composition(session);
    }
  }
  rime->destroy_session(session);
  return times;
}

/// 王, stroke by stroke.
ui::toolkit::Signature wang() {
  const float lines[4][4] = {{15, 12, 85, 11}, {20, 45, 80, 44}, {50, 13, 50, 85}, {8, 86, 92, 85}};
  ui::toolkit::Signature ink;
  for (const auto& line : lines) {
    for (int i = 0; i <= 20; ++i) {
      const float share = static_cast<float>(i) / 20.F;
      ink.points.push_back(
          {line[0] + (line[2] - line[0]) * share, line[1] + (line[3] - line[1]) * share, i == 20});
    }
  }
  return ink;
}

void settle(base::ManualExecutor& worker, base::ManualExecutor& main) {
  while (worker.run_ready() + main.run_ready() > 0) {
  }
}

Times write(ui::entry::EntryMethods& methods, base::ManualExecutor& worker, base::ManualExecutor& main) {
  const EntryContext context{EntryMode::Handwriting, EntryPurpose::Name};
  methods.take({EntryKey::Kind::Mode}, context);
  Times times;
  for (int round = 0; round < kRounds / 4; ++round) {
    const auto begin = Clock::now();
    methods.write(wang());
    settle(worker, main);
    times.all.push_back(microseconds_since(begin));
  }
  return times;
}

void compare(ui::entry::EntryMethods& methods) {
  const auto run = [&methods](EntryMode mode, EntryPurpose purpose, const std::vector<std::string>& words) {
    const EntryContext context{mode, purpose};
    methods.take({EntryKey::Kind::Mode}, context);
    return type_ours(methods, context, words);
  };
  type_bare("kiosk_pinyin_fuzzy");
  Times bare = type_bare("kiosk_pinyin_fuzzy");
  Times text = run(EntryMode::Pinyin, EntryPurpose::Text, kWords);
  Times name = run(EntryMode::Pinyin, EntryPurpose::Name, kWords);
  Times nine = run(EntryMode::NineKeys, EntryPurpose::Text, {"942624364", "9426452648", "94664"});
  Times strokes = run(EntryMode::Strokes, EntryPurpose::Text, {"hspn", "nnhhspzn", "hhszhspn"});
  print("a key of pinyin, bare librime (yardstick)", bare);
  print("a key of pinyin, text", text);
  print("a key of pinyin, name (500 ranked)", name);
  print("a key of nine keys", nine);
  print("a stroke among 93,000 characters", strokes);
  std::printf("text to yardstick: p50 %.2f   p99 %.2f\n", text.at(0.5) / bare.at(0.5),
              text.at(0.99) / bare.at(0.99));
}

int run(const std::string& config) {
  base::ManualClock clock;
  base::ManualExecutor worker(clock), main(clock);
  const long before = memory_kib("Pss:");
  const auto begin = Clock::now();
  auto methods = ui::entry::EntryMethods::start({config, ui::entry::default_tables()}, worker, main);
  if (!methods) {
    std::fprintf(stderr, "kiosk-benchmark-entry: %s\n", methods.error().to_string().c_str());
    return base::kExitUnavailable;
  }
  const double started = microseconds_since(begin);
  const EntryContext first{EntryMode::Pinyin, EntryPurpose::Name};
  const auto first_key = Clock::now();
  (*methods)->take({EntryKey::Kind::Text, "z"}, first);
  std::printf("start %.1f ms, first key %.1f ms", started / 1000, microseconds_since(first_key) / 1000);
  const auto tables = Clock::now();
  settle(worker, main);
  std::printf(", tables and model on the worker %.1f ms\n", microseconds_since(tables) / 1000);
  compare(**methods);
  const long pinyin_memory = memory_kib("Pss:");
  Times written = write(**methods, worker, main);
  print("a character by hand (on the worker)", written);
  std::printf("memory: before %ld KiB, with tables %ld KiB, after handwriting %ld KiB (PSS)\n", before,
              pinyin_memory, memory_kib("Pss:"));
  return base::kExitOk;
}

}  // namespace

int main(int argc, char** argv) {
  namespace po = boost::program_options;
  po::options_description options("Options");
  options.add_options()("config", po::value<std::string>()->default_value("config")->value_name("DIR"),
                        "configuration folder");
  int exit_code = 0;
  const auto line = base::parse_command_line(kText, options, argc, argv, exit_code);
  return line ? run(line->options["config"].as<std::string>()) : exit_code;
}
