// Filling a document: a case's answers, and made-up records that follow from the case's number.
#pragma once

#include "kiosk/base/clock.h"
#include "tests/central/documents/document_layout.h"

namespace tests::central {

/// What a document may say about its case.
struct DocumentFacts {
  std::string case_number;                       ///< the seed of what is made up
  std::map<std::string, std::string> applicant;  ///< name, id_number …
  std::map<std::string, std::string> answers;    ///< by field, as sent
  std::map<std::string, std::string> labels;     ///< by field, as the citizen saw them
  kiosk::base::WallTime now{};
};

/// Title, facts, statement, table and notes; number, verify code and terminal are the caller's.
/// The same facts give the same document.
Certificate fill_document(const DocumentLayout& layout, const DocumentFacts& facts);

}  // namespace tests::central
