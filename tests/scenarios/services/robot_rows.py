# What the robot finger does on each kind of step and for each kind of question: the one table of generated visits.
"""A step kind that a service lists needs a row in STEPS, a kind of question a row in QUESTIONS."""

PHONE = "13800001234"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def credit_code(first_seventeen):
    """GB 32100: the 18th character checks the others."""
    total, weight = 0, 1
    for character in first_seventeen:
        total += CREDIT_ALPHABET.index(character) * weight
        weight = weight * 3 % 31
    return first_seventeen + CREDIT_ALPHABET[(31 - total % 31) % 31]


def identity_number(first_seventeen):
    """GB 11643: the 18th character checks the others."""
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    total = sum(weight * int(digit) for weight, digit in zip(weights, first_seventeen))
    return first_seventeen + "10X98765432"[total % 11]


def bank_card(first_digits):
    """ISO/IEC 7812-1: the last digit makes the Luhn sum a multiple of ten."""
    total = 0
    for place, digit in enumerate(reversed(first_digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return first_digits + str(-total % 10)


def typed(text):
    return ["touch " + character for character in text]


def first_leaf(region):
    """The ids of the cards from the county down to the first place without parts of its own."""
    path = []
    while region.get("children"):
        region = region["children"][0]
        path.append("reach region." + region["code"])
    return path


def choice(field, _):
    return [] if "default" in field else ["reach choice." + field["choices"][0]["value"]]


def date(field, _):
    if "default" in field:
        return []
    if field.get("latest_days", 0) >= 0:
        return ["touch-id form.date.today"]
    # Anything that was touched is clamped to the allowed days.
    return ["touch-id date.day.less"]


def text(field, _):
    """The first word that a syllable offers, as often as the answer must be long."""
    times = max(1, (field.get("min_length", 1) + 1) // 2)
    word = ["touch-id keyboard.m", "touch-id keyboard.i", "touch-id keyboard.n", "touch-id keyboard.g"]
    return (word + ["touch-id keyboard.candidate0"]) * max(times, field.get("min_length", 1))


def digits(field, _):
    length = max(field.get("min_length", 0), 1)
    return typed("1234567890"[place % 10] for place in range(length))


QUESTIONS = {
    "choice": choice,
    "multi-choice": choice,
    "yes-no": lambda field, _: [] if "default" in field else ["touch-id choice.yes"],
    "period": lambda field, _: [] if "default" in field else ["touch-id period.usual"],
    "date": date,
    "region": lambda field, content: first_leaf(content["regions"]),
    "text": text,
    "digits": digits,
    "phone": lambda field, _: typed(PHONE),
    "identity-number": lambda field, _: typed(identity_number("10000019880808002")),
    "credit-code": lambda field, _: typed(credit_code("91100000MA0001234")),
    "plate": lambda field, _: typed("陕G12345"),
    "vin": lambda field, _: typed("1M8GDM9AXKP042788"),
    "bank-card": lambda field, _: typed(bank_card("622202000000000123")),
    "amount": lambda field, _: typed("5000"),
}


def answered(field):
    """What the robot leaves or touches in a choice."""
    return field.get("default", field["choices"][0]["value"]) if "choices" in field else None


def asked(service):
    """The questions of this form, without those that depend on an answer that the robot does not give."""
    answers, fields = {}, []
    for field in service["form"]:
        condition = field.get("only_if")
        if condition and answers.get(condition["field"]) != condition["value"]:
            continue
        answers[field["id"]] = answered(field)
        fields.append(field)
    return fields


def form(service, visit):
    lines = []
    for number, field in enumerate(asked(service), 1):
        if number == 1:
            lines.append("wait form")
            lines += visit.picture("form")
        lines.append("see " + field["question"]["zh-CN"])
        lines += QUESTIONS[field["kind"]](field, visit.content)
        lines.append("touch-id next")
    return lines


def scan(service, visit):
    lines = ["wait scan"]
    for material in service["materials"]:
        lines.append("see " + material["name"]["zh-CN"])
        leave_out = visit.variant == "missing-paper" and not must_be_here(material)
        if leave_out:
            lines.append("touch-id later")
        else:
            lines += ["camera put", "touch-id next", "see 已拍 1 页", *visit.picture("scan"), "touch-id next"]
    return lines


def must_be_here(material):
    return material["required"] and not material["may_follow_later"]


def confirm(_, visit):
    return ["wait confirm", *visit.picture("confirm"), "touch 是我，下一步"]


# Services whose bill is nothing for what the robot answers: the step passes by itself.
FREE = {"JR-01", "SW-08"}


def pay(service, visit):
    if service["id"] in FREE:
        return []
    return ["wait pay", "see 请用手机扫一扫付款", *visit.picture("pay"), "phone pays"]


def identify(_, visit):
    return ["wait identify", f"reader card put {visit.person}"]


STEPS = {
    "notice": lambda service, visit: ["wait notice", "touch-id next"],
    "identify": identify,
    "confirm": confirm,
    "form": form,
    "scan": scan,
    "promise": lambda service, visit: ["wait promise", *visit.picture("promise"), "touch-id next"],
    "sign": lambda service, visit: ["wait sign", "sign", "touch-id next"],
    "review": lambda service, visit: ["wait review", *visit.picture("review"), "touch-id next"],
    "pay": pay,
    "submit": lambda service, visit: [],
    "preview": lambda service, visit: ["wait preview", *visit.picture("preview"), "touch-id next"],
    "print": lambda service, visit: [],
    "receipt": lambda service, visit: [],
    "collect": lambda service, visit: ["wait collect", *visit.picture("collect"), "reader card remove"],
    "rate": lambda service, visit: ["wait rate", "touch 不评价"],
}
