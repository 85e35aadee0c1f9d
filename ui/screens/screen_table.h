// ScreenTable: which function draws which step kind. Private to the room.
#pragma once

#include <array>

#include "ui/screens/draws.h"

namespace ui::screens {

struct ScreenEntry {
  flow::StepKind kind;
  void (*draw)(Page&);
};

inline constexpr std::array<ScreenEntry, catalog::kStepKinds.size()> kScreenTable{{
    {flow::StepKind::Attract, draw_attract}, {flow::StepKind::Home, draw_home},
    {flow::StepKind::Domain, draw_domain},   {flow::StepKind::ServicePage, draw_service_page},
    {flow::StepKind::Trouble, draw_trouble}, {flow::StepKind::Goodbye, draw_goodbye},
    {flow::StepKind::Lookup, draw_lookup},   {flow::StepKind::Cases, draw_cases},
    {flow::StepKind::Story, draw_story},
    {flow::StepKind::Notice, draw_notice},   {flow::StepKind::Identify, draw_identify},
    {flow::StepKind::Confirm, draw_confirm}, {flow::StepKind::Form, draw_form},
    {flow::StepKind::Scan, draw_scan},       {flow::StepKind::Promise, draw_promise},
    {flow::StepKind::Sign, draw_sign},       {flow::StepKind::Review, draw_review},
    {flow::StepKind::Pay, draw_pay},         {flow::StepKind::Submit, draw_submit},
    {flow::StepKind::Preview, draw_preview},
    {flow::StepKind::Print, draw_print},     {flow::StepKind::Receipt, draw_receipt},
    {flow::StepKind::Collect, draw_collect}, {flow::StepKind::Rate, draw_rate},
}};

}  // namespace ui::screens
