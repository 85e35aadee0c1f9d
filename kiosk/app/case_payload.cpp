// From session to submission.
#include "kiosk/app/case_payload.h"

#include <cmath>

#include "kiosk/catalog/field_check.h"

namespace kiosk::app {
namespace {

using drivers::contract::IdCard;
using drivers::contract::IdCardKind;

protocol::Applicant make_applicant(const IdCard& card) {
  protocol::Applicant applicant;
  applicant.name = card.name.empty() ? card.english_name : card.name;
  applicant.id_number = card.number;
  applicant.sex = card.sex_code;
  applicant.nation = card.nation_code;
  applicant.birth = card.birth_date;
  applicant.address = card.address;
  applicant.card_kind = card_kind_code(card.kind);
  applicant.valid_from = card.valid_from;
  applicant.valid_to = card.valid_to;
  return applicant;
}

std::vector<protocol::SignatureStroke> make_signature(const std::vector<flow::Stroke>& strokes) {
  std::vector<protocol::SignatureStroke> signature;
  for (const flow::Stroke& stroke : strokes) {
    protocol::SignatureStroke& out = signature.emplace_back();
    for (const flow::StrokePoint& point : stroke) {
      out.push_back({static_cast<std::int32_t>(std::lround(point.x_mm * 100)),
                     static_cast<std::int32_t>(std::lround(point.y_mm * 100)), point.at_ms});
    }
  }
  return signature;
}

}  // namespace

std::vector<protocol::Answer> make_answers(const flow::Session& session,
                                           const catalog::ServiceCatalog& catalog) {
  std::vector<protocol::Answer> answers;
  for (const catalog::FieldRule& rule : session.service->form) {
    const base::SecureString* value = session.answer(rule.id);
    if (value == nullptr || value->empty() || !session.asks(rule)) continue;
    const std::string label =
        catalog::readable_answer(rule, value->reveal(), catalog, session.preferences.language);
    answers.push_back({rule.id, *value, base::SecureString(label)});
  }
  return answers;
}

std::string card_kind_code(IdCardKind kind) {
  switch (kind) {
    case IdCardKind::Resident: return "111";
    case IdCardKind::HkMoTwPermit: return "553";
    case IdCardKind::Foreigner2017:
    case IdCardKind::Foreigner2023: return "554";
  }
  return "111";
}

protocol::CaseSubmission make_submission(const flow::Session& session, const catalog::ServiceCatalog& catalog,
                                         const settings::TerminalSettings& terminal) {
  protocol::CaseSubmission submission;
  submission.idempotency_key = session.progress.key;
  submission.terminal = terminal.id;
  submission.service = session.service->id;
  submission.catalogue_version = session.service->version;
  submission.language = catalog::to_string(session.preferences.language);
  submission.applied_at = session.progress.applied_at;
  if (session.applicant) submission.applicant = make_applicant(*session.applicant);
  if (session.applicant && session.service->needs_photo) {
    submission.applicant.photo = session.applicant->photo_wlt;
  }
  submission.answers = make_answers(session, catalog);
  if (session.promised) {
    for (const catalog::PromiseText& promise : session.service->promises) {
      submission.promises.push_back({promise.id, promise.version, session.promised_at});
    }
  }
  submission.signature = make_signature(session.signature);
  submission.payment_number = session.payment.number;
  for (std::size_t i = 0; i < session.materials.size(); ++i) {
    if (session.materials[i].follows_later) {
      submission.papers_to_follow.push_back(session.service->materials[i].id);
    }
  }
  submission.offline = session.surroundings.connectivity == flow::Surroundings::Connectivity::Offline;
  return submission;
}

}  // namespace kiosk::app
