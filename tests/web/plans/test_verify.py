"""A plan is computed again to the byte; an outsider checks the round file."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from seimbang_web.audit.models import Entry
from seimbang_web.jobs.models import Job as Work
from seimbang_web.jobs.worker import drain
from seimbang_web.organisation.models import Person
from seimbang_web.plans import recompute
from seimbang_web.plans.models import Pin, Plan
from seimbang_web.plans.pinning import add_pin
from seimbang_web.plans.seal import round_file


@pytest.fixture
def pinned(solve: Any, held: Any, user: Any, now: Any) -> Plan:
    """Return a small plan with a pin and a limit."""
    person = Person.objects.filter(job__family="guru-sd-kelas").first()
    told = {"person": person, "unit": None, "why": f"sakit, kata {person}"}
    add_pin(round=held, kind=Pin.Kind.STAYS, actor=user("putri"), now=now, **told)
    made: Plan = solve(options={"max_moves": 2})
    return made


def test_computed_again_it_is_the_same(as_: Any, pinned: Plan) -> None:
    client = as_("inspektur")
    page = client.post(f"/rencana/{pinned.pk}/hitung-ulang/", follow=True)
    assert page.status_code == 200
    page = client.post(f"/rencana/{pinned.pk}/hitung-ulang/", follow=True)
    assert "sedang dihitung ulang" in page.content.decode()
    drain()
    work = Work.objects.get(kind=recompute.RECOMPUTE)
    assert work.result["same"]
    assert work.result["holds"]
    assert Entry.objects.filter(act="plan.recompute").count() == 1
    page = client.get(f"/rencana/{pinned.pk}/")
    assert "bita demi bita" in page.content.decode()


def test_another_core_is_told(
    as_: Any, pinned: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seimbang.__version__", "9.9")
    monkeypatch.setattr("seimbang.plan.certificate.__version__", "9.9")
    client = as_("sari")
    client.post(f"/rencana/{pinned.pk}/hitung-ulang/")
    drain()
    told = Work.objects.get(kind=recompute.RECOMPUTE).result
    assert told["parts"] == ["versions"]
    assert told["core"][1] == "9.9"
    page = client.get(f"/rencana/{pinned.pk}/").content.decode()
    assert "versions" in page
    assert "9.9" in page


@pytest.mark.parametrize("name", ["rina", "tono", "bupati"])
def test_who_may_not_check(as_: Any, plan: Plan, name: str) -> None:
    assert as_(name).post(f"/rencana/{plan.pk}/hitung-ulang/").status_code == 404


def test_an_outsider_verifies_the_round_file(
    as_: Any, pinned: Plan, tmp_path: Path
) -> None:
    answer = as_("inspektur").get(f"/rencana/{pinned.pk}/berkas-putaran/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer.content == round_file(pinned)
    with zipfile.ZipFile(io.BytesIO(answer.content)) as whole:
        whole.extractall(tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    assert manifest["office_plan_sha256"] == pinned.digest
    command = [sys.executable, "-m", "seimbang", "verify", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_round_file_names_nobody(pinned: Plan) -> None:
    with zipfile.ZipFile(io.BytesIO(round_file(pinned))) as whole:
        texts = {name: whole.read(name) for name in whole.namelist()}
    plan = json.loads(texts["plan.json"])
    assert plan["pseudonym_salt"] is None
    assert plan["data"]["checksum"] == ""
    for one in plan["moves"]:
        assert one["person_id"] == one["pseudonym"]
        assert "km" not in one
    pins = json.loads(texts["inputs.json"])["pins"]
    assert len(pins[0]["person"]) == 16
    told = b"\n".join(
        texts[name] for name in sorted(texts) if name != "problem.json.gz"
    )
    assert b"sakit" not in told
    for person in Person.objects.filter(moves__plan=pinned):
        for word in (person.ref, person.name, person.nip):
            assert word.encode() not in told
    checksum = pinned.version.checksum.encode()
    assert checksum not in told


def test_there_is_no_round_file_without_a_plan(as_: Any, plan: Plan) -> None:
    empty = Plan.objects.create(
        round=plan.round,
        number=99,
        name="Kosong",
        version=plan.version,
        local=plan.local,
        day=plan.day,
        policy=plan.policy,
        inputs=plan.inputs,
        core=plan.core,
        asked_at=plan.asked_at,
    )
    client = as_("putri")
    assert client.get(f"/rencana/{empty.pk}/berkas-putaran/").status_code == 404
    page = client.post(f"/rencana/{empty.pk}/hitung-ulang/", follow=True)
    assert "belum dihitung" in page.content.decode()


def test_the_command_line_computes_again(
    pinned: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("recompute", pinned.pk)
    assert pinned.digest in capsys.readouterr().out
    with pytest.raises(CommandError, match="no solved plan"):
        call_command("recompute", 999_999)
    monkeypatch.setattr("seimbang.plan.certificate.__version__", "9.9")
    with pytest.raises(CommandError, match="versions"):
        call_command("recompute", pinned.pk)
    report = type("Report", (), {"holds": False})
    monkeypatch.setattr(recompute, "verify", lambda _folder: report)
    with pytest.raises(CommandError, match="do not pass"):
        call_command("recompute", pinned.pk)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"holds": False}, "tidak lulus"),
        ({"parts": ["moves"]}, "bagian ini berbeda: moves."),
        ({"parts": ["moves"], "status": "TIME_LIMIT"}, "batas waktu"),
        ({"parts": [], "files": ["certificate.json"]}, "certificate.json"),
    ],
)
def test_what_came_out_in_words(
    as_: Any, plan: Plan, now: Any, told: dict[str, Any], words: str
) -> None:
    result = {"same": False, "files": [], "parts": [], "core": ["1", "1"]}
    Work.objects.create(
        kind=recompute.RECOMPUTE,
        argument={"plan": plan.pk},
        state="done",
        asked_at=now,
        ended_at=now,
        result=result | {"status": "OPTIMAL", "holds": True} | told,
    )
    assert words in as_("sari").get(f"/rencana/{plan.pk}/").content.decode()
