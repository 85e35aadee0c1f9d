// The words of visit scripts.
#include "tests/scenarios/actor.h"

#include <signal.h>

#include <algorithm>
#include <charconv>

namespace kiosk::scenarios {
namespace {

using base::ErrorCode;
using base::fail;
using base::Json;

constexpr base::Duration kPatience{60'000};
constexpr base::Duration kLook{1'500};
/// The queue asks a centre that was down in growing intervals.
constexpr base::Duration kDeliveryPatience{90'000};
constexpr int kFocusLooks = 40;
constexpr base::Duration kBetweenPresses{900};

/// An answer that is only asked whether it succeeded.
base::Status status_of(const base::Result<std::string>& answer) {
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

/// Asks again until the check holds or patience ends: queues and devices settle in their own time.
template <class Check>
base::Status eventually(Check check) {
  const base::SystemClock clock;
  const base::MonoTime end = clock.now() + kDeliveryPatience;
  while (true) {
    const base::Status status = check();
    if (status || clock.now() >= end) return status;
  }
}

base::Status equal(const std::string& what, std::size_t found, const std::string& wanted) {
  if (std::to_string(found) == wanted) return {};
  return fail(ErrorCode::Conflict, what + ": wanted " + wanted + ", found " + std::to_string(found));
}

}  // namespace

base::Status Actor::play(const std::filesystem::path& file) {
  const auto script = read_script(file);
  if (!script) return tl::unexpected(script.error());
  file_ = file;
  for (const ScriptLine& line : *script) {
    const base::Status done = act(line);
    if (done) continue;
    return fail(done.error().code, done.error().to_string(),
                file.string() + ":" + std::to_string(line.number));
  }
  return {};
}

base::Status Actor::act(const ScriptLine& line) {
  const std::string& word = line.words[0];
  if (word == "kiosk") return command_kiosk(line.rest);
  if (word == "play") return play(file_.parent_path() / (line.rest + ".part"));
  if (word == "setting") return change_setting(line);
  if (word == "foreign-authority") return stage_.trust_a_foreign_authority();
  if (word == "centre") {
    return status_of(stage_.centre({line.words.begin() + 1, line.words.end()}));
  }
  if (word == "phone") return use_phone(line);
  if (word == "reader" || word == "receipt" || word == "certificate" || word == "camera" ||
      word == "panel")
    return status_of(stage_.bench(line.words));
  if (word == "technician") return ask_kioskctl(line);
  if (word == "keypad") return keypad(line.rest);
  if (word == "reach") return on_some_page("touch-id " + line.rest);
  if (word == "turn-to") return on_some_page("see " + line.rest);
  if (word == "count") return count_cases(line.rest);
  if (word == "keep") return keep(line);
  if (word == "expect") return expect(line);
  if (word == "remember-number") return remember_number();
  if (word == "type-number") return type_number();
  if (word == "empty-store") return stage_.empty_store();
  return touch_screen(line);
}

/// The citizen's phone: once the code is on the screen it pays what the screen asks for, in the way that is said.
base::Status Actor::use_phone(const ScriptLine& line) {
  std::string number;
  const auto shown = eventually([&]() -> base::Status {
    const auto answer = stage_.finger("state", kLook);
    if (!answer) return tl::unexpected(answer.error());
    const auto state = base::parse_json(answer->substr(answer->find(' ') + 1), "the screen's state");
    if (!state) return tl::unexpected(state.error());
    if (state->at("payment") != "asked") return fail(ErrorCode::NotFound, "no code to pay: " + state->dump());
    number = state->at("payment_number");
    return {};
  });
  if (!shown) return shown;
  std::vector<std::string> words{"payment", "pay", number};
  words.insert(words.end(), line.words.begin() + 2, line.words.end());
  return status_of(stage_.centre(words));
}

/// So many payments at the centre are in this state, and the money that was kept is what the state says.
base::Status Actor::expect_payment(const ScriptLine& line) {
  const auto answer = stage_.centre({"payment", "list"});
  if (!answer) return tl::unexpected(answer.error());
  const auto list = base::parse_json(*answer, "payments");
  if (!list) return tl::unexpected(list.error());
  const std::string& state = line.words.at(3);
  std::size_t found = 0;
  for (const Json& row : list->at("payments")) {
    const bool kept = row.at("state") == "paid" || row.at("state") == "done";
    const std::int64_t should = kept ? row.at("fen").get<std::int64_t>() : 0;
    if (row.at("balance") != should) return fail(ErrorCode::Conflict, "money is lost or kept: " + row.dump());
    found += row.at("state") == state ? 1 : 0;
  }
  return equal("payments that are " + state, found, line.words.at(2));
}

base::Status Actor::touch_screen(const ScriptLine& line) {
  std::string words = line.words[0] + " " + line.rest;
  if (line.words[0] == "capture") words = "capture " + (out_ / (line.rest + ".png")).string();
  const auto answer = stage_.finger(words, kPatience);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->rfind("ok", 0) != 0) return fail(ErrorCode::TimedOut, *answer);
  return {};
}

/// Turns the list's pages until the finger can do this.
base::Status Actor::on_some_page(const std::string& command) {
  constexpr int kMostPages = 12;
  for (int page = 0; page < kMostPages; ++page) {
    const auto done = stage_.finger(command, kLook);
    if (!done) return tl::unexpected(done.error());
    if (done->rfind("ok", 0) == 0) return {};
    const auto turned = stage_.finger("touch-id list.next", kLook);
    if (!turned || turned->rfind("ok", 0) != 0) break;
  }
  return fail(ErrorCode::TimedOut, "no page of the list has " + command);
}

/// Moves the focus with the keypad until it is on the part with this name or id, and presses OK.
base::Status Actor::keypad(const std::string& name) {
  constexpr int kMostParts = 80;
  const base::SystemClock clock;
  const base::MonoTime end = clock.now() + kPatience;
  std::string before = "?";
  int looks = 0;
  for (int pressed = 0; pressed < kMostParts && clock.now() < end;) {
    const auto focus = stage_.finger("focus", kPatience);
    if (!focus) return tl::unexpected(focus.error());
    const std::size_t space = focus->find(' ', 3);
    const bool named = space != std::string::npos && focus->substr(space + 1) == name;
    if (named || focus->rfind("ok " + name + " ", 0) == 0) {
      // The screen takes a second press within half a second for a slip.
      if (clock.now() - last_ok_ < kBetweenPresses) continue;
      last_ok_ = clock.now();
      return status_of(stage_.bench({"panel", "key", "ok"}));
    }
    // A page with one part keeps the focus: ask again for a while, then press on.
    const bool moved = *focus != before;
    before = *focus;
    if (!moved && ++looks % kFocusLooks != 0) continue;
    if (const auto key = stage_.bench({"panel", "key", "down"}); !key) return tl::unexpected(key.error());
    ++pressed;
  }
  return fail(ErrorCode::TimedOut, "the keypad does not reach " + name + ", the focus is on " + before);
}

base::Status Actor::command_kiosk(const std::string& word) {
  if (word == "start") return stage_.start_kiosk();
  if (word == "running") return stage_.kiosk_running() ? base::Status{} : stage_.start_kiosk();
  if (word == "kill") return stage_.stop_kiosk(SIGKILL), base::Status{};
  if (word == "stop") {
    const int status = stage_.stop_kiosk(SIGTERM);
    if (status != 0) return fail(ErrorCode::Conflict, "kiosk ended with " + std::to_string(status));
    return {};
  }
  return fail(ErrorCode::InvalidArgument, "kiosk start, running, stop or kill");
}

base::Status Actor::change_setting(const ScriptLine& line) {
  if (line.words.size() != 3) return fail(ErrorCode::InvalidArgument, "setting POINTER VALUE");
  const auto value = base::parse_json(line.words[2], "value");
  if (!value) return tl::unexpected(value.error());
  return stage_.set(line.words[1], *value);
}

base::Status Actor::ask_kioskctl(const ScriptLine& line) {
  const auto answer = stage_.kioskctl({line.words.begin() + 1, line.words.end()});
  if (!answer) return tl::unexpected(answer.error());
  return {};
}

/// The mode is entered and left when everybody agrees, in its own time.
base::Status Actor::expect_maintenance(const std::string& state) {
  const auto answer = stage_.kioskctl({"maintenance", "status"});
  if (!answer) return tl::unexpected(answer.error());
  const std::string found = answer->at("maintenance").at("state");
  if (found == state) return {};
  return fail(ErrorCode::Conflict, "maintenance is " + found + ", not " + state);
}

/// The newest fault of this type in the history was ended so.
base::Status Actor::expect_cleared(const std::string& type, const std::string& by) {
  const auto history = stage_.kioskctl({"faults", "--all"});
  if (!history) return tl::unexpected(history.error());
  for (const Json& fault : history->at("faults")) {
    if (fault.at("type") == type && fault.at("cleared_by") == by && fault.at("until").is_string()) return {};
  }
  return fail(ErrorCode::NotFound, "no fault " + type + " that was cleared by " + by);
}

base::Status Actor::keep(const ScriptLine& line) {
  if (line.words.size() < 3) return fail(ErrorCode::InvalidArgument, "keep slip|certificate NAME");
  const std::string device = line.words[1] == "slip" ? "receipt" : "certificate";
  return status_of(stage_.bench({device, "show", (out_ / (line.words[2] + ".png")).string()}));
}

base::Status Actor::remember_number() {
  const auto queue = stage_.kioskctl({"queue", "list"});
  if (!queue) return tl::unexpected(queue.error());
  if (queue->at("cases").empty()) return fail(ErrorCode::NotFound, "the queue is empty");
  number_ = queue->at("cases").back().at("receipt_number");
  return {};
}

base::Status Actor::type_number() {
  for (const char key : number_) {
    const std::string name(1, key);
    if (auto touched = touch_screen({0, {"touch", name}, name}); !touched) return touched;
  }
  return {};
}

base::Status Actor::expect(const ScriptLine& line) {
  const std::string what = line.words.size() > 1 ? line.words[1] : "";
  if (what == "centre") return eventually([&] { return expect_centre(line); });
  if (what == "paper") return eventually([&] { return expect_paper(line); });
  if (what == "queue") return eventually([&] { return expect_queue(line); });
  if (what == "payment") return eventually([&] { return expect_payment(line); });
  if (what == "replay") return stage_.replay_newest_visit();
  if (what == "same-number") return expect_same_number();
  if (what == "fault") return eventually([&] { return expect_fault(line.words.at(2), true); });
  if (what == "no-fault") return eventually([&] { return expect_fault(line.words.at(2), false); });
  if (what == "maintenance") return eventually([&] { return expect_maintenance(line.words.at(2)); });
  if (what == "cleared")
    return eventually([&] { return expect_cleared(line.words.at(2), line.words.at(3)); });
  if (what == "trail") {
    const auto verified = stage_.kioskctl({"audit", "verify"});
    if (!verified) return tl::unexpected(verified.error());
    return {};
  }
  if (what == "slip") {
    const auto text = stage_.bench({"receipt", "text"});
    if (!text) return tl::unexpected(text.error());
    if (text->find(line.words.at(2)) != std::string::npos) return {};
    return fail(ErrorCode::NotFound, "the slip does not carry " + line.words.at(2) + ": " + *text);
  }
  return fail(ErrorCode::InvalidArgument, "nothing known to expect: " + what);
}

base::Result<std::size_t> Actor::cases_of(const std::string& service) {
  const auto cases = stage_.centre_cases();
  if (!cases) return tl::unexpected(cases.error());
  return static_cast<std::size_t>(std::count_if(
      cases->begin(), cases->end(), [&service](const Json& row) { return row.at("service") == service; }));
}

base::Status Actor::count_cases(const std::string& service) {
  const auto found = cases_of(service);
  if (!found) return tl::unexpected(found.error());
  counted_[service] = *found;
  return {};
}

/// "3" is a number of cases, "+1" that many more than when they were counted.
base::Status Actor::expect_centre(const ScriptLine& line) {
  const std::string& service = line.words.at(3);
  const auto found = cases_of(service);
  if (!found) return tl::unexpected(found.error());
  const std::string& wanted = line.words.at(2);
  if (wanted[0] != '+') return equal("cases of " + service + " at the centre", *found, wanted);
  return equal("new cases of " + service + " at the centre", *found - counted_[service], wanted.substr(1));
}

base::Status Actor::expect_paper(const ScriptLine& line) {
  const auto papers = stage_.centre_papers();
  if (!papers) return tl::unexpected(papers.error());
  const std::string& name = line.words.at(3);
  const auto found = std::count_if(papers->begin(), papers->end(), [&name](const Json& row) {
    return row.at("name") == name && row.at("complete") == true;
  });
  return equal("whole pictures of " + name + " at the centre", static_cast<std::size_t>(found),
               line.words.at(2));
}

base::Status Actor::expect_queue(const ScriptLine& line) {
  const auto queue = stage_.kioskctl({"queue", "list"});
  if (!queue) return tl::unexpected(queue.error());
  const std::string& state = line.words.at(3);
  const auto found = std::count_if(queue->at("cases").begin(), queue->at("cases").end(),
                                   [&state](const Json& row) { return row.at("state") == state; });
  return equal("queued cases in state " + state, static_cast<std::size_t>(found), line.words.at(2));
}

/// The newest case of the queue stands under its number at the centre, once.
base::Status Actor::expect_same_number() {
  const auto queue = stage_.kioskctl({"queue", "list"});
  const auto cases = stage_.centre_cases();
  if (!queue) return tl::unexpected(queue.error());
  if (!cases) return tl::unexpected(cases.error());
  if (queue->at("cases").empty()) return fail(ErrorCode::NotFound, "the queue is empty");
  const std::string number = queue->at("cases").back().at("receipt_number");
  const auto found = std::count_if(cases->begin(), cases->end(),
                                   [&number](const Json& row) { return row.at("receipt_number") == number; });
  return equal("cases with the number " + number + " at the centre", static_cast<std::size_t>(found), "1");
}

base::Status Actor::expect_fault(const std::string& type, bool present) {
  const auto status = stage_.kioskctl({"status"});
  if (!status) return tl::unexpected(status.error());
  bool found = false;
  for (const Json& device : status->at("devices")) {
    for (const Json& fault : device.at("faults")) found = found || fault.at("type") == type;
  }
  if (found == present) return {};
  return fail(ErrorCode::Conflict, "fault " + type + (present ? " is not there" : " is still there"));
}

}  // namespace kiosk::scenarios
