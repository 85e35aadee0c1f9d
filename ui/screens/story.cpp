// Story: the state of one case, why it was refused and what to do, and everything that happened to it.
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/form_entry.h"
#include "ui/screens/frame.h"
#include "ui/screens/message.h"
#include "ui/screens/story_words.h"
#include "ui/screens/words.h"

namespace ui::screens {

std::string readable_time(const std::string& rfc3339) {
  constexpr std::size_t kToMinutes = 16;
  std::string text = rfc3339.substr(0, kToMinutes);
  if (text.size() == kToMinutes) text[10] = ' ';
  return text;
}

std::string_view story_icon(const flow::FoundCase& found) {
  if (found.refused) return "alert-circle";
  if (found.state == "completed") return "check-circle";
  return found.from_centre ? "account-check" : "clock";
}

namespace {

void add_state(Page& page, std::vector<Fact>& facts, const flow::FoundCase& found) {
  facts.push_back(
      {story_icon(found), page.text("story.state"), page.text("story.state." + found.state), found.refused});
  if (const std::string reason = page.in(found.reason); !reason.empty())
    facts.push_back({"alert", page.text("story.reason"), reason, true});
  if (const std::string next = page.in(found.next_step); !next.empty())
    facts.push_back({"arrow-right", page.text("story.next"), next, true});
  if (!found.promised_by.empty())
    facts.push_back({"clock", page.text("story.promised"), readable_time(found.promised_by)});
}

void add_documents(Page& page, std::vector<Fact>& facts, const flow::FoundCase& found) {
  for (const flow::IssuedDocument& document : found.documents) {
    const std::string words = page.session().lookup.by_card
                                  ? document.title
                                  : page.text("story.documents.by-card", {{"name", document.title}});
    facts.push_back({"file-check", page.text("story.documents"), words});
  }
}

/// The oldest first, as it happened; what is still to come stands last, with an open clock.
void add_lines(Page& page, std::vector<Fact>& facts, const flow::FoundCase& found) {
  for (const flow::StoryLine& line : found.lines) {
    const std::string time = readable_time(line.at);
    facts.push_back({line.done ? std::string_view("check-circle") : std::string_view("clock"),
                     line.done ? time : page.text("story.expected", {{"time", time}}), page.in(line.text)});
  }
}

/// The document goes to its owner only, and only from a printer that works.
std::string print_label(Page& page, const flow::FoundCase& found) {
  const flow::Lookup& lookup = page.session().lookup;
  const bool can = lookup.by_card && !found.documents.empty() && device_works(page, "certificate-printer");
  if (!can || page.session().print.done) return {};
  return page.text(lookup.fetching ? "story.printing" : "story.print");
}

}  // namespace

void draw_story(Page& page) {
  const flow::Lookup& lookup = page.session().lookup;
  const flow::FoundCase* found = lookup.shown();
  draw_head(page, {.title = found != nullptr ? page.in(found->title) : page.text("story.title"),
                   .hint = found != nullptr ? page.text("story.number", {{"number", found->number}}) : "",
                   .icon = "clipboard-text",
                   .shows_service = false,
                   .above = page.text("story.title")});
  Rect area = page.zones.content;
  std::string print;
  if (found != nullptr) {
    if (!lookup.complete) draw_trouble_strip(page, area, page.text("story.incomplete"));
    std::vector<Fact> facts;
    if (page.session().print.done) facts.push_back({"printer", "", page.text("story.printed")});
    add_state(page, facts, *found);
    add_documents(page, facts, *found);
    add_lines(page, facts, *found);
    draw_facts(page, area, facts);
    print = print_label(page, *found);
  }
  const Action action = draw_actions(page, {.back = page.text("common.back"),
                                            .primary = print,
                                            .primary_icon = "printer",
                                            .busy = lookup.fetching});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action == Action::Primary && !lookup.fetching) page.emit(flow::Next{});
}

}  // namespace ui::screens
