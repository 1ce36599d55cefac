"""How the people live and serve: homes, performance, leave, protection, duties."""

from __future__ import annotations

import numpy as np

from seimbang.demo.chance import Ints, bell, chance, pick, some, weighted
from seimbang.demo.facts import kilometres, villages
from seimbang.demo.people import DAY, Columns, Crowd

NOT_A_DAY = np.datetime64("NaT", "D")
PREDICATES = {"very_good": 0.13, "good": 0.84, "needs_improvement": 0.02, "poor": 0.01}
DISCIPLINE = {"none": 0.982, "light": 0.006, "pending": 0.005, "medium": 0.005,
              "severe": 0.002}  # fmt: skip
LEAVES = {"study": 0.45, "unpaid": 0.15, "long": 0.2, "sick": 0.2}
LENGTHS = {"study": 700, "unpaid": 1000, "sick": 180, "long": 90, "maternity": 90}
PROTECTIONS = {"disability": 0.2, "illness": 0.3, "carer": 0.3, "small_children": 0.2}


def homes(crowd: Crowd, unit_village: list[str]) -> Columns:
    """
    Return home villages and, for a third, coordinates.

    Most live near their unit, a good part near another one of the same kind: that is
    what makes transfers worth wishing for.
    """
    rng = chance(crowd.seed, "homes")
    known = villages()
    codes = known["place_id"].to_list()
    north, east = known["latitude"].to_numpy(), known["longitude"].to_numpy()
    far = kilometres(north[:, None], east[:, None], north[None, :], east[None, :])
    same = np.eye(len(codes))
    near = 1 / (1 + (far / 4) ** 3)
    wide = 1 / (1 + (far / 12) ** 3)
    shares = sum(
        share * part / part.sum(axis=1, keepdims=True)
        for share, part in ((0.3, same), (0.45, near), (0.25, wide))
    )
    limits = np.cumsum(shares, axis=1)
    place = {code: at for at, code in enumerate(codes)}
    here = np.array([place[village] for village in unit_village])
    draws = rng.random(crowd.number)[:, None] * limits[here, -1:]
    home = np.minimum((limits[here] < draws).sum(axis=1), len(codes) - 1)
    located = rng.random(crowd.number) < 0.35
    for at in np.flatnonzero(crowd.case).tolist():
        home[at], located[at] = place[str(crowd.staff[at].home)], True
    unknown = ~located & (rng.random(crowd.number) < 0.06)
    return {
        "home_place_id": [
            None if hidden else codes[at]
            for at, hidden in zip(home.tolist(), unknown.tolist(), strict=True)
        ],
        "home_latitude": _near(rng, north[home], located),
        "home_longitude": _near(rng, east[home], located),
    }  # fmt: skip


def _near(
    rng: np.random.Generator, degrees: np.ndarray, located: np.ndarray
) -> list[float | None]:
    drawn = np.round(bell(rng, len(degrees), 0, 0.005) + degrees, 4)
    return [
        float(at) if known else None for at, known in zip(drawn, located, strict=True)
    ]


def conduct(crowd: Crowd) -> Columns:
    """Return performance, discipline and absence; some of it unknown."""
    rng = chance(crowd.seed, "conduct")
    number = crowd.number
    fresh = np.isin(crowd.status, ["cpns", "pppk_part_time"]) | ~crowd.asn
    last = np.array(pick(rng, number, PREDICATES), dtype=object)
    before = np.array(pick(rng, number, PREDICATES), dtype=object)
    last[(rng.random(number) < 0.03) | ~crowd.asn] = None
    before[(rng.random(number) < 0.06) | fresh] = None
    sanction = np.array(pick(rng, number, DISCIPLINE), dtype=object)
    last[crowd.case], before[crowd.case], sanction[crowd.case] = "good", "good", "none"
    served = np.isin(sanction, ["medium", "severe"])
    until = DAY + rng.integers(-200, 320, number).astype("timedelta64[D]")
    sanction[(rng.random(number) < 0.01) & ~crowd.case] = None
    days = np.array([0, 1, 2, 4, 8, 12])
    absent = days[weighted(rng, number, (0.86, 0.07, 0.04, 0.02, 0.008, 0.002))]
    unseen = rng.random(number) < 0.05
    return {
        "performance_last": last,
        "performance_before": before,
        "discipline": sanction,
        "discipline_until": np.where(served, until, NOT_A_DAY),
        "absence_days": [
            None if unseen[at] else int(absent[at]) for at in range(number)
        ],
    }


