"""The demo's users, one a role at least, and its office; tests play with them."""

from __future__ import annotations

from datetime import date, datetime

from seimbang_web.accounts.models import Capability, Grant, Role, User
from seimbang_web.institution.actions import save_profile
from seimbang_web.organisation.models import Person, Unit

PASSWORD = "seimbang-contoh-2026"
UNITS = (  # user name, name, role, code of the unit: who enter and judge tasks
    ("lurah", "Lurah Pasar Muara Tembesi (contoh)", Role.HEAD, "KEL-15.04.02.1002"),
    ("camat", "Camat Muara Tembesi (contoh)", Role.SECTOR, "KEC-15.04.02"),
    ("kapus", "Kepala Puskesmas Muara Tembesi (contoh)", Role.HEAD, "P1504030101"),
    ("dinkes", "Dinas Kesehatan (contoh)", Role.SECTOR, "DINKES"),
)
OFFICE = (  # user name, name, role, capabilities
    ("rina", "Rina (bidang mutasi)", Role.OPERATOR, ()),
    ("dedi", "Dedi (bidang mutasi)", Role.OPERATOR, (Capability.NUMBERS,)),
    ("putri", "Putri (perencana)", Role.PLANNER, ()),
    ("sari", "Sari (kepala bidang)", Role.VERIFIER, ()),
    ("tono", "Tono (kepala badan kepegawaian)", Role.TEAM, (Capability.OFFICE_HEAD,)),
    ("wulan", "Wulan (tim penilai kinerja)", Role.TEAM, ()),
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
    for name, words, role, code in UNITS:
        unit = Unit.objects.filter(code=code).first()
        if unit is not None:
            made[name] = _user(name, words, role, unit, (), day, now)
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


def profile_of_the_office(*, now: datetime) -> None:
    """Fill the profile but for two things: the days of the Plh., one number pattern."""
    told = {
        "regency": "Kabupaten Batang Hari",
        "province": "Jambi",
        "seat": "Muara Bulian",
        "office": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia Daerah",
        "short": "BKPSDMD",
        "address": "Jalan Contoh Nomor 1, Muara Bulian 36613",
        "contact": "Telepon (0743) 00000, Senin–Jumat 08.00–15.30",
        "head_address": "Jalan Contoh Nomor 2, Muara Bulian 36613",
        "time_zone": "Asia/Jakarta",
        "name_style": "capitals",
        "head_name": "H. Contoh Bupati, S.E.",
        "secretary_name": "Drs. Contoh Sekretaris, M.Si.",
        "secretary_rank": "Pembina Utama Madya (IV/d)",
        "secretary_acting_standing": "plh",
        "secretary_acting_name": "Ir. Contoh Asisten, M.M.",
        "secretary_acting_rank": "Pembina Utama Muda (IV/c)",
        "office_head_name": "Dra. Contoh Kepala, M.A.P.",
        "office_head_rank": "Pembina Tingkat I (IV/b)",
    }
    for kind, code in (
        ("memo", "800.1.3.1"),
        ("minutes", "800.1.3.1"),
        ("decree", "800.1.3.3"),
        ("answer", "800.1.3.1"),
        ("objection", "800.1.3.1"),
    ):
        told[f"{kind}_code"] = code
        told[f"{kind}_paper"] = "f4"
        told[f"{kind}_mode"] = "elsewhere" if kind == "decree" else "own"
        if kind != "decree":
            told[f"{kind}_pattern"] = "{kode}/{urut}/{unit}/{tahun}"
    save_profile(content=told, base=0, actor=None, now=now)
