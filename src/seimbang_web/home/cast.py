"""The demo's users, one a role at least; tests play with the same cast."""

from __future__ import annotations

from datetime import date, datetime

from seimbang_web.accounts.models import Capability, Grant, Role, User
from seimbang_web.organisation.models import Person, Unit

PASSWORD = "seimbang-contoh-2026"
OFFICE = (  # user name, name, role, capabilities
    ("rina", "Rina (bidang mutasi)", Role.OPERATOR, ()),
    ("dedi", "Dedi (bidang mutasi)", Role.OPERATOR, ()),
    ("putri", "Putri (perencana)", Role.PLANNER, ()),
    ("sari", "Sari (kepala bidang)", Role.VERIFIER, ()),
    ("tono", "Tono (tim penilai kinerja)", Role.TEAM, ()),
    ("bupati", "Bupati (contoh)", Role.AUTHORITY, ()),
    ("sekda", "Sekretaris Daerah (contoh)", Role.TEAM, (Capability.PYB,)),
    ("inspektur", "Inspektorat (contoh)", Role.AUDITOR, ()),
    ("admin", "Admin teknis (contoh)", Role.TECHNICIAN, ()),
    ("pdp", "Pejabat pelindungan data (contoh)", Role.PROTECTION, ()),
)


def people_of_the_office(*, day: date, now: datetime) -> dict[str, User]:
    """Make the users with their grants; return them by user name."""
    made = {
        name: _user(name, words, role, None, caps, day, now)
        for name, words, role, caps in OFFICE
    }
    schools = Unit.objects.filter(kind="sd", agency__isnull=False).order_by("code")
    school = schools.first()
    if school is not None:
        made["kepsek"] = _user(
            "kepsek", f"Kepala {school.name}", Role.HEAD, school, (), day, now
        )
        made["disdik"] = _user(
            "disdik",
            "Dinas Pendidikan (contoh)",
            Role.SECTOR,
            school.agency,
            (),
            day,
            now,
        )
        teacher = (
            Person.objects.filter(unit=school, present=True).order_by("ref").first()
        )
        if teacher is not None:
            made["guru"] = User.objects.create_user("guru", PASSWORD)
            made["guru"].name, made["guru"].person = teacher.name, teacher
            made["guru"].save()
    return made


def _user(
    username: str,
    name: str,
    role: Role,
    unit: Unit | None,
    capabilities: tuple[Capability, ...],
    day: date,
    now: datetime,
) -> User:
    user = User.objects.create_user(username, PASSWORD)
    user.name = name
    user.save()
    Grant.objects.create(
        user=user,
        role=role,
        unit=unit,
        capabilities=[one.value for one in capabilities],
        since=day,
        approved_by=None,
        approved_at=now,
    )
    return user