def leaves(crowd: Crowd) -> Columns:
    """Return leave, bonds and protection; the nine professions are all at work."""
    rng = chance(crowd.seed, "leaves")
    number = crowd.number
    leave = np.full(number, "none", dtype=object)
    since, until, bond = (np.full(number, NOT_A_DAY) for _ in range(3))
    free = crowd.pns & ~crowd.tenured & ~crowd.health & ~crowd.head
    young = np.flatnonzero(free & crowd.woman & (crowd.age < 41))
    away = some(rng, np.flatnonzero(free), 0.01)
    kinds = dict(zip(away.tolist(), pick(rng, len(away), LEAVES), strict=True))
    kinds |= dict.fromkeys(some(rng, young, 0.04).tolist(), "maternity")
    for at, kind in sorted(kinds.items()):
        begun = int(rng.integers(10, LENGTHS[kind] - 20))
        leave[at] = kind
        since[at] = DAY - np.timedelta64(begun, "D")
        until[at] = DAY + np.timedelta64(LENGTHS[kind] - begun, "D")
    back = some(rng, np.flatnonzero(crowd.pns & ~crowd.case & (crowd.age < 45)), 0.015)
    bond[back] = DAY + rng.integers(90, 1500, len(back)).astype("timedelta64[D]")
    protection = np.full(number, None, dtype=object)
    held = some(rng, np.flatnonzero(crowd.asn & ~crowd.case), 0.022)
    protection[held] = pick(rng, len(held), PROTECTIONS)
    return {
        "leave": leave,
        "leave_since": since,
        "leave_until": until,
        "bonded_until": bond,
        "protection": protection,
    }


DUTIES: tuple[
    tuple[str, tuple[str, ...], float], ...
] = (  # one a unit, among which jobs
    ("treasurer", ("guru-sd-kelas", "pengelola-layanan", "guru-smp-matematika"), 0.8),
    ("dapodik_operator", ("guru-sd-pjok", "guru-smp-informatika"), 0.35),
    ("goods_keeper", ("pengadministrasi", "guru-smp-seni"), 0.5),
    ("deputy_head", ("guru-smp-ipa", "guru-smp-bahasa-inggris"), 0.8),
    ("head_of_library", ("guru-smp-bahasa-indonesia",), 0.6),
    ("head_of_laboratory", ("guru-smp-ipa",), 0.3),
    ("student_activities", ("guru-smp-pjok",), 0.7),
    ("coordinator", ("bidan", "perawat"), 0.8),
)


def duties(crowd: Crowd) -> Columns:
    """Return the duties beside the job, and the numbers of heads' recommendations."""
    rng = chance(crowd.seed, "duties")
    held: list[list[str]] = [list(one.duties) for one in crowd.staff]
    for duty, jobs, share in DUTIES:
        asked = crowd.asn & ~crowd.tenured & ~crowd.head & np.isin(crowd.job_id, jobs)
        _, first = np.unique(crowd.unit_id[asked], return_index=True)
        for at in some(rng, np.sort(np.flatnonzero(asked)[first]), share).tolist():
            held[at].append(duty)
    for duty, jobs, share in (
        ("class_guardian", ("guru-smp-ips", "guru-smp-pancasila"), 0.5),
        ("village_midwife", ("bidan",), 0.3),
        ("seconded_private_school", ("guru-sd-kelas",), 0.008),
        ("school_supervisor", ("pengawas-sekolah",), 1.0),
    ):
        asked = crowd.pns & ~crowd.tenured & ~crowd.head & np.isin(crowd.job_id, jobs)
        for at in some(rng, np.flatnonzero(asked), share).tolist():
            held[at].append(duty)
    led = crowd.rows(lambda one: "head_of_school" in one.duties)
    numbers: list[str | None] = [None] * crowd.number
    for count, at in enumerate(some(rng, led, 0.08).tolist()):
        numbers[at] = f"IMUT-CONTOH-{count + 1:03d}"
    return {"duties": [row or None for row in held], "recommendation": numbers}


def couples(crowd: Crowd, home: Columns) -> list[int]:
    """Marry about one in twenty ASN; return the row of each one's spouse, or -1."""
    rng = chance(crowd.seed, "couples")
    spouse = [-1] * crowd.number
    free = np.flatnonzero(
        crowd.asn
        & (crowd.age > 26)
        & np.array([one is not None for one in home["home_place_id"]])
    )
    number = round(len(free) * 0.026)
    men: Ints = some(rng, free[~crowd.woman[free]], 1.0)
    women: Ints = free[crowd.woman[free]]
    grooms = men[np.argsort(rng.random(len(men)), kind="stable")[:number]]
    brides = women[np.argsort(rng.random(len(women)), kind="stable")[:number]]
    grooms = grooms[np.argsort(crowd.age[grooms], kind="stable")]
    brides = brides[np.argsort(crowd.age[brides], kind="stable")]
    for one, other in zip(grooms.tolist(), brides.tolist(), strict=True):
        spouse[one], spouse[other] = other, one
    return spouse


def teaching_hours(crowd: Crowd, hours: dict[tuple[str, str], int]) -> Columns:
    """Return each teacher's lesson hours a week: the seat's, shared; heads none."""
    rng = chance(crowd.seed, "hours")
    known = rng.random(crowd.number) < 0.93
    seats = [(one.unit_id, one.job_id) for one in crowd.staff]
    sharing: dict[tuple[str, str], int] = {}
    teaches = ~crowd.head
    for at in np.flatnonzero(teaches).tolist():
        sharing[seats[at]] = sharing.get(seats[at], 0) + 1
    taught: list[int | None] = [None] * crowd.number
    for at, seat in enumerate(seats):
        if teaches[at] and known[at] and seat in hours:
            taught[at] = min(hours[seat] // sharing[seat], 40)
    return {"teaching_hours": taught}
