"""Write docs/reference/roles.md from the matrix (run it as a module)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "roles.md"
INTRO = """# Roles

Written by `python -m seimbang_web.accounts.document` from `accounts/matrix.yaml`:
change that file, not this page. Code, tests and this page come from it: a page that is
not in the matrix is refused, and fails the build.

A right reaches *all*; an *agency* with its units; a *unit* with those below it; the
*cases* before the person; what is one's *own*. No entry: no right. Out of reach reads
like not there (status 404).

Separation, in the acts and where possible in the database too: two persons grant a
role, nobody to oneself; auditor and technical administrator hold no other role; who
proposes does not approve; an emergency access (an hour at most, with a reason, told to
auditor and data protection officer at once) opens reading only. Why:
[the security model](../explanation/security.md).
"""


def text() -> str:
    """Return the page."""
    from seimbang_web.accounts.matrix import matrix
    from seimbang_web.accounts.models import Role

    told = matrix()
    parts = [INTRO, "## The roles\n", *_table(["role", "", "second factor"], (
        [role.value, str(role.label), "yes" if role in told.second_factor else "–"]
        for role in Role
    ))]  # fmt: skip
    parts += ["## Acts\n", *_table(["act", *(role.value for role in Role)], (
        [f"`{act}`", *(roles[role].value if role in roles else "" for role in Role)]
        for act, roles in told.acts.items()
    ))]  # fmt: skip
    parts += ["## What an emergency access opens\n", *_table(["scope", "acts"], (
        [scope, ", ".join(f"`{act}`" for act in sorted(acts))]
        for scope, acts in told.emergency.items()
    ))]  # fmt: skip
    parts += ["## Pages\n", *_table(["page", "to read", "to write"], (
        [f"`{name}`", page.read or "–", page.write or "–"]
        for name, page in told.pages.items()
    ))]  # fmt: skip
    parts += [
        f"Open to everybody: {_names(told.open)}.\n",
        f"For everybody who signed in, one's own account: {_names(told.signed_in)}.",
    ]
    return "\n".join(parts) + "\n"


def _table(header: list[str], rows: Iterator[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join('---' for _cell in header)} |"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _names(names: frozenset[str]) -> str:
    return ", ".join(f"`{name}`" for name in sorted(names))


def main() -> None:
    """Write the page."""
    import django
    from django.utils.translation import override

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seimbang_web.settings")
    os.environ.setdefault("SEIMBANG_MODE", "test")
    django.setup()
    with override("en"):
        FILE.write_text(text())


if __name__ == "__main__":
    main()
