#!/usr/bin/env python3
# Writes the visits of every service as scripts, from the services' own definitions.
"""For each service of config/services and each variant one script, or the reason why there is none."""

import argparse
import json
import pathlib
import sys

import robot_rows

VARIANTS = ["online", "offline", "refused", "missing-paper", "device-lost", "card-pulled", "idle"]
ALL_WELL = ["kiosk running", "centre faults set none", "receipt paper in", "certificate paper in"]

# Some services may be had once in a while only: the next case is another person's.
OTHER_PEOPLE = {"device-lost": "测试人乙", "refused": "测试提·测试江"}


class Visit:
    """One script that is being written."""

    def __init__(self, service, variant, content):
        self.service, self.variant, self.content = service, variant, content
        self.person = OTHER_PEOPLE.get(variant, "测试人甲")

    def picture(self, name):
        return [f"capture {self.service['id']}.{self.variant}.{name}"]

    def has(self, step):
        return step in self.service["steps"]

    def walk(self, first=None, before=None, leave_out=()):
        """The steps in their order, from `first` to the one before `before`."""
        steps = self.service["steps"]
        start = steps.index(first) if first else 0
        end = steps.index(before) if before in steps else len(steps)
        lines = []
        for step in steps[start:end]:
            if step not in leave_out:
                lines += robot_rows.STEPS[step](self.service, self)
        return lines

    def open_page(self):
        return [*open_domain(self.service), f"reach service.{self.service['id']}", "wait service-page",
                *self.picture("page"), "touch-id next"]


def open_domain(service):
    return [*ALL_WELL, "wait attract", "touch-id begin", "wait home", "touch-id domain." + service["domain"],
            "wait domain"]


def leave(visit):
    """The card is given back, nothing is rated, and the trail holds."""
    return ["wait collect", *visit.picture("collect"), "reader card remove"]


def rate_nothing(visit):
    return ["wait rate", "touch 不评价"] if visit.has("rate") else []


def end(visit, new_cases):
    return ["wait attract", f"expect centre +{new_cases} {visit.service['id']}", "expect queue 0 queued"]


def count(visit):
    return ["count " + visit.service["id"]]


def proofs():
    return ["expect trail", "expect replay"]


def online(visit):
    return [*count(visit), *visit.open_page(), *visit.walk(), *end(visit, 1), *proofs()]


def offline(visit):
    if visit.service["offline"] == "online":
        return not_offered_offline(visit)
    return [*count(visit), *visit.open_page(), *visit.walk(before="submit")[:-1], "centre faults set down",
            "touch-id next", "wait collect", *visit.picture("collect"), "expect slip 受理编号",
            "expect queue 1 queued", "centre faults set none", "reader card remove", *rate_nothing(visit), *end(visit, 1), "expect same-number"]


def not_offered_offline(visit):
    """A service that needs the centre says so on its tile, and nothing can begin."""
    return [*ALL_WELL, "wait attract", "centre faults set down", "touch-id begin", "wait home",
            "touch-id domain." + visit.service["domain"], "wait domain", "turn-to " + visit.service["name"]["zh-CN"],
            "see 网络中断，这项业务需要联网", *visit.picture("not-offered"), "touch-id back", "wait home",
            "see 您还在吗", "touch-id idle.end", "wait attract", "centre faults set none"]


def refused(visit):
    *steps, last = visit.walk(before="submit")
    return [*count(visit), *visit.open_page(), *steps, "centre faults set refuse", last, *refusal_of(visit),
            "centre faults set none", *end(visit, 1)]


def refusal_of(visit):
    """Whoever waits for the answer hears it at once."""
    return ["wait trouble centre-refused", "see 样例退回", *visit.picture("refused"), "touch-id back",
            *leave(visit)]


def missing_paper(visit):
    if not visit.has("scan"):
        return "asks for no paper"
    if all(robot_rows.must_be_here(material) for material in visit.service["materials"]):
        return none_to_leave_out(visit)
    return [*count(visit), *visit.open_page(), *visit.walk(), *end(visit, 1)]


