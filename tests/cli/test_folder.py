"""A folder is written whole or not at all; progress speaks after a second."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pytest

from seimbang.cli import progress
from seimbang.cli.folder import whole
from seimbang.language import speaking


def fill(folder: Path, word: str) -> None:
    """Write what a plan folder has."""
    (folder / "plan.json").write_text(word, encoding="utf-8")


def test_the_folder_appears_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "plan"
    with whole(out, force=False) as folder:
        fill(folder, "new")
        assert not out.exists()
    assert (out / "plan.json").read_text(encoding="utf-8") == "new"
    assert [path.name for path in out.parent.iterdir()] == ["plan"]


def test_an_interrupted_folder_leaves_nothing_and_keeps_the_old(
    tmp_path: Path,
) -> None:
    out = tmp_path / "plan"
    with whole(out, force=False) as folder:
        fill(folder, "old")
    with pytest.raises(KeyboardInterrupt), whole(out, force=True) as folder:
        fill(folder, "half")
        raise KeyboardInterrupt
    assert (out / "plan.json").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_force_replaces_a_plan(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    for word in ("old", "new"):
        with whole(out, force=True) as folder:
            fill(folder, word)
    assert (out / "plan.json").read_text(encoding="utf-8") == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_of_other_things_is_never_replaced(
    tmp_path: Path, force: bool
) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(SystemExit) as refused, whole(tmp_path, force=force):
        raise AssertionError("not reached")
    assert refused.value.code == 2
    assert (tmp_path / "holiday.jpg").exists()


def test_a_note_that_somebody_laid_beside_a_plan_is_not_lost(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    with whole(out, force=False) as folder:
        fill(folder, "old")
    (out / "notes.docx").write_bytes(b"mine")
    with pytest.raises(SystemExit) as refused, whole(out, force=True):
        raise AssertionError("not reached")
    assert refused.value.code == 2
    assert (out / "notes.docx").read_bytes() == b"mine"
    assert (out / "plan.json").read_text(encoding="utf-8") == "old"


def test_a_plan_is_not_replaced_without_force(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    with whole(out, force=False) as folder:
        fill(folder, "old")
    with pytest.raises(SystemExit) as refused, whole(out, force=False):
        raise AssertionError("not reached")
    assert refused.value.code == 2


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "plan"
    out.write_text("a file", encoding="utf-8")
    with pytest.raises(SystemExit), whole(out, force=True):
        raise AssertionError("not reached")


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    with whole(tmp_path / "plan", force=False) as folder:
        fill(folder, "x")
    (tmp_path / "empty").mkdir()
    with whole(tmp_path / "empty", force=False) as folder:
        fill(folder, "y")
    assert (tmp_path / "empty" / "plan.json").exists()


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def _clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress, "SILENT", 1.0)
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_progress_is_silent_within_the_first_second(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, stream = _clock(monkeypatch), Terminal()
    told = progress.Progress(stream)
    now[0] = 0.9
    told("read", 0, 1)
    told.close()
    assert stream.getvalue() == ""


def test_a_terminal_sees_share_and_time_left_and_a_clean_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, stream = _clock(monkeypatch), Terminal()
    told = progress.Progress(stream)
    now[0] = 2.0
    with speaking("en"):
        told("families", 0, 10)
        now[0] = 4.0
        told("families", 5, 10)
    told.close()
    assert "5 of 10, about 2 s left" in stream.getvalue()
    assert stream.getvalue().endswith("\r\x1b[K")


def test_a_log_has_one_line_a_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    now, stream = _clock(monkeypatch), io.StringIO()
    told = progress.Progress(stream)
    now[0] = 2.0
    for done in range(5):
        told("families", done, 5)
    told("report", 0, 1)
    told.close()
    assert len(stream.getvalue().splitlines()) == 2


class Ear(io.StringIO):
    """A stream that says when something is written."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = threading.Event()

    def write(self, words: str) -> int:
        done = super().write(words)
        self.heard.set()
        return done


def test_a_stage_that_goes_on_is_told_without_another_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(progress, "SILENT", 0.01)
    stream = Ear()
    with speaking("en"), progress.Progress(stream) as told:
        told("read", 0, 1)
        told("workload", 0, 1)
        assert stream.heard.wait(5)
    assert stream.getvalue() == "Measuring the workload\n"


def test_nothing_is_told_after_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SILENT", 0.05)
    stream = Ear()
    with pytest.raises(ValueError, match="x"), progress.Progress(stream) as told:
        told("read", 0, 1)
        raise ValueError("x")
    assert not stream.heard.wait(0.15)


def test_one_stage_is_told_on_stderr(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "SILENT", 0)
    with speaking("en"), progress.stage("read"):
        pass
    assert capsys.readouterr().err == "Reading the files\n"
