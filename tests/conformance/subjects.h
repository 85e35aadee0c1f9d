// How each subject is made; the table is in subject_table.cpp.
#pragma once

#include "tests/conformance/subject.h"

namespace conformance {

std::unique_ptr<Subject> make_samv_serial();
std::unique_ptr<Subject> make_escpos_serial();
std::unique_ptr<Subject> make_escpos_presenter();
std::unique_ptr<Subject> make_crt();
std::unique_ptr<Subject> make_codes_serial();
std::unique_ptr<Subject> make_codes_keyboard();

// Behind an emulated USB bus.
std::unique_ptr<Subject> make_samv_two_pairs();
std::unique_ptr<Subject> make_samv_one_pair();
std::unique_ptr<Subject> make_escpos_usb();

/// All of them, in the order of the matrix.
const std::vector<SubjectEntry>& subject_table();

}  // namespace conformance
