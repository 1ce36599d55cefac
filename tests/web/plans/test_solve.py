"""A plan that was asked for is solved by a job, whole, and then stays as it is."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from django.db import Error, connection, transaction

from seimbang_web.jobs.models import State
from seimbang_web.plans.models import Move, Plan, PlanFile
from seimbang_web.plans.store import folder_of, reasons_of, whatif_of

pytestmark = pytest.mark.both

FILES = {
    "certificate.json",
    "plan.json",
    "plan.xlsx",
    "problem.json.gz",
    "reasons.json",
    "relief.json",
    "report.html",
}


def test_the_job_keeps_files_moves_and_figures(plan: Plan) -> None:
    assert plan.work is not None
    assert plan.work.state == State.DONE
    assert plan.status == "OPTIMAL"
    assert plan.reason is None
    assert plan.summary["plan"]["moves"] == plan.moves.count() > 100
    files = {one.name: one for one in plan.files.all()}
    assert set(files) == FILES
    for one in files.values():
        assert one.digest == hashlib.sha256(bytes(one.content)).hexdigest()
    assert plan.digest == files["plan.json"].digest
    record = json.loads(bytes(files["plan.json"].content))
    move = plan.moves.select_related("person", "to_unit").order_by("pk").first()
    assert move is not None
    assert move.row == record["moves"][0]
    assert move.person.ref == record["moves"][0]["person_id"]
    assert move.to_unit.code == record["moves"][0]["to_unit"]


def test_the_folder_holds_the_same_bytes_and_is_made_once(
    plan: Plan, settings: Any, tmp_path: Path
) -> None:
    settings.STATE = tmp_path
    folder = folder_of(plan)
    for path in folder.iterdir():
        assert path.read_bytes() == bytes(plan.files.get(name=path.name).content)
    assert {path.name for path in folder.iterdir()} == FILES
    assert folder.stat().st_mode & 0o077 == 0
    assert folder_of(plan) == folder
    assert whatif_of(plan) is whatif_of(plan)
    assert len(whatif_of(plan).plan["moves"]) == plan.moves.count()
    assert reasons_of(plan) is reasons_of(plan)


def test_who_is_faster_makes_the_folder(
    plan: Plan, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.STATE = tmp_path
    folder = folder_of(plan)
    shutil.rmtree(folder)
    mine = tempfile.mkdtemp

    def overtaken(**told: Any) -> str:
        folder.mkdir()
        (folder / "plan.json").write_bytes(b"theirs")
        return mine(**told)

    monkeypatch.setattr("seimbang_web.plans.store.tempfile.mkdtemp", overtaken)
    assert folder_of(plan) == folder
    assert list((tmp_path / "plans").iterdir()) == [folder]


CHANGES = (
    lambda plan: Plan.objects.filter(pk=plan.pk).update(name="Lain"),
    lambda plan: Plan.objects.filter(pk=plan.pk).update(summary={}),
    lambda plan: plan.files.filter(name="plan.json").update(content=b"{}"),
    lambda plan: plan.moves.all().update(voluntary=True),
    lambda plan: PlanFile.objects.create(plan=plan, name="x", content=b"", digest=""),
    lambda plan: _run("DELETE FROM plans_move WHERE plan_id = %s", plan),
    lambda plan: _run("DELETE FROM plans_planfile WHERE plan_id = %s", plan),
    lambda plan: _run("DELETE FROM plans_plan WHERE id = %s", plan),
)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_to_change_a_solved_plan(change, plan: Plan) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Error, match="immutable"), transaction.atomic():
        change(plan)
    assert Move.objects.filter(plan=plan).exists()


def _run(sql: str, plan: Plan) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [plan.pk])
