// The words of events and effects in the trail.
#include <array>

#include "kiosk/flow/effect.h"
#include "kiosk/flow/event.h"

namespace kiosk::flow {
namespace {

constexpr std::array<std::string_view, kEventKinds> kEventNames{"begin",
                                                                "choose-domain",
                                                                "choose-service",
                                                                "next",
                                                                "back",
                                                                "go-home",
                                                                "not-me",
                                                                "answer-field",
                                                                "change-answer",
                                                                "scan-page",
                                                                "retake-page",
                                                                "use-payment-code",
                                                                "draw-stroke",
                                                                "clear-signature",
                                                                "retry",
                                                                "skip",
                                                                "rate",
                                                                "still-here",
                                                                "end-visit",
                                                                "find-cases",
                                                                "enter-number",
                                                                "choose-case",
                                                                "set-preferences",
                                                                "card-read",
                                                                "card-failed",
                                                                "card-taken",
                                                                "card-still-there",
                                                                "page-scanned",
                                                                "scan-failed",
                                                                "case-stored",
                                                                "case-not-stored",
                                                                "centre-accepted",
                                                                "centre-rejected",
                                                                "centre-not-reached",
                                                                "case-withdrawn",
                                                                "payment-heard",
                                                                "payment-refused",
                                                                "payment-not-heard",
                                                                "payment-code-read",
                                                                "payment-code-not-read",
                                                                "code-read",
                                                                "code-failed",
                                                                "cases-found",
                                                                "case-found",
                                                                "case-not-found",
                                                                "document-ready",
                                                                "document-failed",
                                                                "page-printed",
                                                                "print-done",
                                                                "print-failed",
                                                                "slip-printed",
                                                                "slip-failed",
                                                                "surroundings-changed",
                                                                "idle-expired",
                                                                "wait-expired"};

constexpr std::array<std::string_view, std::variant_size_v<Effect>> kEffectNames{"read-card",
                                                                                 "await-card-removal",
                                                                                 "take-picture",
                                                                                 "drop-picture",
                                                                                 "cancel-device-jobs",
                                                                                 "store-case",
                                                                                 "withdraw-case",
                                                                                 "ask-payment",
                                                                                 "watch-payment",
                                                                                 "read-payment-code",
                                                                                 "send-payment-code",
                                                                                 "close-payment",
                                                                                 "await-code",
                                                                                 "query-cases",
                                                                                 "query-case",
                                                                                 "fetch-document",
                                                                                 "print-document",
                                                                                 "print-slip",
                                                                                 "send-rating",
                                                                                 "arm-idle",
                                                                                 "disarm-idle",
                                                                                 "arm-wait",
                                                                                 "disarm-wait",
                                                                                 "tell-trouble",
                                                                                 "wipe"};

}  // namespace

std::string_view event_name(std::size_t kind) { return kEventNames.at(kind); }

bool is_intent(std::size_t kind) { return kind <= kind_of<SetPreferences>(); }

std::string_view effect_name(const Effect& effect) { return kEffectNames.at(effect.index()); }

}  // namespace kiosk::flow
