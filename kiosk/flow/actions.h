// The actions that the transition table names, one line each.
#pragma once

#include "kiosk/flow/turn.h"

namespace kiosk::flow {

// visit_actions.cpp: coming, looking around, leaving
void begin_visit(Turn& turn);
void open_domain(Turn& turn);
void open_service(Turn& turn);
void open_home(Turn& turn);
void leave_domain(Turn& turn);
void leave_service_page(Turn& turn);
void start_service(Turn& turn);
void change_preferences(Turn& turn);
void note_surroundings(Turn& turn);
void warn_of_idleness(Turn& turn);
void go_on_after_warning(Turn& turn);
void deny_identity(Turn& turn);
void ask_to_end(Turn& turn);
void return_to_attract(Turn& turn);

// form_actions.cpp: telling who and what
void keep_card(Turn& turn);
void tell_card_failure(Turn& turn);
void cancel_reading(Turn& turn);
void go_forward(Turn& turn);
void go_backward(Turn& turn);
void keep_answer(Turn& turn);
void next_question(Turn& turn);
void previous_question(Turn& turn);
void change_answer(Turn& turn);
void keep_promise(Turn& turn);
void add_stroke(Turn& turn);
void clear_signature(Turn& turn);
void finish_signature(Turn& turn);

// scan_actions.cpp: the papers
void scan_page(Turn& turn);
void keep_page(Turn& turn);
void tell_scan_failure(Turn& turn);
void drop_page(Turn& turn);
void bring_later(Turn& turn);
void next_material(Turn& turn);
void previous_material(Turn& turn);

// case_actions.cpp: made durable, sent, answered
void note_stored(Turn& turn);
void note_not_stored(Turn& turn);
void note_accepted(Turn& turn);
void note_accepted_late(Turn& turn);
void note_rejected(Turn& turn);
void note_not_reached(Turn& turn);
void note_withdrawn(Turn& turn);
void stop_waiting_for_centre(Turn& turn);
void resume_after_late_answer(Turn& turn);

// pay_actions.cpp: what the service costs
void note_payment(Turn& turn);
void note_payment_refused(Turn& turn);
void note_payment_not_heard(Turn& turn);
void go_on_with_found_payment(Turn& turn);
void use_payment_code(Turn& turn);
void send_payment_code(Turn& turn);
void tell_code_not_read(Turn& turn);
void leave_payment(Turn& turn);
void stop_waiting_for_payment(Turn& turn);
void resume_paid(Turn& turn);

// paper_actions.cpp: documents, slips, cards
void note_document(Turn& turn);
void note_document_missing(Turn& turn);
void print_when_ready(Turn& turn);
void count_page(Turn& turn);
void finish_print(Turn& turn);
void tell_print_failure(Turn& turn);
void finish_slip(Turn& turn);
void tell_slip_failure(Turn& turn);
void note_card_taken(Turn& turn);
void remind_of_card(Turn& turn);
void keep_rating(Turn& turn);
void leave_unrated(Turn& turn);

// lookup_actions.cpp: how far a case is
void open_lookup(Turn& turn);
void find_own_cases(Turn& turn);
void note_unread_card(Turn& turn);
void find_by_number(Turn& turn);
void find_by_code(Turn& turn);
void wait_for_code_again(Turn& turn);
void keep_found_cases(Turn& turn);
void ask_again_for_cases(Turn& turn);
void keep_found_case(Turn& turn);
void note_unknown_case(Turn& turn);
void choose_case(Turn& turn);
void leave_story(Turn& turn);
void fetch_for_collection(Turn& turn);
void print_collected(Turn& turn);

// trouble_actions.cpp
void try_again(Turn& turn);
void go_on_without(Turn& turn);

}  // namespace kiosk::flow
