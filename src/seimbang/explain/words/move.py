"""A move in words: what is proposed, why, who else, what it passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from seimbang.explain.check import placeholders
from seimbang.explain.words.common import (
    Amount,
    Reasons,
    amount,
    both,
    job,
    listed,
    need,
    people,
    post,
    state,
    tally,
    title,
    unit,
)
from seimbang.explain.words.wish import of_loss
from seimbang.language import Text, text
from seimbang.law.standing import LAW, PROJECT, REGION, is_open, kind, standing
from seimbang.rules.words import spoken

Move = Mapping[str, Any]

FLAGS = {
    "R2": text("Rotation has been due for some time."),
    "R19": text(
        "A new licence (SIP) for the new place is needed before service begins."
    ),
    "couple_separated": text(
        "The spouse serves too, and the plan parts their places: look at it before it "
        "is decided."
    ),
    "couple_not_together": text(
        "The spouse serves too, and the plan does not bring their places together: "
        "look at it before it is decided."
    ),
}


HOMES = {  # what stood for a home whose own place is not known
    "village": text("The home is taken as the middle of its village: ask where it is."),
    "district": text(
        "The home is taken as the middle of its district: ask where it is."
    ),
    "regency": text("The home is taken as the middle of its regency: ask where it is."),
    "place": text("The home is taken as the place entered for it: ask where it is."),
    "unit": text(
        "The home is not known: the travel is counted from the present unit. Ask where "
        "the person lives."
    ),
}


def of_move(reasons: Reasons, move: Move) -> list[Text]:
    """Return the sentences of a move, the fact first."""
    return [one for part in parts_of_move(reasons, move).values() for one in part]


def parts_of_move(reasons: Reasons, move: Move) -> dict[str, list[Text]]:
    """Return the sentences of a move by what they speak of, the fact first."""
    return {
        "proposal": [_proposal(reasons, move)],
        "origin": [_seat(reasons, move["origin"])],
        "target": [_seat(reasons, move["target"])],
        "chain": list(_chain(reasons, move)),
        "others": list(_others(reasons, move)),
        "loss": [
            text("To forbid this move would cost: {loss}.", loss=of_loss(move["loss"]))
        ],
        "safety": [of_safety(reasons, move)],
        "travel": list(_travel(move["travel"])),
        "fit": list(_fit(move["fit"])),
        "flags": [FLAGS[flag] for flag in move["flags"]],
        "open": list(of_open(reasons, move)),
        "passed": [_passed(reasons, move)],
    }


def of_safety(reasons: Reasons, move: Move) -> Text:
    """Return whether a move is safe, or what to measure first."""
    doubt = move["doubt"]
    if move["safe"] is None:
        return text("Whether it stays right under doubt is not reckoned here.")
    if doubt is None:
        return text(
            "Safe: it stays right wherever in their ranges the needs of both places "
            "lie, and with one person more or fewer at one of them."
        )
    return text(
        "Measure first: it would be wrong if {doubts}.",
        doubts=both(_doubts(reasons, move, doubt)),
    )


def _doubts(reasons: Reasons, move: Move, doubt: Mapping[str, Any]) -> Iterator[Text]:
    """Yield what may be otherwise at the two places of a move."""
    for end in ("origin", "target"):
        place = unit(reasons, move[end]["unit_id"])
        if doubt[f"{end}_need"] is not None:
            yield text(
                "the need at {unit} is {need} and not {reckoned}",
                unit=place,
                need=amount(doubt[f"{end}_need"]),
                reckoned=amount(move[end]["need"]),
            )
        if doubt[f"{end}_more"] > 0:
            yield text("{unit} has one person more than on record", unit=place)
        if doubt[f"{end}_more"] < 0:
            yield text("{unit} has one person fewer than on record", unit=place)


def _proposal(reasons: Reasons, move: Move) -> Text:
    origin, target = move["origin"], move["target"]
    facts: dict[str, Any] = {
        "origin": unit(reasons, origin["unit_id"]),
        "target": unit(reasons, target["unit_id"]),
        "job": job(reasons, target["job_id"]),
    }
    if origin["job_id"] != target["job_id"]:
        facts["origin"] = post(reasons, origin["unit_id"], origin["job_id"])
    if move["voluntary"]:
        return text(
            "Proposed: from {origin} to {target} as {job}, by wish {rank} of the "
            "person.",
            rank=move["rank"],
            **facts,
        )
    return text(
        "Proposed: from {origin} to {target} as {job}, by need of the organisation.",
        **facts,
    )


def _seat(reasons: Reasons, seat: Mapping[str, Any]) -> Text:
    return text(
        "{unit}, need {need}: {before} today, {today}; {after} after, {then}.",
        unit=unit(reasons, seat["unit_id"]),
        need=need(seat),
        before=seat["before"],
        after=seat["after"],
        today=state(reasons, seat, seat["before"]),
        then=state(reasons, seat, seat["after"]),
    )


def _chain(reasons: Reasons, move: Move) -> Iterator[Text]:
    """Yield who takes the place left, by unit, and the whole chain."""
    chain = next(one for one in reasons["chains"] if one["chain"] == move["chain"])
    units, step = chain["units"], move["step"]
    origin = unit(reasons, move["origin"]["unit_id"])
    if step == 1 and not chain["closed"]:
        yield text("Nobody takes the place left at {unit}.", unit=origin)
    else:
        before = units[step - 2] if step > 1 else units[-2]
        yield text(
            "The place left at {unit} goes to somebody from {other}.",
            unit=origin,
            other=unit(reasons, before),
        )
    if len(units) > 2:
        places = zip(units, chain["jobs"], strict=True)
        one_job = len(set(chain["jobs"])) == 1
        way = listed(
            (
                unit(reasons, place) if one_job else post(reasons, place, at)
                for place, at in places
            ),
            " → ",
        )
        yield text("The chain: {units}.", units=way)


def _others(reasons: Reasons, move: Move) -> Iterator[Text]:
    others = move["others"]
    if others["allowed"] == 0:
        yield text("Nobody else may be moved there.")
    elif others["voluntary"] is None:
        yield text(
            "Others who might have been moved there: {number}; by wish: {wishing}.",
            number=others["allowed"],
            wishing=people(None),
        )
    else:
        yield text(
            "Others who might have been moved there: {number}; by need: {need}, by "
            "wish: {wishing}.",
            number=others["allowed"],
            need=others["compulsory"],
            wishing=others["voluntary"],
        )
    target = move["target"]
    lost = reasons["not_allowed"].get(f"{target['unit_id']}|{target['job_id']}")
    if lost and lost["rules"]:
        yield text(
            "Those of the family of jobs who may not: {number}. Held by: {rules}.",
            number=lost["people"],
            rules=tally(reasons, lost["rules"]),
        )


def _travel(travel: Mapping[str, Any]) -> Iterator[Text]:
    if travel["minutes_after"] is None:
        yield text("The travel is not known: coordinates are missing.")
        return
    yield text(
        "Travel from home: {before} minutes today, {after} minutes then.",
        before=travel["minutes_before"],
        after=travel["minutes_after"],
    )
    if travel["home"] in HOMES:
        yield HOMES[travel["home"]]


def _fit(fit: Mapping[str, Any]) -> Iterator[Text]:
    if fit["misfit"]:
        yield text(
            "A gap of competence: plan the training {training}.",
            training=", ".join(fit["training"]),
        )
    if fit["regression"]:
        yield text("The class of the job falls by {number}.", number=fit["regression"])


def without_data(move: Move) -> list[str]:
    """Return the rules a move passes only because the region lets them pass unknown."""
    return [rule for rule, facts in move["rules"].items() if "let_through" in facts]


def waived(move: Move) -> list[str]:
    """Return the rules that a written waiver lifts for a move."""
    return [rule for rule, facts in move["rules"].items() if "waiver" in facts]


def met(move: Move) -> list[str]:
    """Return the rules that a move truly meets."""
    open_ = {*without_data(move), *waived(move)}
    return [rule for rule in move["rules"] if rule not in open_]


def of_open(reasons: Reasons, move: Move) -> Iterator[Text]:
    """Yield what to look at before a decree: rules passed without being met."""
    unknown, lifted = without_data(move), waived(move)
    if unknown:
        yield text(
            "Let through without data: {rules} – check before a decree.",
            rules=_named(reasons, unknown),
        )
    if lifted:
        yield text(
            "Lifted by a written waiver: {rules} – look at it before a decree.",
            rules=_named(reasons, lifted),
        )


def _named(reasons: Reasons, rules: list[str]) -> Text:
    return listed(
        text("{title} ({rule})", title=title(reasons, rule), rule=rule)
        for rule in rules
    )


def _passed(reasons: Reasons, move: Move) -> Text:
    rules, citations = reasons["rules"], reasons["citations"]
    cited = {at for rule in met(move) for at in rules[rule]["citations"]}
    number = Counter(kind(citations[at]) for at in cited)
    return text(
        "Rules met: {number}. They stand on {law} places in the law ({open} not "
        "confirmed), {project} conventions of the project and {region} choices of the "
        "region.",
        number=len(met(move)),
        law=number[LAW],
        open=sum(is_open(citations[at]) for at in cited),
        project=number[PROJECT],
        region=number[REGION],
    )


def of_rules(reasons: Reasons, move: Move) -> list[Text]:
    """Return a sentence for each rule the move passes, with where it stands."""
    return [_rule(reasons, rule, facts) for rule, facts in move["rules"].items()]


def _rule(reasons: Reasons, rule: str, facts: Mapping[str, Any]) -> Text:
    entry = reasons["rules"][rule]
    return text(
        "{title} ({rule}): {sentence} [{sources}]",
        title=title(reasons, rule),
        rule=rule,
        sentence=_sentence(reasons, entry, facts),
        sources=listed(_sources(reasons, entry), "; "),
    )


def _sentence(
    reasons: Reasons, entry: Mapping[str, Any], facts: Mapping[str, Any]
) -> Text:
    if "waiver" in facts:
        return text("lifted by a written waiver.")
    if "let_through" in facts:
        return text(
            "not known, let through by local decision: check it before a decree."
        )
    words = {name: _fact(value) for name, value in facts.items()}
    if "job_id" in facts:
        words["job_id"] = job(reasons, facts["job_id"])
    if not set(placeholders(entry["passes"])) - set(words):
        return Text(entry["passes"], tuple(words.items()))
    if entry["columns"]:  # the sentence would tell a personal fact
        return text("met, by {columns}.", columns=", ".join(entry["columns"]))
    return text("met.")


def _fact(value: Any) -> Any:
    """Return a fact as it is spoken; kilometres in the language's own way."""
    return Amount(Fraction(str(value))) if isinstance(value, float) else spoken(value)


def _sources(reasons: Reasons, entry: Mapping[str, Any]) -> list[Text]:
    """Return where a rule stands; two values of one place are told once."""
    told = (_source(reasons["citations"][at]) for at in entry["citations"])
    return list(dict.fromkeys(told))


def _source(citation: Mapping[str, Any]) -> Text:
    facts = {"title": citation["title"], "at": citation["at"]}
    word = standing(citation)
    if word is None:
        return text("{title}, {at}", **facts)
    if kind(citation) == LAW:
        return text("{title}, {at}, {word}", word=word, **facts)
    if kind(citation) == PROJECT:
        return text("{word}: {at}", word=word, at=citation["at"])
    return text("{word} {at}: {title}", word=word, **facts)
