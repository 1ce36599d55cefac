"""
Who signs a letter: the rule by kind, lane and day, and the officials of the profile.

``post`` signs, or ``through`` for it (u.b.). Under a mandate it signs a.n. the head of
the region; under a delegation in its own name, never a.n. (UU 30/2014).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from seimbang.document.letter.facts import Signer
from seimbang_web.accounts.models import Capability, Grant, Role, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.models import Letter, SignerRule
from seimbang_web.documents.people import rank_of
from seimbang_web.institution.content import POSTS, Content, Official
from seimbang_web.organisation.models import Unit

HEAD, SECRETARY, OFFICE_HEAD, UNIT_HEAD = (
    "head",
    "secretary",
    "office_head",
    "unit_head",
)
ALL_POSTS = {**POSTS, UNIT_HEAD: _("Head of the unit")}
LANES = {  # cases.models.Lane, which is above
    "": _("all lanes"),
    "biasa": _("Ordinary transfer"),
    "pppk": _("PPPK: same job, addendum to the contract"),
    "sekolah": _("Head of school or school supervisor"),
    "puskesmas": _("Head of Puskesmas"),
    "dalam": _("Inside one agency: letter of assignment"),
}
BASES = {
    SignerRule.Basis.OWN: "own",
    SignerRule.Basis.DELEGATION: "delegation",
    SignerRule.Basis.MANDATE: "mandate",
}


@dataclass(frozen=True)
class Choice:
    """A rule in force with the block it gives; ``vacant``: nobody holds the post."""

    rule: SignerRule
    told: dict[str, Any]

    @property
    def vacant(self) -> bool:
        """Tell whether the profile names nobody on the day."""
        return not self.told["name"]

    @property
    def words(self) -> str:
        """Return the office lines and the name, as one line."""
        return in_words(self.told)


def in_words(told: dict[str, Any]) -> str:
    """Return a signer as one line: office, a.n., name."""
    if not told:
        return ""
    standing = {"plt": "Plt. ", "plh": "Plh. "}.get(told["standing"], "")
    office = f"{standing}{told['office']}"
    if told["through"]:
        office = f"{told['through']} u.b. {office}"
    if told["behalf"]:
        office = f"a.n. {told['behalf']} – {office}"
    return f"{office}: {told['name'] or '…'}"


def rules(kind: str, lane: str, day: date) -> list[SignerRule]:
    """
    Return the rules in force for a kind of letter, the first one by default.

    Those of the lane come before those of all lanes, later ones before older ones.
    """
    rows = SignerRule.objects.filter(
        Q(until=None) | Q(until__gt=day),
        kind=kind,
        lane__in={"", lane},
        approved_at__isnull=False,
        since__lte=day,
    )
    return sorted(rows, key=lambda one: (not one.lane, -one.since.toordinal(), one.pk))


def choices(
    kind: str, lane: str, day: date, content: Content, unit: Unit | None
) -> list[Choice]:
    """Return who may sign on the day, the default first."""
    return [
        Choice(one, told(one, day, content, unit)) for one in rules(kind, lane, day)
    ]


def told(
    rule: SignerRule, day: date, content: Content, unit: Unit | None
) -> dict[str, Any]:
    """Return as JSON what the signature block says by a rule on a day."""
    signs = rule.through or rule.post
    one = _official(signs, day, content, unit)
    mandate = rule.basis == SignerRule.Basis.MANDATE
    between = _office(rule.post, day, content, unit) if rule.through else ""
    return {
        "rule": rule.pk,
        "post": rule.post,
        "signs": signs,
        "basis": BASES[SignerRule.Basis(rule.basis)],
        "source": rule.source,
        "confirmed": rule.confirmed,
        "office": _office(signs, day, content, unit),
        "standing": one.standing if one else "",
        "name": content.signature(one) if one else "",
        "rank": one.rank if one else "",
        "nip": one.nip if one else "",
        "behalf": f"{content.head_called} {content.place}" if mandate else "",
        "through": between,
    }


def _official(
    post: str, day: date, content: Content, unit: Unit | None
) -> Official | None:
    if post != UNIT_HEAD:
        return content.official(post, day)
    head = head_of_unit(unit, day) if unit else None
    if head is None:
        return None
    name, nip, rank = head.name, "", ""
    if head.person is not None:
        name, nip = head.person.name, head.person.nip
        rank = rank_of(head.person, day)
    return Official(UNIT_HEAD, "", name, nip, rank, None, None)


def head_of_unit(unit: Unit, day: date) -> User | None:
    """Return who heads a unit on a day: its head, of an agency the head of the OPD."""
    grants = Grant.objects.filter(unit=unit, role__in=(Role.HEAD, Role.SECTOR))
    held = [one for one in grants.select_related("user__person") if one.in_force(day)]
    held.sort(key=lambda one: one.role != Role.HEAD)
    return held[0].user if held else None


def _office(post: str, day: date, content: Content, unit: Unit | None) -> str:
    if post == UNIT_HEAD:
        return f"Kepala {unit}" if unit else "Kepala Unit"
    held = content.official(post, day) or content.held(post)
    return content.title(replace(held, standing=""))


def core(told: dict[str, Any]) -> Signer:
    """Return the signer as the core writes it."""
    names = ("office", "name", "rank", "nip", "basis", "behalf", "through", "standing")
    return Signer(**{name: told[name] for name in names})


def for_the_head(told: dict[str, Any]) -> bool:
    """Tell whether the letter goes out in the name of the head of the region."""
    return bool(told) and (told["post"] == HEAD or bool(told["behalf"]))


def posts_of(rights: Rights) -> set[str]:
    """Return the posts for which this person signs electronically."""
    if not rights.may("letter.sign"):
        return set()
    held = {
        HEAD: Role.AUTHORITY in rights.roles,
        SECRETARY: rights.can(Capability.PYB),
        OFFICE_HEAD: rights.can(Capability.OFFICE_HEAD),
    }
    return {post for post, holds in held.items() if holds}


def may_override(rights: Rights) -> bool:
    """Tell whether this person lets a letter out that rests on what nobody compared."""
    return rights.may("letter.override") and rights.can(Capability.OFFICE_HEAD)


def may_seal(rights: Rights, letter: Letter) -> bool:
    """Tell whether this person is the one the signature block names."""
    return letter.signer.get("signs", "") in posts_of(rights)
