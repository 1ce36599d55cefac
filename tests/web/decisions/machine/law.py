"""
Who may do what, and what stands against it: told again, without the product's code.

After B4 and B5 of security-and-reliability.md and the issue. Rows are read, nothing of
``accounts.rights``, ``matrix.yaml``, the guards or the acts is used: where the product
and this say different things, one of them is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from seimbang_web.accounts.models import Grant, User
from seimbang_web.decisions.models import (
    Dossier,
    Entry,
    Objection,
    Recusal,
    Relative,
    Session,
    Step,
)
from seimbang_web.documents.models import Letter, SignerRule
from seimbang_web.organisation.models import Unit
from seimbang_web.plans.models import Pin
from seimbang_web.proposals.models import Proposal

ALL, AGENCY, UNIT, OWN = "all", "agency", "unit", "own"
MAY: dict[str, dict[str, str]] = {
    "open": {"prn": ALL},
    "withdraw": {"prn": ALL},
    "reopen": {"ver": ALL},
    "respond": {"asn": OWN},
    "respond for": {"opr": ALL, "ku": UNIT},
    "speak for a unit": {"ku": UNIT, "opd": AGENCY},
    "make a dossier": {"prn": ALL},
    "do a step": {"opd": AGENCY, "ver": ALL, "tpk": ALL},
    "tick papers": {"opr": ALL, "opd": AGENCY, "ver": ALL},
    "declare a relative": dict.fromkeys(
        ("opr", "prn", "ver", "opd", "tpk", "ppk"), OWN
    ),
    "lead a session": {"tpk": ALL, "ver": ALL},
    "vote": {"tpk": ALL},
    "decide": {"ppk": ALL, "tpk": ALL},
    "object": {"asn": OWN},
    "object for": {"opr": ALL},
    "take an objection back": {"asn": OWN, "opr": ALL},
    "prepare an objection": {"ver": ALL},
    "decide an objection": {"ppk": ALL},
    "draft": {"opr": ALL, "prn": ALL, "ku": UNIT, "opd": AGENCY},
    "initial": {"opr": ALL, "ver": ALL, "opd": AGENCY, "tpk": ALL},
    "number": {"opr": ALL},
    "sign": {"ppk": ALL, "tpk": ALL, "ver": ALL},
    "scan": {"opr": ALL, "ku": UNIT},
    "override": {"ver": ALL, "tpk": ALL},
    "hand out": {"opr": ALL, "ku": UNIT},
    "void": {"ver": ALL},
    "take one's letter": {"asn": OWN},
    "state a start": {"ku": UNIT, "opr": ALL, "opd": AGENCY},
    "task of kantor": {"opr": ALL},
    "task of lama": {"opr": ALL, "ku": UNIT},
    "task of baru": {"opr": ALL, "ku": UNIT},
    "task of dinas": {"opr": ALL, "opd": AGENCY},
    "task of pegawai": {"opr": ALL, "asn": OWN},
    "propose a role": {"adm": ALL},
    "approve a role": {"ver": ALL},
    "end a role": {"adm": ALL, "ver": ALL},
}
STEPS = {  # whose a step is; the team and the authority have acts of their own
    "sector": ("opd",), "verify": ("ver",), "section": ("ver", "tpk"),
    "secretary": ("ver", "tpk"), "head": ("ver", "tpk"), "legal": ("ver", "tpk"),
    "assistant": ("ver", "tpk"), "pyb": ("tpk",),
}  # fmt: skip
ALONE = ("aud", "adm")  # S3, S4
CARRIED = ("head", "pyb")  # the steps of who holds the capability of that name
SEALS = {"secretary": "pyb", "office_head": "head"}  # post: capability
OPEN, DECIDED, DONE = "terbuka", "diputuskan", "selesai"
Found = TypeVar("Found")
_KEPT: dict[tuple[Any, ...], Any] = {}


def forget() -> None:
    """Forget what was read: an act may have changed it."""
    _KEPT.clear()


def kept(read: Callable[..., Found]) -> Callable[..., Found]:
    """Read once between two acts."""

    @wraps(read)
    def found(row: Any, *more: Any) -> Found:
        key = (read, row.pk, *more)
        if key not in _KEPT:
            _KEPT[key] = read(row, *more)
        return _KEPT[key]  # type: ignore[no-any-return]

    return found


@kept
def accounts(user: User) -> set[int]:
    """Return all accounts of one human being (S8)."""
    rows = User.objects.values_list("pk", "person_id", "email")
    mail = user.email.casefold()
    return {
        pk
        for pk, person, email in rows
        if pk == user.pk
        or (user.person_id and person == user.person_id)
        or (mail and email.casefold() == mail)
    }


@kept
def grants(user: User, day: date) -> list[Grant]:
    """Return the roles in force: approved, begun, not over (S5)."""
    return [
        one
        for one in Grant.objects.filter(user=user)
        if one.approved_at
        and one.since <= day
        and (one.until is None or day < one.until)
    ]


@kept
def roles(user: User, day: date) -> set[str]:
    """Return the roles of a user whose account is open."""
    if not User.objects.get(pk=user.pk).is_active:
        return set()
    own = {"asn"} if user.person_id else set()
    return {one.role for one in grants(user, day)} | own


def may(
    user: User,
    day: date,
    act: str,
    units: Iterable[Unit | None] = (),
    *,
    own: bool = False,
) -> bool:
    """Tell whether a role of the user reaches the act, in a unit, or on the own."""
    table, held = MAY[act], roles(user, day)
    if any(table.get(role) == ALL for role in held):
        return True
    if own and any(table.get(role) == OWN for role in held):
        return True
    there = {one.pk for one in units if one} | {one.agency_id for one in units if one}
    return any(
        one.unit_id in there
        for one in grants(user, day)
        if one.role in held and table.get(one.role) in (UNIT, AGENCY)
    )


def carries(user: User, day: date, capability: str) -> bool:
    """Tell whether a role in force carries a capability."""
    return bool(roles(user, day)) and any(
        capability in one.capabilities for one in grants(user, day)
    )


# --- S1 and S2 ---


@kept
def hands(dossier: Dossier) -> set[int]:
    """Return who had a hand in what a dossier proposes, from the rows it rests on."""
    found: set[int] = set()
    for one in Dossier.objects.filter(
        number=dossier.number, edition__lte=dossier.edition
    ):
        found.add(one.made_by_id)
        for entry in one.entries.select_related("proposal__case"):
            found.add(entry.proposal.opened_by_id)
            if entry.proposal.case:
                found.add(entry.proposal.case.registered_by_id)
        if one.plan is None:
            continue
        upheld = Objection.objects.filter(replan=one.plan)
        asked = one.plan.asked_by_id
        if asked and asked not in upheld.values_list("decided_by", flat=True):
            found.add(asked)
        found |= set(
            one.plan.choices.filter(made_at__lte=one.made_at).values_list(
                "made_by", flat=True
            )
        )
        pins = Pin.objects.filter(round=one.plan.round, made_at__lte=one.made_at)
        found |= set(pins.exclude(kind="stays").values_list("made_by", flat=True))
    return found


def proposed(user: User, dossier: Dossier) -> bool:
    """S1: tell whether the human being behind an account proposed."""
    return bool(accounts(user) & hands(dossier))


@kept
def tied(user: User, proposal: Proposal, day: date) -> bool:
    """S2: tell whether a case is the own one, a relative's, or of a unit one leads."""
    for one in User.objects.filter(pk__in=accounts(user)):
        if one.person_id and one.person_id == proposal.person_id:
            return True
        if Relative.objects.filter(user=one, person=proposal.person_id).exists():
            return True
        for held in grants(one, day):
            ends = (proposal.from_unit_id, proposal.to_unit_id)
            if held.role == "ku" and held.unit_id in ends:
                return True
    return False