def none_to_leave_out(visit):
    """A paper that must be here: no paper, no way on, and nothing was submitted."""
    return [*count(visit), *visit.open_page(), *visit.walk(before="scan"), "wait scan", "camera remove",
            "touch-id next", "wait trouble nothing-to-scan", *visit.picture("no-paper"), "touch-id back",
            *leave(visit), *end(visit, 0)]


def device_lost(visit):
    if visit.has("print"):
        *steps, last = visit.walk(before="print")
        return [*count(visit), *visit.open_page(), *steps, "certificate offline", last,
                "wait trouble printer-missing", *visit.picture("lost"), "certificate online",
                "touch-id go-on", *leave(visit), *rate_nothing(visit), *end(visit, 1)]
    *steps, last = visit.walk(before="submit")
    return [*count(visit), *visit.open_page(), *steps, "receipt paper out", last,
            "wait trouble slip-not-printed", *visit.picture("lost"), "receipt paper in",
            "touch-id go-on", *leave(visit), *rate_nothing(visit), *end(visit, 1)]


def card_pulled(visit):
    if not visit.has("identify"):
        return "asks for no card"
    return [*count(visit), *visit.open_page(), *visit.walk(before="identify"), "wait identify",
            "reader card remove after 600", "reader card put 测试人甲", "wait trouble card-removed",
            *visit.picture("pulled"), "reader card put 测试人甲", "touch 再试一次", "wait confirm",
            "touch-id not-me", "wait collect", "reader card remove", *end(visit, 0)]


def idle(visit):
    """Nobody touches anything for a while: asked, then forgotten, and nothing was submitted."""
    after = "confirm" if visit.has("confirm") else "notice"
    follower = visit.service["steps"][visit.service["steps"].index(after) + 1]
    card = [*leave(visit)] if visit.has("identify") else []
    return [*count(visit), *visit.open_page(), *visit.walk(before=follower), "see 您还在吗",
            *visit.picture("warning"), *card, "wait attract", "hide 测试人甲", *end(visit, 0)]


WRITERS = {"online": online, "offline": offline, "refused": refused, "missing-paper": missing_paper,
           "device-lost": device_lost, "card-pulled": card_pulled, "idle": idle}


def read_services(config, terminal):
    offered = set(json.loads((config / "terminals" / f"{terminal}.json").read_text())["services"])
    services = [json.loads(file.read_text()) for file in sorted((config / "services").glob("*/*.json"))]
    missing = [service["id"] for service in services if service["id"] not in offered]
    if missing:
        sys.exit(f"{terminal} does not offer {', '.join(missing)}")
    return services


def write_visits(config, out, terminal="desk"):
    """Returns {service: {variant: path of the script, or the reason why there is none}}."""
    content = {"regions": json.loads((config / "content" / "regions.json").read_text())}
    out.mkdir(parents=True, exist_ok=True)
    table = {}
    for service in read_services(config, terminal):
        unknown = [step for step in service["steps"] if step not in robot_rows.STEPS]
        if unknown:
            sys.exit(f"{service['id']}: robot_rows.STEPS has no row for {', '.join(unknown)}")
        row = table[service["id"]] = {"name": service["name"]["zh-CN"], "offline": service["offline"]}
        for variant in VARIANTS:
            lines = WRITERS[variant](Visit(service, variant, content))
            if isinstance(lines, str):
                row[variant] = lines
                continue
            row[variant] = out / f"{service['id']}.{variant}.visit"
            title = f"# {service['id']} {service['name']['zh-CN']}: {variant}, written from its definition."
            row[variant].write_text("\n".join([title, *lines]) + "\n")
    return table


def main():
    parser = argparse.ArgumentParser(description="Writes the visits of every service as scripts.")
    parser.add_argument("--config", type=pathlib.Path, default=pathlib.Path("config"))
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    table = write_visits(arguments.config, arguments.out)
    scripts = sum(isinstance(cell, pathlib.Path) for row in table.values() for cell in row.values())
    print(f"{len(table)} services, {scripts} visits in {arguments.out}")


if __name__ == "__main__":
    main()
