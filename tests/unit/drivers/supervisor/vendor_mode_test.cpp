// The vendor mode: nobody is thrown out of a visit, and nobody enters while a technician works.
#include <boost/test/unit_test.hpp>

#include "drivers/supervisor/vendor_mode.h"

using namespace drivers::supervisor;
using kiosk::base::ErrorCode;

namespace {

struct Mode {
  Mode() {
    mode.on_change([this](VendorState now) { seen.push_back(now); });
    visit = mode.join([this](VendorState pending) { asked_visit = pending; });
    devices = mode.join([this](VendorState pending) { asked_devices = pending; });
  }
  VendorMode mode;
  VendorMode::Client visit = 0;
  VendorMode::Client devices = 0;
  VendorState asked_visit = VendorState::Inactive;
  VendorState asked_devices = VendorState::Inactive;
  std::vector<VendorState> seen;
};

const Technician kTechnician{"测试技工", "T-07"};

}  // namespace

BOOST_AUTO_TEST_SUITE(vendor_mode)

BOOST_AUTO_TEST_CASE(it_is_pending_until_all_have_agreed) {
  Mode m;
  BOOST_TEST(m.mode.enter(kTechnician).has_value());
  BOOST_TEST((m.asked_visit == VendorState::EnterPending));
  BOOST_TEST((m.asked_devices == VendorState::EnterPending));
  m.mode.agree(m.devices);
  m.mode.agree(m.devices);
  BOOST_TEST((m.mode.state() == VendorState::EnterPending));
  m.mode.agree(m.visit);
  BOOST_TEST((m.mode.state() == VendorState::Active));
  BOOST_TEST((m.mode.technician() == kTechnician));
  BOOST_TEST(m.mode.leave().has_value());
  BOOST_TEST((m.mode.state() == VendorState::ExitPending));
  m.mode.agree(m.visit);
  m.mode.agree(m.devices);
  BOOST_TEST((m.mode.state() == VendorState::Inactive));
  BOOST_TEST(m.mode.technician().name.empty());
  const std::vector<VendorState> all{VendorState::EnterPending, VendorState::Active, VendorState::ExitPending,
                                     VendorState::Inactive};
  BOOST_TEST((m.seen == all));
}

BOOST_AUTO_TEST_CASE(clients_may_agree_inside_the_question) {
  VendorMode mode;
  VendorMode::Client client = 0;
  client = mode.join([&](VendorState) { mode.agree(client); });
  BOOST_TEST(mode.enter(kTechnician).has_value());
  BOOST_TEST((mode.state() == VendorState::Active));
}

BOOST_AUTO_TEST_CASE(a_pending_request_can_be_taken_back_and_agreeing_then_counts_for_nothing) {
  Mode m;
  BOOST_TEST(m.mode.enter(kTechnician).has_value());
  m.mode.agree(m.visit);
  BOOST_TEST(m.mode.leave().has_value());
  m.mode.agree(m.devices);
  BOOST_TEST((m.mode.state() == VendorState::Inactive));
  BOOST_TEST(m.mode.enter(kTechnician).has_value());
  m.mode.agree(m.devices);
  BOOST_TEST((m.mode.state() == VendorState::EnterPending));
}

BOOST_AUTO_TEST_CASE(it_is_entered_once_by_somebody_and_left_only_from_inside) {
  Mode m;
  BOOST_TEST((m.mode.leave().error().code == ErrorCode::Conflict));
  BOOST_TEST((m.mode.enter({"", "T-07"}).error().code == ErrorCode::InvalidArgument));
  BOOST_TEST(m.mode.enter(kTechnician).has_value());
  BOOST_TEST((m.mode.enter({"another", "T-08"}).error().code == ErrorCode::Conflict));
  BOOST_TEST((m.mode.technician() == kTechnician));
}

BOOST_AUTO_TEST_SUITE_END()
