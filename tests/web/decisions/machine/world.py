"""
A small dirty world, made by rows on top of the demo in a second.

Fourteen units of which some lack people and some have too many, seven proposed moves
(a chain, a couple, a civil servant of whom the grade is missing), and people who hold
too much: a planner with a second account that verifies, sits in the team and decides,
a member of the team with two accounts, a member who is moved, one whose unit is left,
a verifier with a relative among those who move.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.accounts.models import Grant, Role, User
from seimbang_web.decisions.models import Relative
from seimbang_web.organisation.actions import apply_version
from seimbang_web.organisation.convert import snapshot_of
from seimbang_web.organisation.models import Job, Person, Unit
from seimbang_web.organisation.queries import current
from seimbang_web.plans.models import Choice, Move, Plan, PlanFile, Round
from seimbang_web.regulations.queries import local_version

DAY = date(2026, 1, 2)
MOVES = (  # person, from, to: moves that the demo's plan has, which rules allow
    ("P02654", "P1504030101", "P1504041101"),
    ("P02966", "P1504041101", "R1504015"),  # waits for the one before
    ("P02731", "P1504030202", "P1504030101"),
    ("P01820", "10500249", "10500260"),
    ("P01974", "10500262", "10500261"),
    ("P05055", "DISKOMINFO", "KEL-15.04.03.1003"),
    ("P05984", "KEL-15.04.03.1003", "DUKCAPIL"),
)
UNITS = {one for _person, *ends in MOVES for one in ends}
COUPLE = ("P02654", "P01820")
NO_GRADE = "P01974"  # nobody knows the grade: may not be approved
MAIL = "orang-{}@contoh.go.id"


@dataclass(frozen=True)
class World:
    """What was made: the plan with its moves, the people who act, by user name."""

    plan: Plan
    users: tuple[str, ...]


def made(now: datetime) -> World:
    """Make the world; the caller's transaction takes it back."""
    users = {one.username: one for one in User.objects.all()}
    _data(now)
    plan = _plan(users["putri"], now)
    return World(plan, tuple(_people(users, now)))


def _data(now: datetime) -> None:
    """Make a version of the data with some units of the demo, and holes in it."""
    base = current()
    assert base is not None
    whole = snapshot_of(base)
    agencies = whole["units"].filter(pl.col("unit_id").is_in(UNITS))["agency_id"]
    units = UNITS | set(agencies.drop_nulls().to_list())
    frames = {name: whole[name] for name in TABLE}
    for name, table in TABLE.items():
        if "unit_id" in table.key or name in ("units", "people"):
            frames[name] = whole[name].filter(pl.col("unit_id").is_in(units))
    movers = [person for person, *_ends in MOVES]
    at = pl.int_range(pl.len())
    people = frames["people"].filter(pl.col("person_id").is_in(movers) | (at % 3 != 0))
    spouse = dict([COUPLE, COUPLE[::-1]])
    told = pl.col("person_id").replace_strict(
        spouse, default=None, return_dtype=pl.Utf8
    )
    bare = at % 7 == 0  # dates that nobody wrote down
    holes = {
        name: pl.when(bare & ~pl.col("person_id").is_in(movers))
        .then(None)
        .otherwise(pl.col(name))
        for name in ("birth_on", "job_since", "unit_since", "grade")
    }
    people = people.with_columns(spouse_id=told, **holes)
    people = people.with_columns(
        grade=pl.when(pl.col("person_id") == NO_GRADE).then(None).otherwise("grade")
    )
    here = pl.col("person_id").is_in(people["person_id"].implode())
    for name in ("wishes", "waivers", "pins"):
        frames[name] = TABLE[name].empty()
    frames["people"] = people.filter(here)
    apply_version(
        snapshot=Snapshot(frames, institution=whole.institution, taken=whole.taken),
        base=base, actor=None, now=now, day=DAY, source="machine",
    )  # fmt: skip


def _plan(planner: User, now: datetime) -> Plan:
    """Make a round and its chosen plan; its reasons are those of the demo's plan."""
    version = current()
    assert version is not None
    demo = Plan.objects.filter(solved_at__isnull=False).earliest("pk")
    held = Round.objects.create(name="Putaran kecil", day=DAY, opened_on=DAY)
    plan = Plan.objects.create(
        round=held, number=1, name="Rencana kecil", version=version,
        local=local_version(DAY), day=DAY, policy=demo.policy, core=demo.core,
        inputs=demo.inputs, asked_by=planner, asked_at=now,
        status=demo.status, digest=demo.digest, summary={"plan": {}},
    )  # fmt: skip
    PlanFile.objects.bulk_create(
        PlanFile(plan=plan, name=one.name, content=one.content, digest=one.digest)
        for one in demo.files.filter(name__in=("plan.json", "reasons.json"))
    )
    units, jobs = Unit.objects.in_bulk(field_name="code"), Job.objects.in_bulk()
    for ref, here, there in MOVES:
        person = Person.objects.get(ref=ref)
        job = jobs[person.job_id]
        Move.objects.create(
            plan=plan, person=person, from_unit=units[here], from_job=job,
            to_unit=units[there], to_job=job, voluntary=False, family=job.family,
        )  # fmt: skip
    Plan.objects.filter(pk=plan.pk).update(solved_at=now)
    plan.refresh_from_db()
    Choice.objects.create(round=held, plan=plan, made_by=planner, made_at=now)
    return plan


def _people(users: dict[str, User], now: datetime) -> Iterable[str]:
    """Make who acts beside the cast; yield all user names."""
    units = Unit.objects.in_bulk(field_name="code")
    people = Person.objects.in_bulk([ref for ref, *_ends in MOVES], field_name="ref")
    movers = [people[ref] for ref, *_ends in MOVES]

    def user(name: str, *roles: Role, person: Person | None = None) -> User:
        one = User.objects.create_user(name)
        one.name, one.person = name.title(), person
        one.save()
        for role in roles:
            grant(one, role)
        return one

    def grant(one: User, role: Role, unit: Unit | None = None) -> None:
        Grant.objects.create(user=one, role=role, unit=unit, since=DAY, approved_at=now)

    def same(first: User, second: User) -> None:
        for one in (first, second):
            one.email = MAIL.format(first.username)
            one.save()

    for at, person in enumerate(movers[1:], 1):
        user(f"pindah{at}", person=person)
    same(users["putri"], user("putri2", Role.VERIFIER, Role.TEAM, Role.AUTHORITY))
    same(users["tono"], user("tono2", Role.TEAM))
    same(users["admin"], user("admin2", Role.VERIFIER))
    user("tina", Role.TEAM, person=movers[0])  # is moved, sits in the team
    tuti = user("tuti", Role.TEAM)  # leads a unit that is left
    grant(tuti, Role.HEAD, units[MOVES[3][1]])
    vera = user("vera", Role.VERIFIER)
    Relative.objects.create(user=vera, person=movers[3], declared_at=now)
    user("wawan", Role.VERIFIER)
    user("bebas")  # nothing yet: takes over for a time
    lurah = user("lurah3")
    grant(lurah, Role.HEAD, units["KEL-15.04.03.1003"])
    yield from User.objects.order_by("pk").values_list("username", flat=True)
