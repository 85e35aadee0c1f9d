// The rows of the suite.
#include "tests/conformance/subjects.h"

namespace conformance {
namespace {

using Reasons = std::map<std::string, std::string>;

constexpr const char* kTakenAtOnce = "a request is a few bytes, which the line takes at once";

Reasons samv_reasons() {
  return {{"a_command_canceled_while_it_writes_ends_at_once", kTakenAtOnce},
          {"unplugged_while_it_writes_it_comes_back_by_itself", kTakenAtOnce}};
}

}  // namespace

const std::vector<SubjectEntry>& subject_table() {
  static const std::vector<SubjectEntry> kTable{
      {"samv-serial", "ID-card reader, SAM_V over a serial line", "plain", make_samv_serial, samv_reasons()},
  };
  return kTable;
}

}  // namespace conformance
