// How each subject is made; the table is in subject_table.cpp.
#pragma once

#include "tests/conformance/subject.h"

namespace conformance {

std::unique_ptr<Subject> make_samv_serial();
std::unique_ptr<Subject> make_escpos_serial();
std::unique_ptr<Subject> make_escpos_presenter();
std::unique_ptr<Subject> make_crt();
std::unique_ptr<Subject> make_climate();
std::unique_ptr<Subject> make_codes_serial();
std::unique_ptr<Subject> make_codes_keyboard();
std::unique_ptr<Subject> make_ipp();
std::unique_ptr<Subject> make_sane();
std::unique_ptr<Subject> make_camera();
std::unique_ptr<Subject> make_panel();
std::unique_ptr<Subject> make_ups();
/// Needs a pcscd of its own in a namespace.
std::unique_ptr<Subject> make_social_card();

// Behind an emulated USB bus.
std::unique_ptr<Subject> make_samv_two_pairs();
std::unique_ptr<Subject> make_samv_one_pair();
std::unique_ptr<Subject> make_escpos_usb();

/// All of them, in the order of the matrix.
const std::vector<SubjectEntry>& subject_table();

}  // namespace conformance
