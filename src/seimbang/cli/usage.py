"""Click's own words ("Usage", "Error", "Missing option") in the language in force."""

from __future__ import annotations

from click import core, exceptions, formatting, parser, types

from seimbang.language import translate


def speak() -> None:
    """Let click ask our catalogue; what it does not know stays English."""
    for module in (core, exceptions, formatting, parser, types):
        vars(module)["_"] = translate
    for module in (core, exceptions, parser, types):
        vars(module)["ngettext"] = _plural


def _plural(one: str, many: str, number: int) -> str:
    return translate(one if number == 1 else many)
