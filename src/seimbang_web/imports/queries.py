"""What the pages of imports show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import lru_cache
from typing import Any

import polars as pl
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seimbang.model.snapshot import Snapshot
from seimbang.model.tables import TABLE
from seimbang_web.accounts.rights import Rights
from seimbang_web.imports.check import headings, personal
from seimbang_web.imports.corrections.queries import waiting_for as corrections
from seimbang_web.imports.differences import Differences, differences
from seimbang_web.imports.models import Import, State, Undo
from seimbang_web.imports.reconcile.queries import waiting_for as differing_of
from seimbang_web.lib import clock
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.convert import snapshot_of, unpacked
from seimbang_web.workloads.actions import spoken

WHY_SECOND = {
    "first": gettext_lazy("It is the first import."),
    "many": gettext_lazy("More than 5 % of the rows change or are missing."),
    "older": gettext_lazy("The data are older than those there are."),
}
KINDS = {
    "new": gettext_lazy("new"),
    "changed": gettext_lazy("changed"),
    "missing": gettext_lazy("in no file, goes"),
    "kept": gettext_lazy("in no file, stays"),
}
HIDDEN = "•••"
NOTICE = timedelta(days=2)


@dataclass
class Group:
    """Problems of one kind in one column: what was found first, and all its places."""

    severity: str
    found: str
    expected: str
    todo: str
    column: str
    sheet: str
    file: str
    rows: list[dict[str, Any]] = field(default_factory=list)


def groups(source: Import) -> list[Group]:
    """Return the problems of an import by kind, errors first."""
    order = ["error", "warning", "note"]
    found: dict[tuple[Any, ...], Group] = {}
    for one in sorted(source.problems, key=lambda one: order.index(one["severity"])):
        key = (one["severity"], one["code"], one["file"], one["sheet"], one["column"])
        if key not in found:
            found[key] = Group(
                one["severity"],
                spoken(one["found"]),
                spoken(one["expected"]),
                spoken(one["todo"]),
                one["column"] or "",
                one["sheet"] or "",
                one["file"],
            )
        found[key].rows.append(one)
    return list(found.values())


def sentence(source: Import) -> str:
    """Return the finding of the check in one sentence."""
    if source.state == State.FAULTY:
        errors = [one for one in groups(source) if one.severity == "error"]
        number = sum(len(one.rows) for one in errors)
        faults = ngettext("{number} fault", "{number} faults", number)
        kinds = ngettext("{number} group", "{number} groups", len(errors))
        return _("{faults} in {groups}. Nothing is stored.").format(
            faults=faults.format(number=number),
            groups=kinds.format(number=len(errors)),
        )
    total = dict.fromkeys((*KINDS, "same"), 0)
    for counts in source.counts.values():
        for kind, number in counts.items():
            total[kind] = total.get(kind, 0) + number
    people = source.counts.get("people", {})
    return _(
        "{new} rows new, {changed} changed, {missing} go, {same} the same; of these "
        "people: {people_new} new, {people_changed} changed, {people_missing} go, "
        "{people_kept} in no file stay."
    ).format(
        **{kind: number_format(number) for kind, number in total.items()},
        people_kept=people.get("kept", 0),
        people_new=people.get("new", 0),
        people_changed=people.get("changed", 0),
        people_missing=people.get("missing", 0),
    )


def tables(source: Import) -> list[tuple[str, str, dict[str, int]]]:
    """Return the tables of an import: name, sheet, rows by kind of difference."""
    return [(name, TABLE[name].sheet, of) for name, of in source.counts.items()]


KINDS_OF_FILES = {
    "own": gettext_lazy("workbook of the template"),
    "siasn": gettext_lazy("SIASN, employees"),
    "dapodik_teachers": gettext_lazy("Dapodik, teachers"),
    "dapodik_lessons": gettext_lazy("Dapodik, lessons"),
    "dapodik_schools": gettext_lazy("Dapodik, totals of schools"),
}


def recognised(source: Import) -> list[tuple[str, str]]:
    """Return each file with what it was recognised as, in words."""
    return [
        (
            name,
            ", ".join(
                str(KINDS_OF_FILES.get(one, one)) for one in source.kinds.get(name, ())
            )
            or _("nothing we know"),
        )
        for name in source.files.values_list("name", flat=True)
    ]


@dataclass(frozen=True)
class Line:
    """One row of the differences page: what is it, and what happens to it."""

    kind: str
    table: str
    name: str
    field: str = ""
    before: str = ""
    after: str = ""
    key: str = ""  # of whom nothing is to be decided: empty


def lines(
    source: Import, rights: Rights, table: str = "people", kind: str = ""
) -> list[Line]:
    """Return the differences of one table; personal columns only for who may see."""
    state = state_of(source)
    before, after = _pair(source.pk, state)
    if table not in TABLE or after is None:
        return []
    old = TABLE[table].empty() if before is None else before[table]
    found = differing(source.pk, state, table)
    names = _names(table, old, after[table])
    hidden = frozenset[str]()
    if not rights.reach("private.read").everything:
        hidden = personal(table)
    meant = _meant(before, after)
    told = [
        *_lines(found, names, headings(table), hidden, meant),
        *_kept(source, table, names, old, meant),
    ]
    return [one for one in told if kind in ("", one.kind)]


def _meant(before: Snapshot | None, after: Snapshot) -> dict[str, dict[str, str]]:
    """Return the names of units and jobs by code, for columns that hold codes."""
    found: dict[str, dict[str, str]] = {}
    for column, table in (("unit_id", "units"), ("job_id", "jobs")):
        found[column] = {}
        for snapshot in (before, after):
            if snapshot is not None:
                rows = snapshot[table].select(column, "name").iter_rows()
                found[column] |= dict(rows)
    return found


def _kept(
    source: Import,
    table: str,
    names: dict[tuple[Any, ...], str],
    old: pl.DataFrame,
    meant: dict[str, dict[str, str]],
) -> Iterator[Line]:
    """Yield what stays though no file names it."""
    seats = _seats(table, old, meant)
    for one in source.kept.get(table, []):
        key = tuple(one)
        seat = seats.get(key, "")
        yield Line("kept", table, names.get(key, "–"), "", seat, seat, str(key[0]))


def _seats(
    table: str, frame: pl.DataFrame, meant: dict[str, dict[str, str]]
) -> dict[tuple[Any, ...], str]:
    """Return job and unit of each of the people; nothing of other tables."""
    if table != "people":
        return {}
    rows = frame.select("person_id", "job_id", "unit_id").iter_rows()
    return {
        (ref,): f"{meant['job_id'].get(job, job)}, {meant['unit_id'].get(unit, unit)}"
        for ref, job, unit in rows
    }


def _lines(
    found: Differences,
    names: dict[tuple[Any, ...], str],
    words: dict[str, str],
    hidden: frozenset[str],
    meant: dict[str, dict[str, str]],
) -> Iterator[Line]:
    keys = list(TABLE[found.table].key)
    for row in found.changed.iter_rows(named=True):
        key = tuple(row[one] for one in keys)
        shown = row["field"] not in hidden
        means = meant.get(row["field"], {})
        yield Line(
            "changed",
            found.table,
            names[key],
            words.get(row["field"], row["field"]),
            means.get(row["before"], row["before"] or "–") if shown else HIDDEN,
            means.get(row["after"], row["after"] or "–") if shown else HIDDEN,
        )
    for kind, frame in (("new", found.new), ("missing", found.missing)):
        seats = _seats(found.table, frame, meant)
        for key in frame.select(keys).iter_rows():
            seat = seats.get(key, "")
            before, after = ("", seat) if kind == "new" else (seat, "")
            ref = str(key[0]) if kind == "missing" else ""
            yield Line(kind, found.table, names[key], "", before, after, ref)


def _names(
    table: str, old: pl.DataFrame, new: pl.DataFrame
) -> dict[tuple[Any, ...], str]:
    """Return what people call each row: its name where it has one, else its key."""
    keys = list(TABLE[table].key)
    named = "name" in new.columns
    found = {}
    for frame in (old, new):
        columns = [*keys, "name"] if named else keys
        for row in frame.select(columns).iter_rows():
            key = row[: len(keys)]
            found[key] = str(row[-1]) if named else " · ".join(map(str, key))
    return found


def state_of(source: Import) -> str:
    """Return what names the state of an import that was checked once more."""
    return f"{source.lock}:{source.base_id}:{source.proposal_checksum}"


@lru_cache(maxsize=2)
def _pair(pk: int, state: str) -> tuple[Snapshot | None, Snapshot | None]:
    source = Import.objects.select_related("base").get(pk=pk)
    before = None if source.base is None else snapshot_of(source.base)
    if source.proposal is not None:
        return before, Snapshot(unpacked(bytes(source.proposal)))
    version = source.version
    return before, None if version is None else snapshot_of(version)


@lru_cache(maxsize=32)
def differing(pk: int, state: str, table: str) -> Differences:
    """Return the differences of one table of an import (of a stored proposal)."""
    before, after = _pair(pk, state)
    assert after is not None
    for one in differences(before, after):
        if one.table == table:
            return one
    raise KeyError(table)


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what of imports waits for the person."""
    found = []
    mine = Import.objects.filter(uploaded_by=rights.user).order_by("-pk")
    if rights.may("import.write"):
        for state, label in (
            (State.FAULTY, _("Repair the faults of an import")),
            (State.READY, _("Apply an import that was checked")),
        ):
            held = mine.filter(state=state)
            if state == State.READY:  # a fresh export need never be applied
                held = held.filter(reconciliation=None)
            rows = list(held.values_list("pk", flat=True)[:20])
            if rows:
                url = reverse("import-detail", args=[rows[0]])
                found.append(Waiting(label, url, len(rows)))
        rows = list(mine.filter(state=State.WAITING).values_list("pk", flat=True)[:20])
        if rows:
            url = reverse("import-detail", args=[rows[0]])
            label = _("Your import waits for the second person")
            found.append(Waiting(label, url, len(rows), state="waiting"))
    if rights.may("import.approve"):
        others = Import.objects.filter(state=State.WAITING).exclude(
            uploaded_by=rights.user
        )
        rows = list(others.order_by("pk").values_list("pk", flat=True)[:20])
        if rows:
            url = reverse("import-detail", args=[rows[0]])
            label = _("Look at an import as the second person")
            found.append(Waiting(label, url, len(rows)))
        asked = Undo.objects.filter(version=None).exclude(asked_by=rights.user)
        undos = list(asked.values_list("source_id", flat=True)[:20])
        if undos:
            url = reverse("import-detail", args=[undos[0]])
            found.append(Waiting(_("Take an import back"), url, len(undos)))
    return [*found, *_applied(rights), *corrections(rights), *differing_of(rights)]


def _applied(rights: Rights) -> Iterator[Waiting]:
    """Yield the notice that a second person applied what one uploaded, for two days."""
    rows = Import.objects.filter(
        uploaded_by=rights.user,
        state=State.APPLIED,
        approved_at__gte=clock.now() - NOTICE,
    ).select_related("approved_by")
    for one in rows.defer("proposal", "problems")[:3]:
        label = _("{name} applied your import: see it").format(name=one.approved_by)
        yield Waiting(
            label, reverse("import-detail", args=[one.pk]), 1, state="waiting"
        )
