"""
Is the problem that of the data, and each move lawful on the day?

Needs, rules and pairs are made anew from the data by the stages before. Each allowed
pair must have its arc (else a better plan may have been hidden) and each arc must be
allowed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from seimbang.language import text
from seimbang.law import LocalFileError
from seimbang.rules import COMPULSORY, VOLUNTARY, Verdict
from seimbang.verify.agreement import Documents, pseudonym
from seimbang.verify.arcs import Places, arcs, no_arcs
from seimbang.verify.demanded import Scene, demanded, groups_of
from seimbang.verify.facts import Facts, facts
from seimbang.verify.pins import sent
from seimbang.verify.planned import PlannedMove
from seimbang.verify.problem import NONE, Family
from seimbang.verify.report import Ledger, Progress, refuse
from seimbang.verify.sum_rows import stated
from seimbang.verify.told import told

_REPLACED = (
    "The plan was made with these local parameters, but for those replaced for it: "
    "{options}."
)
_SENTENCES = {
    "data": text("The data is read without errors."),
    "data.checksum": text("The plan was made from this very data."),
    "data.local": text("The plan was made with these local parameters."),
    "data.seats": text("Need, minimum, maximum and staff of each seat follow from it."),
    "data.caps": text("The caps on groups and on leaving follow from it."),
    "data.people": text("The people and their present seats are those of the data."),
    "data.arcs": text(
        "Each arc is allowed by the rules, and each allowed pair has one."
    ),
    "data.limits": text(
        "The limits are those of the data, the parameters and the pins."
    ),
    "data.moves": text("Each move of the plan passes every rule of its mode."),
    "data.told": text("What the plan tells of the data for readers is so."),
}


def check(
    ledger: Ledger,
    found: Documents,
    data: Sequence[Path],
    local: Path | None,
    progress: Progress,
) -> None:
    """Check the documents by the data, entry by entry of the ledger."""
    for key, sentence in _SENTENCES.items():
        ledger.open(key, sentence)
    known = ledger.value("data", facts, data, local, found.problem.day, progress)
    if known is None:
        return
    ledger.holds("data.checksum", _checksum, found, known)
    ledger.holds("data.local", _local, found, known)
    if found.plan.told.options:
        ledger.say("data.local", text(_REPLACED, options=_named(found)))
    people = ledger.value("data.people", _people, found, known)
    complete = True
    count = len(found.problem.families)
    for number, family in enumerate(found.problem.families):
        progress("data", number, count)
        seats = ledger.value("data.seats", _seats, family, known)
        if seats is None:
            complete = False
            continue
        ledger.holds("data.caps", _caps, family, known, seats)
        if people is not None:
            complete &= ledger.holds(
                "data.people", _present, family, known, people, seats
            )
            places = Places(people, seats)
            complete &= ledger.holds(
                "data.arcs",
                arcs,
                found.problem,
                family,
                known,
                places,
                found.plan.pins,
            )
    ledger.holds("data.seats", lambda: None)
    ledger.holds("data.caps", lambda: None)
    ledger.holds("data.arcs", no_arcs, found.problem, known)
    if complete:
        ledger.holds("data.limits", _limits, found, known)
    ledger.holds("data.moves", _moves, found, known)
    ledger.holds("data.told", told, found.plan, known)


def _checksum(found: Documents, known: Facts) -> None:
    if found.plan.data["checksum"] != known.snapshot.checksum:
        raise refuse("The plan was made from other data.")


def _local(found: Documents, known: Facts) -> None:
    echo = json.loads(json.dumps(known.local.as_dict()))
    if found.plan.local != echo:
        raise refuse("The plan was made with other local parameters.")
    if found.problem.seed != known.local.round_seed:
        raise refuse("The seed is not that of the local parameters.")
    if found.problem.wish_ranks != known.local.wish_ranks:
        raise refuse("The problem counts another number of wishes.")


def _named(found: Documents) -> str:
    options = found.plan.told.options.items()
    return ", ".join(f"{name} {value}" for name, value in options)


def _people(found: Documents, known: Facts) -> dict[str, int]:
    """Return pseudonym → row of the person; refuse pseudonyms of nobody."""
    names = known.eligibility.people["person_id"].to_list()
    rows = {pseudonym(name, found.plan.salt): row for row, name in enumerate(names)}
    for family in found.problem.families:
        for person in family.people:
            if person not in rows:
                raise refuse(
                    "{family}: {person} is nobody in the data.",
                    family=family.name,
                    person=person,
                )
    _leave(found, known, rows)
    return rows


def _leave(found: Documents, known: Facts, rows: Mapping[str, int]) -> None:
    """Refuse others to be kept from staying than those whom a pin sends away."""
    pins = known.snapshot["pins"].filter(kind="must_go")["person_id"]
    people = {*pins, *sent(found.plan.pins, known)}
    away = {pseudonym(person, found.plan.salt) for person in people} & set(rows)
    said = {
        family.people[person]
        for family in found.problem.families
        for person in family.leave.tolist()
    }
    for person in sorted(said ^ away):
        raise refuse("A pin sends {person} away, or none does.", person=person)


def _seats(family: Family, known: Facts) -> list[int]:
    """Return the row of each seat; refuse a seat that differs from the data."""
    ids, rows = known.seat_ids, known.seats_of(family.name)
    row_of = {ids[row]: row for row in rows.tolist()}
    if set(row_of) != set(family.seats.id):
        odd = sorted(set(row_of) ^ set(family.seats.id))[0]
        raise refuse(
            "{family}: {seat} is not in both problem and data.",
            family=family.name,
            seat=odd,
        )
    found = [int(row_of[seat]) for seat in family.seats.id]
    weight = known.local.service_weights.get(family.name, 1)
    for at, row in enumerate(known.positions[found].iter_rows(named=True)):
        for name, value in _expected(row, weight).items():
            if _said(family, name, at) != value:
                raise refuse(
                    "{family}: {name} of {seat} is not what the data gives.",
                    family=family.name,
                    name=name,
                    seat=family.seats.id[at],
                )
    return found


def _expected(row: dict[str, Any], weight: int) -> dict[str, Any]:
    need = row["need_num"]
    cap = row["establishment"]
    return {
        "need": None if need is None else Fraction(need, row["need_den"]),
        "minimum": row["minimum"],
        "maximum": NONE if cap is None else cap,
        "weight": weight,
        "present": row["present"],
        "others": row["shown"],
    }


def _said(family: Family, name: str, at: int) -> Any:
    return getattr(family.seats, name)[at]


def _caps(family: Family, known: Facts, seats: list[int]) -> None:
    share = known.local.share_leaving_percent
    for at, present in enumerate(family.seats.present.tolist()):
        most = NONE if share is None else max(1, present * share // 100)
        if family.seats.may_leave[at] != most:
            raise refuse(
                "{family}: {name} of {seat} is not what the data gives.",
                family=family.name,
                name="may_leave",
                seat=family.seats.id[at],
            )
    said = sorted(
        (sorted(group.seats.tolist()), group.maximum) for group in family.groups
    )
    wanted = [
        (inside, cap["maximum"])
        for cap, inside, crosses in groups_of(known.snapshot, known.local, family)
        if inside and not crosses
    ]
    if [one for one in said if one[0]] != sorted(wanted):
        raise refuse(
            "{family}: the groups are not those of the local parameters.",
            family=family.name,
        )


def _limits(found: Documents, known: Facts) -> None:
    """Refuse limits that are missing, added or other than what is demanded."""
    try:
        local = known.local.changed(found.plan.told.options)
    except LocalFileError as error:
        raise refuse(
            "The law or the local parameters: {reason}", reason=error
        ) from None
    if found.problem.longest_chain != local.longest_chain:
        raise refuse("The longest chain is not that of the local parameters.")

    def hide(person: str) -> str:
        return pseudonym(person, found.plan.salt)

    scene = Scene.of(found.problem.families, known.snapshot, local, hide)
    wanted, said = demanded(scene), stated(found.problem.limits)
    for name in sorted(set(wanted) | set(said)):
        if name not in said:
            raise refuse("Limit {name} is missing.", name=name)
        if name not in wanted:
            raise refuse("Limit {name} is demanded by nobody.", name=name)
        if wanted[name] != said[name]:
            raise refuse("Limit {name} is not what the data gives.", name=name)


def _present(
    family: Family, known: Facts, people: dict[str, int], seats: list[int]
) -> None:
    counted = set(known.people_of(family.name).tolist())
    own = known.eligibility.seat_rows
    for person, at in zip(family.people, family.at.tolist(), strict=True):
        row = people[person]
        if row not in counted or own[row] != seats[at]:
            raise refuse(
                "{family}: {person} does not sit at {seat} in the data.",
                family=family.name,
                person=person,
                seat=family.seats.id[at],
            )


def _moves(found: Documents, known: Facts) -> None:
    names = set(known.eligibility.people["person_id"])
    seats = set(known.seat_ids)
    for move in found.plan.moves:
        if move.person_id not in names:
            raise refuse("{pseudonym} is nobody in the data.", pseudonym=move.pseudonym)
        if move.to_seat not in seats:
            raise refuse(
                "{pseudonym} moves to {seat}, which is not in the data.",
                pseudonym=move.pseudonym,
                seat=move.to_seat,
            )
        broken = _broken(move, known)
        if broken:
            raise refuse(
                "The move of {pseudonym} does not pass {rules}.",
                pseudonym=move.pseudonym,
                rules=", ".join(broken),
            )


def _broken(move: PlannedMove, known: Facts) -> list[str]:
    mode = VOLUNTARY if move.voluntary else COMPULSORY
    unit, job = move.to_seat.split("|", 1)
    findings = known.eligibility.findings(move.person_id, unit, job)
    return [
        one.rule
        for one in findings
        if one.role == "gate" and mode in one.modes and one.verdict is not Verdict.PASS
    ]
