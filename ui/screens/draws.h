// Every draw function of this room. Private to the room.
#pragma once

#include "ui/screens/page.h"

namespace ui::screens {

void draw_attract(Page& page);
void draw_home(Page& page);
void draw_domain(Page& page);
void draw_service_page(Page& page);
void draw_lookup(Page& page);
void draw_cases(Page& page);
void draw_story(Page& page);
void draw_notice(Page& page);
void draw_identify(Page& page);
void draw_confirm(Page& page);
void draw_form(Page& page);
void draw_scan(Page& page);
void draw_promise(Page& page);
void draw_sign(Page& page);
void draw_review(Page& page);
void draw_pay(Page& page);
void draw_submit(Page& page);
void draw_preview(Page& page);
void draw_print(Page& page);
void draw_receipt(Page& page);
void draw_collect(Page& page);
void draw_rate(Page& page);
void draw_goodbye(Page& page);
void draw_trouble(Page& page);

// What lies over a screen.
void draw_idle_warning(Page& page);
void draw_help(Page& page);
/// Opens the sheet when voice has come on; the Back key closes what lies on top.
void note_voice(Page& page);
void draw_voice_sheet(Page& page);

}  // namespace ui::screens
