// The robot finger's words.
#include "kiosk/app/finger.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "kiosk/base/mailbox.h"
#include "kiosk/typeset/bitmap.h"
#include "ui/toolkit/input_queue.h"

namespace kiosk::app {
namespace {

constexpr std::int64_t kRobotFinger = 1;
constexpr base::Duration kRetry{50};
/// The screen takes a second tap on one part within half a second for a slip of the finger.
constexpr base::Duration kBetweenTaps{800};

std::string first_word(std::string& line) {
  const std::size_t space = line.find(' ');
  std::string word = line.substr(0, space);
  line = space == std::string::npos ? "" : line.substr(space + 1);
  return word;
}

bool can_be_touched(const ui::toolkit::Node* node, const ui::toolkit::UiTree& tree) {
  return node != nullptr && !node->state.disabled && tree.hit(node->bounds.center()) == node;
}

}  // namespace

base::Result<std::unique_ptr<Finger>> Finger::start(const std::filesystem::path& socket, Hands hands,
                                                    const base::Clock& clock) {
  auto server = base::LineServer::listen(socket);
  if (!server) return tl::unexpected(server.error());
  return std::unique_ptr<Finger>(new Finger(std::move(*server), std::move(hands), clock));
}

Finger::Finger(base::LineServer server, Hands hands, const base::Clock& clock)
    : server_(std::move(server)), hands_(std::move(hands)), clock_(clock), strand_("finger", clock) {
  strand_.post(
      [this] { server_.serve([this](const std::string& line) { return handle(line); }, stop_.get_token()); });
}

Finger::~Finger() {
  stop_.request_stop();
  strand_.stop();
}

/// On the socket's strand: hands the request to the main thread and waits for its answer.
std::string Finger::handle(const std::string& line) {
  std::string rest = line;
  const std::string limit = first_word(rest);
  long milliseconds = 0;
  std::from_chars(limit.data(), limit.data() + limit.size(), milliseconds);
  const auto mailbox = std::make_shared<base::Mailbox>(clock_);
  const auto answer = std::make_shared<std::string>();
  Request request{first_word(rest), rest, clock_.now() + base::Duration{milliseconds},
                  [mailbox, answer](std::string text) {
                    mailbox->post([answer, text = std::move(text)] { *answer = text; });
                  }};
  hands_.main.post([this, request = std::move(request)] { take(request); });
  while (answer->empty() && !stop_.stop_requested()) mailbox->wait_and_drain(kRetry);
  return answer->empty() ? "error the terminal is stopping" : *answer;
}

void Finger::take(Request request) {
  waiting_.push_back(std::move(request));
  look();
}

void Finger::look() {
  std::erase_if(waiting_, [this](const Request& request) {
    if (const auto answer = attempt(request)) {
      request.answer(*answer);
      return true;
    }
    if (clock_.now() < request.deadline) return false;
    request.answer("error no success in time: " + request.word + " " + request.rest + " " +
                   hands_.state().dump());
    return true;
  });
  if (waiting_.empty() || retry_armed_) return;
  retry_armed_ = true;
  hands_.main.post_after(kRetry, [this] {
    retry_armed_ = false;
    look();
  });
}

std::optional<std::string> Finger::attempt(const Request& request) {
  if (!hands_.frame_is_current() || !hands_.host.input().empty()) return std::nullopt;
  const ui::toolkit::UiTree& tree = hands_.host.tree();
  if (request.word == "touch") return touch(tree.find_named(request.rest));
  if (request.word == "touch-id") return touch(tree.find(request.rest));
  if (request.word == "sign") return sign();
  if (request.word == "wait") return reached(request.rest);
  if (request.word == "see")
    return tree.shows(request.rest) ? std::optional<std::string>("ok") : std::nullopt;
  if (request.word == "hide")
    return tree.shows(request.rest) ? std::nullopt : std::optional<std::string>("ok");
  if (request.word == "focus") return focus();
  if (request.word == "heard")
    return hands_.heard && hands_.heard(request.rest) ? std::optional<std::string>("ok") : std::nullopt;
  if (request.word == "black") return is_black() ? std::optional<std::string>("ok") : std::nullopt;
  if (request.word == "tree") return "ok " + tree.to_json().dump();
  if (request.word == "state") return "ok " + hands_.state().dump();
  if (request.word == "capture") {
    const auto written = typeset::write_png(request.rest, hands_.host.capture());
    return written ? "ok" : "error " + written.error().to_string();
  }
  return "error unknown word: " + request.word;
}

std::optional<std::string> Finger::touch(const ui::toolkit::Node* node) {
  if (!can_be_touched(node, hands_.host.tree())) return std::nullopt;
  const auto last = last_touch_.find(node->id);
  const bool is_key = node->role == ui::toolkit::Role::Key;
  if (!is_key && last != last_touch_.end() && clock_.now() - last->second < kBetweenTaps) return std::nullopt;
  last_touch_[node->id] = clock_.now();
  const ui::toolkit::Point at = node->bounds.center();
  hands_.host.input().finger_down(kRobotFinger, at);
  hands_.host.input().finger_up(kRobotFinger, at);
  hands_.wake();
  return "ok";
}

/// "ok ID NAME" of the part with the keypad's focus, or "ok".
std::string Finger::focus() const {
  const ui::toolkit::UiTree& tree = hands_.host.tree();
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].state.focused) return "ok " + tree[i].id + " " + tree[i].name;
  }
  return "ok";
}

bool Finger::is_black() const {
  constexpr std::uint32_t kColour = 0x00FFFFFF;
  const ui::toolkit::Display display = hands_.host.display();
  const std::uint32_t* pixels = hands_.host.pixels();
  const auto count = static_cast<std::ptrdiff_t>(display.width_px) * display.height_px;
  return std::all_of(pixels, pixels + count, [](std::uint32_t pixel) { return (pixel & kColour) == 0; });
}

/// Three waves across the signature pad.
std::optional<std::string> Finger::sign() {
  const ui::toolkit::UiTree& tree = hands_.host.tree();
  const ui::toolkit::Node* pad = nullptr;
  for (std::size_t i = 0; i < tree.size(); ++i) {
    if (tree[i].role == ui::toolkit::Role::Pad) pad = &tree[i];
  }
  if (pad == nullptr) return std::nullopt;
  const ui::toolkit::Rect area = pad->bounds.inset(pad->bounds.w * 0.2F, pad->bounds.h * 0.25F);
  auto& input = hands_.host.input();
  for (int stroke = 0; stroke < 3; ++stroke) {
    const float left = area.x + area.w * static_cast<float>(stroke) / 3;
    input.finger_down(kRobotFinger, {left, area.center().y});
    for (int i = 1; i <= 12; ++i) {
      const float t = static_cast<float>(i) / 12;
      input.finger_move(kRobotFinger,
                        {left + t * area.w * 0.28F, area.center().y + std::sin(t * 9.0F) * area.h * 0.4F});
    }
    input.finger_up(kRobotFinger, {left + area.w * 0.28F, area.center().y});
  }
  hands_.wake();
  return "ok";
}

/// "STEP" or "STEP TROUBLE": on this step now.
std::optional<std::string> Finger::reached(const std::string& rest) {
  std::string words = rest;
  const std::string step = first_word(words);
  const base::Json state = hands_.state();
  const bool there = state.at("step") == step && (words.empty() || state.at("trouble") == words);
  return there ? std::optional("ok " + state.dump()) : std::nullopt;
}

}  // namespace kiosk::app
