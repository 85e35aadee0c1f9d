// A model citizen goes through every service: online, refused, offline.
#include <boost/test/unit_test.hpp>

#include "tests/unit/tests/services/shipped.h"

using namespace kiosk;
using namespace kiosk::flow;
using catalog::OfflinePolicy;
using catalog::ServiceDefinition;
using kiosk::tests::all_services;
using kiosk::tests::Visitor;


namespace {

/// On the review page, submitted, and stored on the disk.
void submit(Visitor& visitor, const ServiceDefinition& service) {
  visitor.prepare(service.id.value);
  BOOST_TEST_REQUIRE((visitor.at() == StepKind::Review), service.id.value);
  visitor.happens(Next{});
  visitor.pay();
  BOOST_TEST(visitor.was_asked<StoreCase>(), service.id.value);
  visitor.happens(CaseStored{"R-1"});
}

/// From the paper in the slot to the wipe.
void leave(Visitor& visitor, const ServiceDefinition& service) {
  BOOST_TEST_REQUIRE((visitor.at() == StepKind::Collect), service.id.value);
  visitor.happens(CardTaken{});
  BOOST_TEST((visitor.at() == StepKind::Rate), service.id.value);
  visitor.happens(Skip{});
  BOOST_TEST((visitor.at() == StepKind::Goodbye), service.id.value);
  BOOST_TEST(visitor.was_asked<Wipe>(), service.id.value);
}

void take_slip(Visitor& visitor, const ServiceDefinition& service) {
  BOOST_TEST((visitor.at() == StepKind::Receipt), service.id.value);
  BOOST_TEST(visitor.was_asked<PrintSlip>(), service.id.value);
  visitor.happens(SlipPrinted{true});
}

void take_certificate(Visitor& visitor, const ServiceDefinition& service) {
  BOOST_TEST((visitor.at() == StepKind::Preview), service.id.value);
  visitor.happens(DocumentReady{2});
  visitor.happens(Next{});
  BOOST_TEST(visitor.was_asked<PrintDocument>(), service.id.value);
  visitor.happens(PrintDone{2, true, false});
}

Surroundings offline() {
  Surroundings surroundings = Visitor::everything_works();
  surroundings.connectivity = Surroundings::Connectivity::Offline;
  return surroundings;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(every_service)

BOOST_AUTO_TEST_CASE(leads_a_citizen_from_the_first_touch_to_paper_and_wipe) {
  for (const ServiceDefinition& service : all_services()) {
    Visitor visitor;
    submit(visitor, service);
    visitor.happens(CentreAccepted{"C-1", "", {{"d1", "证明", "VC", 2}}});
    if (service.has_step(StepKind::Print)) take_certificate(visitor, service);
    if (visitor.at() == StepKind::Receipt) take_slip(visitor, service);
    leave(visitor, service);
  }
}

BOOST_AUTO_TEST_CASE(tells_a_refusal_and_gives_no_paper_for_it) {
  for (const ServiceDefinition& service : all_services()) {
    Visitor visitor;
    submit(visitor, service);
    visitor.happens(CentreRejected{"C-1", "refused"});
    BOOST_TEST((visitor.trouble() == TroubleKind::CentreRefused), service.id.value);
    BOOST_TEST(visitor.times_asked<PrintDocument>() == 0U, service.id.value);
    BOOST_TEST((visitor.session().progress.state == CaseState::Rejected), service.id.value);
  }
}

BOOST_AUTO_TEST_CASE(is_accepted_offline_with_a_slip_or_not_begun_at_all) {
  for (const ServiceDefinition& service : all_services()) {
    Visitor visitor;
    visitor.happens(SurroundingsChanged{offline()});
    if (service.offline == OfflinePolicy::Online) {
      visitor.come_for(service.id.value);
      BOOST_TEST(visitor.times_asked<ReadCard>() == 0U, service.id.value);
      continue;
    }
    submit(visitor, service);
    take_slip(visitor, service);
    BOOST_TEST((visitor.session().progress.state == CaseState::Stored), service.id.value);
    leave(visitor, service);
  }
}

BOOST_AUTO_TEST_SUITE_END()
