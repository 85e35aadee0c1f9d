// Service page: what you get, time, fee, papers and what this machine needs, before anything begins.
#include "kiosk/flow/flow_engine.h"
#include "ui/screens/draws.h"
#include "ui/screens/facts.h"
#include "ui/screens/frame.h"
#include "ui/screens/words.h"

namespace ui::screens {
namespace {

/// The identity card and the service's own papers.
std::string papers_text(const Page& page, const catalog::ServiceDefinition& service) {
  std::string words = page.text("service.papers.id-card");
  for (const catalog::Material& material : service.materials) {
    words += page.text("common.list-separator");
    const std::string_view id = material.may_follow_later ? "service.papers.later"
                                : material.required       ? ""
                                                          : "service.papers.optional";
    words += id.empty() ? page.in(material.name) : page.text(id, {{"name", page.in(material.name)}});
  }
  return words;
}

std::string machine_text(const Page& page, const catalog::ServiceDefinition& service) {
  std::string words;
  for (const std::string& device : service.devices) {
    if (!words.empty()) words += "\n";
    words += page.text(device_works(page, device) ? "service.machine.ready" : "service.machine.not-ready",
                       {{"device", device_name(page, device)}});
  }
  return words;
}

std::vector<Fact> facts_of(const Page& page, const catalog::ServiceDefinition& service) {
  std::vector<Fact> facts;
  if (const std::string reason = unavailable_text(page, service); !reason.empty()) {
    const auto why = flow::why_unavailable(service, page.view.terminal, page.session().surroundings);
    const std::string next =
        why == flow::Unavailable::CentreOffline   ? page.text("unavailable.centre-offline.next")
        : why == flow::Unavailable::DeviceMissing ? page.text("unavailable.device-missing.next")
        : why == flow::Unavailable::QueueFull     ? page.text("unavailable.queue-full.next")
                                                  : page.text("unavailable.not-here.next");
    const std::string nearest = nearest_text(page, service);
    facts.push_back({"alert", page.text("service.unavailable.title"), reason + "\n" + (nearest.empty() ? next : nearest), true});
  }
  facts.push_back({"file-check", page.text("service.result"), page.in(service.result)});
  facts.push_back({"clock", page.text("service.time"), page.in(service.time)});
  facts.push_back({"cash-100", page.text("service.fee"), page.in(service.fee)});
  facts.push_back({"account-card-details", page.text("service.papers"), papers_text(page, service)});
  facts.push_back({"account-check", page.text("service.who"), page.in(service.who)});
  facts.push_back({"printer", page.text("service.machine"), machine_text(page, service)});
  facts.push_back({"gavel", page.text("service.basis"), page.in(service.basis)});
  return facts;
}

}  // namespace

void draw_service_page(Page& page) {
  const catalog::ServiceDefinition& service = *page.session().service;
  const bool queued = service.offline != catalog::OfflinePolicy::Online;
  draw_head(page, {.title = page.in(service.name),
                   .hint = queued ? page.text("service.offline-note") : page.in(service.summary),
                   .icon = service.icon,
                   .shows_service = false});
  draw_facts(page, page.zones.content, facts_of(page, service));
  const std::string reason = unavailable_text(page, service);
  const Action action = draw_actions(page, {.back = page.text("common.back"),
                                            .primary = page.text("service.start"),
                                            .primary_icon = "arrow-right",
                                            .disabled_reason = reason});
  if (action == Action::Back) page.emit(flow::Back{});
  if (action == Action::Primary) page.emit(flow::Next{});
}

}  // namespace ui::screens
