"""The whole verification, from files on disk to a report."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from seimbang.language import Text, text
from seimbang.verify import agreement, files, kept, together
from seimbang.verify.agreement import Documents
from seimbang.verify.certificate import Certificate, FamilyClaim, certificate
from seimbang.verify.chains import chains
from seimbang.verify.claim import FINISHED
from seimbang.verify.figures import summary
from seimbang.verify.limits_told import limits_told
from seimbang.verify.network import Network
from seimbang.verify.planned import Plan, plan
from seimbang.verify.problem import Problem, problem
from seimbang.verify.report import LAWFULNESS, Ledger, Progress, Report
from seimbang.verify.steps import Placed, placed, proved
from seimbang.verify.words import goal_words

_FILES = {
    "problem": text("The problem has the form of its format."),
    "certificate": text("The certificate has the form of its format."),
    "plan": text("The plan has the form of its format."),
}
_AGREEMENT = {
    "status": text("The plan is said to be optimal."),
    "hash": text("Certificate and plan were made for this very problem."),
    "round": text("Problem, certificate and plan have the same day and seed."),
    "policy": text("The goals are those of the policy, in its order."),
    "families": text("The certificate speaks of every family of the problem."),
}
_FEASIBLE = {
    "moves": text("Each person has one place, and each move is among the arcs."),
    "groups": text("The groups of seats are nested."),
    "bounds": text("No seat goes below its minimum or above its maximum."),
    "leaving": text("No seat loses more people than may leave."),
    "caps": text("No group of seats goes above its maximum."),
}
_TIED = {
    "limits": text("The plan keeps every limit of the round."),
    "chain": text("No more moves follow one another than may."),
}
_LIMITS_TOLD = text("What the plan tells of limits and of gaps is so.")
_SO_FAR = text("The plan is said to be the best found in the time given.")
_GOAL = "No plan that the earlier goals leave is better in {goal}."
_BESIDE = {  # goal → the check that comes with it
    "shortage": (
        "scale",
        text("The shortage is exact, or rounded as the certificate says."),
    ),
    "worst_travel": (
        "threshold",
        text("The worst added travel is the smallest possible."),
    ),
}
_RESULTS = {
    "values": text("The value of each goal is what the certificate says."),
    "unique": text("Where it is said that no other plan is as good, none is."),
    "totals": text("The totals are the sums over the families."),
    "pseudonyms": text("Each pseudonym is that of its person."),
    "plan.moves": text("The plan moves the same people as the certificate."),
    "plan.chains": text("Each move is a step of one chain, and the steps link up."),
    "plan.seats": text("The seats before and after are those of the certificate."),
    "plan.summary": text("The figures before and after follow from the certificate."),
}
_ROUNDED = (
    "The shortage is proved as rounded: in {number} families each step of it to "
    "1/{scale} or finer."
)
_NOT_UNIQUE = (
    "No other plan is as good, but for {number} families where nothing is claimed."
)
_PINNED = (
    "The plan has the form of its format. It was made anew with {number} pins set by "
    "hand: what they take away is not weighed."
)
_NO_DATA = text("Not checked: no data was given.")


def _silent(stage: str, done: int, total: int) -> None:
    """Tell nobody about progress."""


def verify(
    folder: Path,
    *,
    data: Sequence[Path] = (),
    local: Path | None = None,
    progress: Progress = _silent,
) -> Report:
    """
    Check the plan in ``folder`` by its files alone, and by ``data`` when it is given.

    ``progress`` is told each stage: "files", "proof" (by family), those of the data.

    :raises MissingFilesError: when the folder lacks one of the three files.
    """
    files.require(folder)
    ledger = Ledger()
    progress("files", 0, 1)
    found = _documents(ledger, folder)
    _open(ledger, {**_AGREEMENT, **_FEASIBLE})
    _open(ledger, _tied_sentences(found))
    _open(ledger, _goal_sentences(found))
    _open(ledger, _RESULTS)
    if found and _tells_limits(found):
        _open(ledger, {"plan.limits": _LIMITS_TOLD})
    if found and found.plan.pins:
        ledger.say("plan", text(_PINNED, number=len(found.plan.pins)))
    if found and _agreed(ledger, found):
        nets = _proofs(ledger, found, progress)
        if nets is not None:
            _compare(ledger, found, nets)
    for key in LAWFULNESS:
        ledger.skip(key, _NO_DATA)
    if data and found:
        from seimbang.verify.lawfulness import check  # only now: it loads the tables

        check(ledger, found, data, local, progress)
    return ledger.report()


def _open(ledger: Ledger, sentences: Mapping[str, Text]) -> None:
    for key, sentence in sentences.items():
        ledger.open(key, sentence)


def _tied_sentences(found: Documents | None) -> dict[str, Text]:
    """Return the checks of what ties moves together in this problem."""
    if found is None:
        return {}
    there = {
        "limits": bool(found.problem.limits),
        "chain": found.problem.longest_chain is not None,
    }
    return {key: sentence for key, sentence in _TIED.items() if there[key]}


def _tells_limits(found: Documents) -> bool:
    told = found.plan.told
    return bool(_tied_sentences(found) or told.limits or told.gaps) or (
        told.longest_chain is not None
    )


def _goal_sentences(found: Documents | None) -> dict[str, Text]:
    """Return the checks of the goals asked for, each before what belongs to it."""
    sentences: dict[str, Text] = {}
    if found is not None:
        for goal, _ in found.problem.policy.steps(found.problem.wish_ranks):
            sentences[f"goal.{goal}"] = text(_GOAL, goal=goal_words(goal))
            if goal in _BESIDE:
                key, sentence = _BESIDE[goal]
                sentences[key] = sentence
    return sentences


def _documents(ledger: Ledger, folder: Path) -> Documents | None:
    _open(ledger, _FILES)
    packed = ledger.value("problem", files.unpacked_bytes, folder / files.PROBLEM)

    def read_problem() -> Problem:
        return problem(files.parsed(packed or b"", files.PROBLEM))

    def read_certificate() -> Certificate:
        data = files.plain_bytes(folder / files.CERTIFICATE)
        return certificate(files.parsed(data, files.CERTIFICATE, long_integers=True))

    def read_plan() -> Plan:
        data = files.plain_bytes(folder / files.PLAN)
        return plan(files.parsed(data, files.PLAN, long_integers=True))

    first = None if packed is None else ledger.value("problem", read_problem)
    second = ledger.value("certificate", read_certificate)
    third = ledger.value("plan", read_plan)
    if packed is None or first is None or second is None or third is None:
        return None
    return Documents(first, hashlib.sha256(packed).hexdigest(), second, third)


def _agreed(ledger: Ledger, found: Documents) -> bool:
    checks = {
        "status": agreement.status,
        "hash": agreement.hashes,
        "round": agreement.round_facts,
        "policy": agreement.policy,
        "families": agreement.families,
    }
    held = {key: ledger.holds(key, check, found) for key, check in checks.items()}
    if found.certificate.status != FINISHED:
        ledger.say("status", _SO_FAR)
        ledger.stopped()
    return held["status"] and held["policy"] and held["families"]


def _proofs(
    ledger: Ledger, found: Documents, progress: Progress
) -> list[Network] | None:
    if not found.problem.families:  # nothing to prove, so all of it holds
        for key in (*_FEASIBLE, *_goal_sentences(found), *_RESULTS):
            ledger.holds(key, lambda: None)
    claims = found.certificate.families
    nets: list[Network] = []
    linked: dict[int, Placed] = {}
    for at, (family, claim) in enumerate(
        zip(found.problem.families, claims, strict=True)
    ):
        progress("proof", at, len(claims))
        place = placed(ledger, family, claim)
        if place is None:
            continue
        if claim.linked:
            linked[at] = place
        elif not proved(ledger, found.problem, claim, *place):
            continue
        nets.append(place[0])
    whole = len(nets) == len(claims)
    if len(linked) == len(found.problem.linked):
        whole = _tied(ledger, found, linked) and whole
    _reserves(ledger, claims)
    return nets if whole else None


def _tied(ledger: Ledger, found: Documents, linked: Mapping[int, Placed]) -> bool:
    """Check limits, the longest chain and the goals of the linked families."""
    problem = found.problem
    nets = {at: net for at, (net, _) in linked.items()}
    if problem.limits:
        ledger.holds("limits", kept.limits, problem.limits, nets)
    if problem.longest_chain is not None:
        longest = problem.longest_chain
        ledger.holds("chain", kept.longest_chain, longest, list(nets.values()))
    claim = found.certificate.linked
    if claim is None:
        return True
    parts = together.parts(problem, linked)
    return together.proved(ledger, problem, claim, parts)


def _reserves(ledger: Ledger, claims: Sequence[FamilyClaim]) -> None:
    """Say where less is claimed: a rounded shortage, another plan as good."""
    scales = [claim.scale for claim in claims if not claim.exact]
    if scales:
        ledger.say("scale", text(_ROUNDED, number=len(scales), scale=min(scales)))
    doubtful = sum(not claim.unique for claim in claims)
    if doubtful:
        ledger.say("unique", text(_NOT_UNIQUE, number=doubtful))


def _compare(ledger: Ledger, found: Documents, nets: list[Network]) -> None:
    ranks = found.problem.wish_ranks
    ledger.holds("totals", agreement.totals, found.certificate.totals, nets, ranks)
    ledger.holds("pseudonyms", agreement.pseudonyms, found.plan)
    ledger.holds("plan.moves", agreement.plan_moves, found.plan, nets)
    ledger.holds("plan.chains", chains, found.plan.moves, _waiting(found.problem))
    ledger.holds("plan.seats", agreement.plan_seats, found.plan, nets)
    claims, told = found.certificate.families, found.plan.summary
    ledger.holds("plan.summary", summary, told, found.problem, nets, claims)
    if _tells_limits(found):
        linked = found.certificate.linked
        told_of = found.plan.told
        ledger.holds("plan.limits", limits_told, told_of, found.problem, nets, linked)


def _waiting(problem: Problem) -> frozenset[str]:
    """Return the people (pseudonyms) who leave only after somebody has come."""
    found: set[str] = set()
    for limit in problem.limits:
        terms = [term for row in limit.rows for term in row.terms]
        for term in terms if limit.kind == "replacement" else ():
            family = problem.families[term.family]
            leaving = family.owner[term.move[term.factor > 0]]
            found.update(family.people[person] for person in leaving.tolist())
    return frozenset(found)
