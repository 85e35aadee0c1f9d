// Going through the script request by request.
#include "tests/central/faults/fault_script.h"

#include "kiosk/base/json_file.h"

namespace tests::central {

kiosk::base::Result<FaultScript> FaultScript::load(const std::filesystem::path& path) {
  using kiosk::base::ErrorCode;
  const auto json = kiosk::base::read_json_file(path);
  if (!json) return tl::unexpected(json.error());
  if (!json->is_object() || !json->contains("faults") || !(*json)["faults"].is_array()) {
    return kiosk::base::fail(ErrorCode::InvalidData, "needs an array of faults", path.string() + "#/faults");
  }
  FaultScript script;
  for (const auto& item : (*json)["faults"]) {
    auto fault = parse_fault(item.is_string() ? item.get<std::string>() : std::string("?"));
    if (!fault) {
      const std::string place = path.string() + "#/faults/" + std::to_string(script.faults_.size());
      return kiosk::base::fail(ErrorCode::InvalidData, fault.error().message, place);
    }
    script.faults_.push_back(*fault);
  }
  return script;
}

void FaultScript::set(Fault fault) { faults_ = {fault}; }

Fault FaultScript::next(bool is_submission) {
  if (faults_.empty()) return {};
  Fault& front = faults_.front();
  if (front.wants_submission() && !is_submission) return {};
  const Fault fault = front;
  if (front.times && --*front.times <= 0) faults_.pop_front();
  return fault;
}

std::string FaultScript::to_string() const {
  std::string text;
  for (const Fault& fault : faults_) text += (text.empty() ? "" : ", ") + central::to_string(fault);
  return text.empty() ? "none" : text;
}

}  // namespace tests::central
