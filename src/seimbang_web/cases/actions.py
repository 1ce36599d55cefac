"""Register a case, mend it, take consents and waivers, decide where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from seimbang_web.audit.actions import record
from seimbang_web.cards.judged import judged_now
from seimbang_web.cases.lane import lane_of
from seimbang_web.cases.models import (
    OPEN,
    Case,
    Kind,
    Lane,
    Record,
    Register,
    Scan,
    State,
    Wish,
)
from seimbang_web.cases.queries import WAITS_FOR_START
from seimbang_web.cases.scan import MOST, Letter
from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.workloads.reserved import reserved

WISHES = 3
MENDED = (State.REGISTERED, State.RETURNED)
Place = tuple[Unit, Job]


@dataclass(frozen=True)
class Paper:
    """What the letter of a case says."""

    kind: Kind
    number: str
    on: date
    note: str = ""
    recommendation: str = ""
    consent_due: date | None = None


@transaction.atomic
def register_case(
    *,
    person: Person,
    wishes: Sequence[Place],
    paper: Paper,
    scans: Sequence[Letter],
    actor: Any,
    now: datetime,
    day: date,
) -> Case:
    """
    Give a case the next agenda number of the year and keep it with its scans.

    :raises ActError: when the wishes are none or the person's own seat, the letter is
        of a later day, the person has an open case, or a PPPK asks for another job.
    """
    number = _next_number(day.year)
    version = current()
    lane, (from_unit, from_job) = _checked(person, wishes, paper, day)
    assert version is not None
    case = Case.objects.create(
        year=day.year,
        number=number,
        kind=paper.kind,
        lane=lane,
        person=person,
        from_unit=from_unit,
        from_job=from_job,
        letter_number=paper.number,
        letter_on=paper.on,
        note=paper.note,
        recommendation=paper.recommendation,
        consent_due=paper.consent_due,
        data=version,
        registered_on=day,
        registered_by=actor,
        registered_at=now,
    )
    _keep_wishes(case, wishes)
    for letter in scans:
        _keep(case, letter, actor, now)
    Record.objects.create(case=case, state=case.state, made_by=actor, made_at=now)
    record(
        actor=actor,
        act="case.register",
        subject=f"case:{case.pk}",
        now=now,
        content={
            "agenda": case.agenda,
            "kind": case.kind,
            "lane": case.lane,
            "person": person.pk,
            "units": [unit.pk for unit, _ in wishes],
            "scans": [letter.digest for letter in scans],
        },
    )
    return case


def _next_number(year: int) -> int:
    """Return the next number; its row stays locked until the act is whole."""
    Register.objects.get_or_create(year=year)
    Register.objects.filter(year=year).update(last=F("last") + 1)
    return Register.objects.get(year=year).last


def _checked(
    person: Person, wishes: Sequence[Place], paper: Paper, day: date
) -> tuple[Lane, Place]:
    """Return lane and present seat, or say what does not go."""
    answers = judged_now(day)
    if answers is None or not person.present:
        raise ActError(_("This person is not in the data any more."))
    if paper.on > day:
        raise ActError(_("The letter is dated after today: check its date."))
    if person.ref in {one.person for one in reserved()}:
        raise ActError(str(WAITS_FOR_START))
    other = Case.objects.filter(person=person, state__in=OPEN).first()
    if other is not None:
        raise ActError(
            _("%(agenda)s of this person is still open: add the letter there.")
            % {"agenda": other.agenda}
        )
    here = answers.people.row(answers.row(person.ref), named=True)
    own = (
        Unit.objects.get(code=here["unit_id"]),
        Job.objects.get(code=here["job_id"]),
    )
    _check_wishes(own, wishes)
    unit, job = wishes[0]
    lane = lane_of(
        answers, person.ref, here=own[0], there=unit, same_job=job.pk == own[1].pk
    )
    if person.status == "pppk" and any(job.pk != own[1].pk for _, job in wishes):
        raise ActError(_("A PPPK keeps the same job: choose a place with that job."))
    return lane, own


def _check_wishes(own: Place, wishes: Sequence[Place]) -> None:
    seats = [(unit.pk, job.pk) for unit, job in wishes]
    if not 1 <= len(seats) <= WISHES:
        raise ActError(_("Choose one to three places."))
    if len(set(seats)) < len(seats):
        raise ActError(_("The same place stands there twice: choose another one."))
    if (own[0].pk, own[1].pk) in seats:
        raise ActError(_("The person sits there already: choose another place."))


def _keep_wishes(case: Case, wishes: Sequence[Place]) -> None:
    Wish.objects.bulk_create(
        Wish(case=case, rank=rank, unit=unit, job=job)
        for rank, (unit, job) in enumerate(wishes, 1)
    )


def _keep(case: Case, letter: Letter, actor: Any, now: datetime) -> Scan | None:
    """Keep a scan, once; None: it is there already."""
    if case.scans.filter(digest=letter.digest).exists():
        return None
    number = case.scans.count() + 1
    if number > MOST:
        raise ActError(_("A case holds five scans: put the pages into one PDF."))
    return Scan.objects.create(
        case=case,
        number=number,
        type=letter.type,
        content=letter.content,
        size=len(letter.content),
        digest=letter.digest,
        added_by=actor,
        added_at=now,
    )


def locked(case: Case, version: int) -> Case:
    """
    Return the case, its row locked, as the person saw it.

    :raises StaleError: when somebody changed it meanwhile.
    """
    row = Case.objects.select_for_update().get(pk=case.pk)
    if row.version != version:
        last = row.records.select_related("made_by").last()
        theirs = str(row.get_state_display())
        who = str(last.made_by) if last else ""
        raise StaleError(
            _("%(who)s changed this case while you had it open: look at it again.")
            % {"who": who},
            mine={str(_("State")): str(State(case.state).label)},
            theirs={str(_("State")): theirs},
        )
    return row


def changed(case: Case, **fields: Any) -> None:
    """Write fields of a locked case and its next version."""
    Case.objects.filter(pk=case.pk).update(version=F("version") + 1, **fields)


@transaction.atomic
def mend_case(
    *,
    case: Case,
    version: int,
    wishes: Sequence[Place],
    paper: Paper,
    scans: Sequence[Letter],
    actor: Any,
    now: datetime,
    day: date,
) -> None:
    """
    Mend a case nobody decided on yet, or that was returned; it then waits again.

    :raises ActError: when it is decided, or what is new does not go either.
    :raises StaleError: when somebody changed it meanwhile.
    """
    row = locked(case, version)
    if row.state not in MENDED:
        raise ActError(
            _("It can be mended only before the decision or after its return.")
        )
    if paper.on > day:
        raise ActError(_("The letter is dated after today: check its date."))
    own = (row.from_unit, row.from_job)
    _check_wishes(own, wishes)
    if row.lane == Lane.PPPK and any(job.pk != own[1].pk for _, job in wishes):
        raise ActError(_("A PPPK keeps the same job: choose a place with that job."))
    before = {"letter": row.letter_number, "units": _units(row)}
    row.wishes.all().delete()
    _keep_wishes(row, wishes)
    for letter in scans:
        _keep(row, letter, actor, now)
    changed(
        row,
        kind=paper.kind,
        letter_number=paper.number,
        letter_on=paper.on,
        note=paper.note,
        recommendation=paper.recommendation,
        consent_due=paper.consent_due,
        state=State.REGISTERED,
    )
    Record.objects.create(case=row, state=State.REGISTERED, made_by=actor, made_at=now)
    record(
        actor=actor,
        act="case.mend",
        subject=f"case:{row.pk}",
        now=now,
        content={
            "before": before,
            "after": {"letter": paper.number, "units": [one.pk for one, _ in wishes]},
        },
    )


def _units(case: Case) -> list[int]:
    return list(case.wishes.values_list("unit_id", flat=True))


@transaction.atomic
def add_scan(*, case: Case, letter: Letter, actor: Any, now: datetime) -> Scan | None:
    """
    Keep one more scan of an open case; None: the same file is there already.

    :raises ActError: when the case is decided or holds five.
    """
    row = Case.objects.select_for_update().get(pk=case.pk)
    if not row.open:
        raise ActError(_("The case is decided: nothing can be added."))
    scan = _keep(row, letter, actor, now)
    if scan is not None:
        record(
            actor=actor,
            act="case.scan",
            subject=f"case:{row.pk}",
            now=now,
            content={"scan": scan.number, "digest": scan.digest},
        )
    return scan


@transaction.atomic
def read_scan(*, scan: Scan, actor: Any, now: datetime) -> bytes:
    """Return the bytes of a scan; that it was read is recorded."""
    record(
        actor=actor,
        act="case.scan-read",
        subject=f"case:{scan.case_id}",
        now=now,
        content={"scan": scan.number},
    )
    return bytes(scan.content)


@transaction.atomic
def export_cases(*, rows: int, actor: Any, now: datetime) -> None:
    """Record that somebody took the list as a file."""
    record(
        actor=actor, act="case.export", subject="case", now=now, content={"rows": rows}
    )


@transaction.atomic
def read_person(*, person: Person, actor: Any, now: datetime) -> None:
    """Record that somebody looked at what a move of a person would do."""
    record(actor=actor, act="person.read", subject=f"person:{person.pk}", now=now)


@transaction.atomic
def read_case(*, case: Case, actor: Any, now: datetime) -> None:
    """Record that somebody opened a case, which shows a personal file."""
    record(actor=actor, act="person.read", subject=f"case:{case.pk}", now=now)
