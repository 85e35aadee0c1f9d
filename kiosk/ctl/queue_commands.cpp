// kioskctl status and queue.
#include <sstream>

#include "kiosk/ctl/commands.h"
#include "kiosk/ctl/device_text.h"
#include "offline_cache/journal/read_only_store.h"
#include "offline_cache/outbox/queue_view.h"
#include "offline_cache/outbox/receipt_number.h"

namespace kiosk::ctl {
namespace {

using base::Json;
using offline_cache::outbox::CaseSummary;

constexpr std::int64_t kAtOnce = 1000;

Json to_json(const CaseSummary& found) {
  return {{"receipt_number", found.receipt_number},
          {"state", offline_cache::outbox::to_string(found.state)},
          {"service", found.service.value},
          {"terminal", found.terminal.value},
          {"attempts", found.attempts},
          {"applied_at", base::to_rfc3339(found.applied_at)},
          {"updated_at", base::to_rfc3339(found.updated_at)},
          {"idempotency_key", found.key.value.to_string()},
          {"session", found.session.value.to_string()},
          {"centre_receipt", stored_json(found.centre_receipt)},
          {"last_error", found.last_error}};
}

std::string to_line(const CaseSummary& found) {
  std::string line = found.receipt_number + "  " + std::string(to_string(found.state)) + "  " +
                     found.service.value + "  " + base::to_rfc3339(found.applied_at);
  if (!found.last_error.empty()) line += "  " + found.last_error;
  return line + "\n";
}

base::Result<std::vector<CaseSummary>> all_cases(offline_cache::store::Database& database) {
  std::vector<CaseSummary> cases;
  while (true) {
    const std::int64_t after = cases.empty() ? 0 : cases.back().sequence;
    auto page = offline_cache::outbox::list_cases(database, {{}, after, kAtOnce});
    if (!page) return page;
    if (page->empty()) return cases;
    cases.insert(cases.end(), page->begin(), page->end());
  }
}

/// Said plainly: what the keys are worth when somebody takes the disk.
std::string key_words(const std::string& guard) {
  if (guard == "tpm") return "in the TPM";
  return "file-wrapped (they protect a copied database, not a stolen disk)";
}

std::string status_text(const Json& status) {
  std::ostringstream out;
  out << "terminal " << status.value("terminal", "") << "  version " << status.value("version", "") << "  at "
      << status.value("at", "") << "\nconnection " << status.value("connectivity", "") << "  display "
      << status.value("display", "") << "\nkeys " << key_words(status.value("keys", "")) << "\nTLS key "
      << (status.value("tls_key", "") == "tpm" ? "in the TPM" : "in a file (whoever takes the disk has it)")
      << "\npublished fees " << status.value("fees", "none") << "  notices "
      << status.value("notices", "none") << "\nsecure memory "
      << (status.value("memory_locked", false) ? "locked" : "NOT locked (limit too low)") << "\nqueue";
  for (const auto& [state, count] : status.at("queue").items()) out << "  " << state << " " << count;
  const Json maintenance = status.value("maintenance", Json::object());
  if (maintenance.value("state", "inactive") != "inactive") {
    out << "\nMAINTENANCE " << maintenance.value("state", "") << " by " << maintenance.value("name", "")
        << " (" << maintenance.value("technician", "") << ")";
  }
  out << "\ndevices\n";
  for (const Json& device : status.at("devices")) print_device(out, device);
  return out.str();
}

}  // namespace

base::Json stored_json(const std::string& text) {
  base::Json json = base::Json::parse(text, nullptr, false);
  return json.is_discarded() ? base::Json() : json;
}

base::Result<Answer> show_status(const std::filesystem::path& state, const Words&) {
  auto status = base::read_json_file(state / "status.json");
  if (!status) return tl::unexpected(status.error());
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  const auto counts = offline_cache::outbox::count_cases(*store->database);
  if (!counts) return tl::unexpected(counts.error());
  for (const auto& [kind, count] : *counts) (*status)["queue"][std::string(to_string(kind))] = count;
  std::string text = status_text(*status);
  return Answer{std::move(*status), std::move(text)};
}

base::Result<Answer> list_queue(const std::filesystem::path& state, const Words&) {
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  const auto cases = all_cases(*store->database);
  if (!cases) return tl::unexpected(cases.error());
  Answer answer{{{"cases", Json::array()}}, {}};
  for (const CaseSummary& found : *cases) {
    answer.json["cases"].push_back(to_json(found));
    answer.text += to_line(found);
  }
  if (cases->empty()) answer.text = "the queue has no cases\n";
  return answer;
}

base::Result<Answer> show_case(const std::filesystem::path& state, const Words& arguments) {
  const auto number = offline_cache::outbox::read_receipt_number(arguments.at(0));
  if (!number) return base::fail(base::ErrorCode::InvalidArgument, "not a receipt number", arguments.at(0));
  const auto store = offline_cache::journal::open_read_only(state);
  if (!store) return tl::unexpected(store.error());
  const auto found = offline_cache::outbox::find_case(*store->database, *number);
  if (!found) return tl::unexpected(found.error());
  if (!*found)
    return base::fail(base::ErrorCode::NotFound, "no case of this terminal has this number", *number);
  return Answer{to_json(**found), to_line(**found)};
}

}  // namespace kiosk::ctl