@kept
def aside(user: User, session: Session, entry: Entry) -> bool:
    """Tell whether a member has to step aside, or has done so."""
    stepped = Recusal.objects.filter(
        session=session, entry=entry, user__in=accounts(user)
    )
    return stepped.exists() or tied(user, entry.proposal, session.held_on)


# --- whose it is now ---


def agency(proposal: Proposal) -> Unit:
    """Return the agency of the unit that is left."""
    return proposal.from_unit.agency or proposal.from_unit


@kept
def entries(dossier: Dossier, step: Step | None = None) -> list[Entry]:
    """Return the entries of a dossier; of a sector's step those of its agency."""
    rows = dossier.entries.select_related(
        "proposal__person", "proposal__from_unit__agency", "proposal__to_unit__agency"
    ).order_by("order")
    whose = step.agency_id if step else None
    return [one for one in rows if whose in (None, agency(one.proposal).pk)]


def ends(dossier: Dossier) -> list[Unit]:
    """Return the units that the entries of a dossier leave and come to."""
    told = [one.proposal for one in entries(dossier)]
    return [unit for one in told for unit in (one.from_unit, one.to_unit)]


@kept
def standing(dossier: Dossier) -> list[Step]:
    """Return the steps a dossier stands at: of several agencies at once."""
    return list(dossier.steps.filter(state="kini").order_by("order"))


def step_of(user: User, day: date, dossier: Dossier) -> Step | None:
    """Return the step of a dossier that is the user's to do, or to return."""
    for step in standing(dossier):
        held = roles(user, day) & set(STEPS.get(step.key, ()))
        if step.key in CARRIED and not carries(user, day, step.key):
            continue
        if step.agency_id is not None:
            led = [one.unit_id for one in grants(user, day) if one.role in held]
            if step.agency_id not in led:
                continue
        if held:
            return step
    return None


def decides(user: User, day: date, dossier: Dossier) -> bool:
    """Tell whether the user is the authority, or whom it delegated the lane to."""
    if "ppk" in roles(user, day):
        return True
    delegated = [
        one
        for one in SignerRule.objects.filter(
            post="secretary",
            basis="delegasi",
            kind__in=("keputusan", "keputusan-tunggal"),
        )
        if one.approved_at
        and one.lane in ("", dossier.lane)
        and one.since <= day
        and (one.until is None or one.until > day)
    ]  # fmt: skip
    return bool(delegated) and carries(user, day, "pyb")


def seals(user: User, day: date, letter: Letter) -> bool:
    """Tell whether the user is whom the signature block names."""
    signs = letter.signer.get("signs", "")
    if signs == "head":
        return "ppk" in roles(user, day)
    return signs in SEALS and carries(user, day, SEALS[signs])


def unconfirmed(told: object) -> Iterator[str]:
    """Yield the citations of a letter that nobody confirmed."""
    if isinstance(told, dict):
        if isinstance(told.get("unconfirmed"), str) and told["unconfirmed"]:
            yield told["unconfirmed"]
        for one in told.values():
            yield from unconfirmed(one)
    elif isinstance(told, list):
        for one in told:
            yield from unconfirmed(one)
