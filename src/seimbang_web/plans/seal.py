"""
The round file: what an outsider needs to check a plan, and nobody's name.

A ZIP with the problem, the plan and its certificate under pseudonyms, the rules, and a
manifest of SHA-256 digests. ``seimbang verify FOLDER`` holds on what is unpacked.
"""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seimbang.law.book import FOLDER as LAW
from seimbang.law.region import DEFAULT
from seimbang.plan.build import pseudonym
from seimbang.plan.record import write_json
from seimbang.plan.sealed import sealed
from seimbang_web.plans.models import Plan
from seimbang_web.plans.store import folder_of, whatif_of

FORMAT = "seimbang-round/1"
_DAY = (2026, 1, 1, 0, 0, 0)  # of the files in the ZIP: same plan, same bytes
README = Path(__file__).parent / "readme"


def round_file(plan: Plan) -> bytes:
    """Return the round file of a plan that was made; the same bytes each time."""
    parts = _parts(plan)
    parts["manifest.json"] = _json(_manifest(plan, parts))
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(parts):
            out.writestr(_info(name), parts[name])
    return whole.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    return info


def _parts(plan: Plan) -> dict[str, bytes]:
    kept, whole = folder_of(plan), whatif_of(plan)
    return {
        "problem.json.gz": (kept / "problem.json.gz").read_bytes(),
        "certificate.json": (kept / "certificate.json").read_bytes(),
        "plan.json": _long(sealed(whole.plan, whole.problem)),
        "inputs.json": _json(_inputs(plan, whole.plan["pseudonym_salt"])),
        "rules/local.yaml": (
            DEFAULT.read_bytes() if plan.local is None else plan.local.content.encode()
        ),
        "rules/law.json": _json(law_digests()),
        "BACA-SAYA.md": (README / "BACA-SAYA.md").read_bytes(),
        "README.md": (README / "README.md").read_bytes(),
    }


def _inputs(plan: Plan, salt: str) -> dict[str, Any]:
    """Return what was asked for; people by pseudonyms, reasons of pins left out."""
    inputs = plan.inputs
    return {
        "scope": inputs["scope"],
        "options": inputs["options"],
        "time_limit": inputs["time_limit"],
        "pins": [
            {
                "kind": pin["kind"],
                "person": pin["person_id"] and pseudonym(pin["person_id"], salt),
                "unit_id": pin["unit_id"],
            }
            for pin in inputs["pins"]
        ],
    }


def law_digests() -> dict[str, str]:
    """Return SHA-256 of each file of the law, by its path."""
    return {
        path.relative_to(LAW).as_posix(): _digest(path.read_bytes())
        for path in sorted(LAW.rglob("*.yaml"))
    }


def _manifest(plan: Plan, parts: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "round": plan.round.name,
        "plan": plan.number,
        "day": plan.day.isoformat(),
        "policy": plan.policy,
        "core": plan.core,
        "seed": plan.seed,
        "office_plan_sha256": plan.digest,
        "files": {name: _digest(content) for name, content in sorted(parts.items())},
    }


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _long(value: Any) -> bytes:
    """Return JSON whose ratios may have more digits than Python prints."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "plan.json"
        write_json(path, value)
        return path.read_bytes()
