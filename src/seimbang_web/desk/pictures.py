"""The gauge of the desk: the shortage before, in the plan, and with the edits."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from seimbang.report.html import drawing, tag
from seimbang.report.number import number
from seimbang_web.desk.waiting import Gauge
from seimbang_web.lib.picture import shown

WIDTH, BAR, LABEL, NUMBER = 560, 24, 170, 70


def bars(of: Gauge) -> SafeString:
    """Return a bar a plan: nobody moves, the plan, with the edits that wait."""
    rows: Sequence[tuple[str, Fraction, str]] = (
        (_("today"), of.today["shortage"], "today"),
        (_("this plan"), of.plan["shortage"], "plan"),
        *(
            [(_("with the edits"), of.edited["shortage"], "edited")]
            if of.edited
            else []
        ),
    )
    most = max(value for _words, value, _kind in rows) or Fraction(1)
    room = WIDTH - LABEL - NUMBER
    shapes = []
    for at, (words, value, kind) in enumerate(rows):
        y = at * (BAR + 8)
        long = max(1.0, float(value / most) * room)
        shapes += [
            tag("text", words, x=0, y=y + 17),
            tag(
                "rect",
                x=LABEL,
                y=y,
                width=f"{long:.1f}",
                height=BAR,
                rx=3,
                class_=kind,
            ),
            tag("text", number(value, 1), x=f"{LABEL + long + 8:.1f}", y=y + 17),
        ]
    height = len(rows) * (BAR + 8)
    view = f"0 0 {WIDTH} {height}"
    title = _("Spread of the shortage")
    return shown(drawing(title, *shapes, viewBox=view, class_="gauge"))
