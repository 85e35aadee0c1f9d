// kioskctl maintenance and device: asks the running terminal.
#include <sstream>

#include "kiosk/base/local_socket.h"
#include "kiosk/ctl/commands.h"
#include "kiosk/ctl/device_text.h"

namespace kiosk::ctl {
namespace {

using base::ErrorCode;
using base::fail;
using base::Json;
using base::Result;

/// Longer than the terminal gives any device.
constexpr base::Duration kPatience{60'000};

/// The running terminal's answer, when it is no refusal.
Result<Json> ask(const std::filesystem::path& state, const Json& request) {
  const auto socket = state / "control.sock";
  const auto line = base::ask_line(socket, request.dump(), kPatience);
  if (!line) {
    return fail(line.error().code, "the terminal does not run, or does not answer: " + line.error().message,
                socket.string());
  }
  Json answer = Json::parse(*line, nullptr, false);
  if (!answer.is_object())
    return fail(ErrorCode::InvalidData, "the terminal's answer is no JSON", socket.string());
  if (answer.value("ok", false)) return answer;
  const bool misused = answer.value("code", "") == to_string(ErrorCode::InvalidArgument);
  return fail(misused ? ErrorCode::InvalidArgument : ErrorCode::Conflict, answer.value("message", "refused"));
}

std::string maintenance_text(const Json& answer) {
  const Json& maintenance = answer.at("maintenance");
  const std::string state = maintenance.value("state", "");
  std::string text = "maintenance: " + state;
  if (state != "inactive") {
    text += " by " + maintenance.value("name", "") + " (" + maintenance.value("technician", "") + ")";
  }
  if (state == "enter-pending") text += "; it begins as soon as the visit has ended";
  return text + "\n";
}

Result<Answer> maintenance(const std::filesystem::path& state, const Json& request) {
  auto answer = ask(state, request);
  if (!answer) return tl::unexpected(answer.error());
  std::string text = maintenance_text(*answer);
  return Answer{std::move(*answer), std::move(text)};
}

/// Test, reset, clear: what the device answered.
Result<Answer> act(const std::filesystem::path& state, const Json& request) {
  auto answer = ask(state, request);
  if (!answer) return tl::unexpected(answer.error());
  std::string text = answer->value("device", "") + ": " + answer->value("result", "");
  for (const char* more : {"seen", "fault", "detail"}) {
    if (const std::string words = answer->value(more, ""); !words.empty()) text += ", " + words;
  }
  const bool good = answer->value("good", false);
  return Answer{std::move(*answer), text + "\n", !good};
}

}  // namespace

Result<Answer> enter_maintenance(const std::filesystem::path& state, const Words& arguments) {
  return maintenance(state,
                     {{"do", "maintenance.enter"}, {"name", arguments.at(0)}, {"number", arguments.at(1)}});
}

Result<Answer> leave_maintenance(const std::filesystem::path& state, const Words&) {
  return maintenance(state, {{"do", "maintenance.leave"}});
}

Result<Answer> show_maintenance(const std::filesystem::path& state, const Words&) {
  return maintenance(state, {{"do", "maintenance.status"}});
}

Result<Answer> list_devices(const std::filesystem::path& state, const Words&) {
  auto answer = ask(state, {{"do", "device.list"}});
  if (!answer) return tl::unexpected(answer.error());
  std::ostringstream text;
  for (const Json& device : answer->at("devices")) print_device(text, device);
  return Answer{std::move(*answer), text.str()};
}

Result<Answer> show_device(const std::filesystem::path& state, const Words& arguments) {
  auto answer = ask(state, {{"do", "device.show"}, {"class", arguments.at(0)}});
  if (!answer) return tl::unexpected(answer.error());
  std::ostringstream text;
  print_device(text, answer->at("device"));
  print_capabilities(text, answer->at("device"));
  return Answer{std::move(*answer), text.str()};
}

Result<Answer> test_device(const std::filesystem::path& state, const Words& arguments) {
  return act(state, {{"do", "device.test"}, {"class", arguments.at(0)}});
}

Result<Answer> reset_device(const std::filesystem::path& state, const Words& arguments) {
  return act(state, {{"do", "device.reset"}, {"class", arguments.at(0)}});
}

Result<Answer> clear_device_fault(const std::filesystem::path& state, const Words& arguments) {
  return act(state, {{"do", "device.clear"}, {"class", arguments.at(0)}, {"fault", arguments.at(1)}});
}

}  // namespace kiosk::ctl
