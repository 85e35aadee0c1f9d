// Scenes of asking how far a case is.
#include "ui/gallery/stage.h"

namespace ui::gallery {
namespace {

flow::FoundCase case_of(const std::string& id, const std::string& number, const std::string& state) {
  flow::FoundCase found;
  found.number = number;
  found.service = {id};
  found.title = service(id).name;
  found.state = state;
  found.from_centre = state != "queued";
  found.refused = state == "rejected";
  found.received_at = "2026-11-20T09:12:30+08:00";
  found.lines = {{"2026-11-20T09:12:30+08:00", {{"终端已受理", "Accepted by the terminal"}}, true},
                 {"2026-11-20T09:12:33+08:00", {{"中心已收件", "The centre has it"}}, true},
                 {"2026-11-20T09:12:33+08:00", {{"已推送监管部门", "Told to the supervision"}}, true}};
  return found;
}

flow::FoundCase refused_case() {
  flow::FoundCase found = case_of("GA-03", "T05-261120-0004-Q", "rejected");
  found.reason = {{"租赁合同没有房东签字", "The lease is not signed by the landlord"}};
  found.next_step = {
      {"请在 12 月 4 日前带上签字的合同，到任一终端补交", "Bring the signed lease to any terminal"}};
  return found;
}

flow::FoundCase running_case() {
  flow::FoundCase found = case_of("GA-04", "T05-261122-0011-B", "in-work");
  found.promised_by = "2026-12-01T18:00:00+08:00";
  found.lines.push_back({"2026-12-01T18:00:00+08:00", {{"办结", "Done"}}, false});
  return found;
}

flow::FoundCase finished_case() {
  flow::FoundCase found = case_of("RS-01", "T05-261123-0007-K", "completed");
  found.documents = {{"d1", "社会保险个人参保缴费证明", "8H2K-77QX", 2}};
  return found;
}

}  // namespace

void add_stories(std::vector<Scene>& scenes) {
  flow::Session lookup = session_at(flow::StepKind::Lookup);
  lookup.lookup.open = true;
  scenes.push_back({"lookup", lookup});
  lookup.lookup.trouble = flow::LookupTrouble::UnknownHere;
  scenes.push_back({"lookup-unknown-here", lookup,
                    [](ScreenState& state) { state.entry.value = base::SecureString("T05-261123-0007-K"); }});
  flow::Session cases = session_at(flow::StepKind::Cases);
  cases.applicant = test_card();
  cases.lookup.open = cases.lookup.by_card = cases.lookup.asking = true;
  scenes.push_back({"cases-asking", cases});
  cases.lookup.asking = false;
  scenes.push_back({"cases-none", cases});
  cases.lookup.cases = {case_of("GA-03", "T05-261123-0009-C", "queued"), refused_case(), running_case(),
                        finished_case()};
  scenes.push_back({"cases", cases});
  cases.lookup.complete = false;
  scenes.push_back({"cases-offline", cases});
  cases.at = flow::StepKind::Story;
  scenes.push_back({"story-offline", cases});
  cases.lookup.complete = true;
  cases.lookup.chosen = 1;
  scenes.push_back({"story-refused", cases});
  cases.lookup.chosen = 2;
  scenes.push_back({"story-running", cases});
  cases.lookup.chosen = 3;
  scenes.push_back({"story-document", cases});
  cases.print.done = true;
  scenes.push_back({"story-printed", cases});
}

}  // namespace ui::gallery
