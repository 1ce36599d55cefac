"""The files of a plan: from the database to a folder, read once a process."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from seimbang.explain.folder import Folder as Reasons
from seimbang.whatif.folder import Folder as Whatif
from seimbang_web.plans.models import Plan

KEPT = 4  # plans in memory


def folder_of(plan: Plan) -> Path:
    """
    Return a folder with the files of a solved plan; made when it is not there.

    It appears whole or not at all, and nobody else on the machine may read it.
    """
    place = settings.STATE / "plans"
    digests = plan.files.order_by("name").values_list("digest", flat=True)
    whole = hashlib.sha256(" ".join(digests).encode()).hexdigest()
    target = place / f"{plan.pk}-{whole}"
    if target.is_dir():
        return target
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Path(tempfile.mkdtemp(dir=place, prefix=".new-"))  # mode 0700
    for name, content in plan.files.values_list("name", "content"):
        (made / name).write_bytes(bytes(content))
    try:
        made.rename(target)
    except OSError:  # somebody else was faster
        shutil.rmtree(made)
    return target


def whatif_of(plan: Plan) -> Whatif:
    """Return the plan for questions about changes of it (:mod:`seimbang.whatif`)."""
    return _whatif(plan.pk, folder_of(plan))


def reasons_of(plan: Plan) -> Reasons:
    """Return the plan with its reasons (:mod:`seimbang.explain`)."""
    return _reasons(plan.pk, folder_of(plan))


@lru_cache(maxsize=KEPT)
def _whatif(pk: int, folder: Path) -> Whatif:
    return Whatif.read(folder)


@lru_cache(maxsize=KEPT)
def _reasons(pk: int, folder: Path) -> Reasons:
    return Reasons.read(folder)
