"""A frontier told: rows for machines, a table for people, a folder with a picture."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seimbang.cli.output import plain, print_json, print_rows
from seimbang.cli.progress import stage
from seimbang.language import text

if TYPE_CHECKING:
    from seimbang.plan.tally import Tally
    from seimbang.report.curve import Curve

DATA, PICTURE = "frontier.json", "frontier.svg"
COLUMNS = ("K", "nobody", "below", "minimum", "missing", "shortage", "proved", "how")
MARK = text("Remark")


def rows(
    curve: Curve, asked: Sequence[int] | None, time_limit: float | None
) -> list[dict[str, Any]]:
    """
    Return the rows to tell: all, or those asked for.

    Where limits tie families together, those asked for are solved with them.
    """
    from seimbang.plan.limited import left_out

    first, last = curve.rows[0].amount, curve.rows[-1].amount
    if asked is None:
        return [_row(curve, at) for at in range(len(curve.rows))]
    if asked[0] < first:
        told = text(
            "The least there can be is {first}, got {asked}.",
            first=first,
            asked=asked[0],
        )
        raise click.UsageError(str(told))
    if left_out(curve.found.problem) and not curve.found.minutes:
        return [_limited(curve, amount, time_limit) for amount in asked]
    return [_row(curve, min(amount, last) - first) | {"K": amount} for amount in asked]


def _row(curve: Curve, at: int) -> dict[str, Any]:
    row = curve.rows[at]
    return {
        "K": row.amount,
        **_figures(curve.sums[at]),
        "proved": row.proved,
        "how": curve.found.how(row),
    } | ({} if row.proved else {"value": row.value, "bound": row.bound})


def _figures(sums: Tally) -> dict[str, Any]:
    return {
        "nobody": sums.nobody,
        "below": sums.below,
        "minimum": sums.minimum,
        "missing": round(float(sums.missing), 6),
        "shortage": round(float(sums.shortage), 6),
    }


def _limited(curve: Curve, amount: int, time_limit: float | None) -> dict[str, Any]:
    """Return the row of at most ``amount`` moves with all limits, and its seconds."""
    from seimbang.plan.limited import best_within
    from seimbang.plan.tally import tally

    began = time.perf_counter()
    with stage("solve"):
        found = best_within(curve.found, amount, time_limit=time_limit)
    seconds = round(time.perf_counter() - began, 2)
    row: dict[str, Any] = {"K": amount, "status": found.status.value}
    if found.plans:
        row |= _figures(tally(curve.found, found.plans))
    return row | {"proved": found.status.value == "OPTIMAL", "seconds": seconds}


def _data(curve: Curve, told: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what frontier.json holds."""
    from seimbang.plan.limited import left_out

    found, problem = curve.found, curve.found.problem
    plan = None
    if curve.plan is not None:
        amount, sums = curve.plan
        plan = {"K": amount, **_figures(sums), "as_good_from": curve.needed}
    return {
        "format": "seimbang-frontier/1",
        "by": "travel" if found.minutes else "moves",
        "policy": problem.policy.as_dict(),
        "day": problem.day,
        "data": problem.data,
        "goals": found.goals,
        "scale": found.scale,
        "exact": found.exact,
        "limits_left_out": left_out(problem),
        "plan": plan,
        "frontier": told,
        "families": [
            {
                "family": part.family.name,
                "points": [
                    {
                        "K": one.amount,
                        "value": one.value,
                        "bound": one.bound,
                        "how": one.how,
                    }
                    for one in part.points
                ],
            }
            for part in found.curves
            if len(part.points) > 1
        ],
    }


def write(
    curve: Curve, told: Sequence[Mapping[str, Any]], out: Path, *, force: bool
) -> None:
    """Write frontier.json and frontier.svg into the folder ``out``."""
    from seimbang.report.plot import plot

    data, picture = out / DATA, out / PICTURE
    for path in (data, picture):
        if path.exists() and not force:
            told_ = text(
                "{out} is there already; use --force to overwrite it.", out=path
            )
            raise click.UsageError(str(told_))
    out.mkdir(parents=True, exist_ok=True)
    whole = plain(_data(curve, told))
    content = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    data.write_text(content + "\n", encoding="utf-8")
    picture.write_text(plot(curve, alone=True) + "\n", encoding="utf-8")


def show(
    curve: Curve,
    told: Sequence[Mapping[str, Any]],
    asked: Sequence[int] | None,
    form: str,
) -> None:
    if form == "json":
        print_json(_data(curve, told))
    elif form == "csv":
        print_rows(told, COLUMNS, form)
    else:
        _speak(curve, told, asked)


def _speak(
    curve: Curve, told: Sequence[Mapping[str, Any]], asked: Sequence[int] | None
) -> None:
    from seimbang.report.curve import chosen, finding, remarks

    click.echo(finding(curve))
    for remark in remarks(curve):
        click.echo(remark)
    click.echo()
    if asked is not None and any("seconds" in row for row in told):
        _print_limited(told)
        return
    first, last = curve.rows[0].amount, curve.rows[-1].amount
    places = (
        chosen(curve) if asked is None else [min(one, last) - first for one in asked]
    )
    _print_rows(curve, places)


def _print_rows(curve: Curve, places: Sequence[int]) -> None:
    from seimbang.report.curve import headings, spoken

    names = headings(curve)
    heads = {name: str(words) for name, words in names.items()}
    lines = []
    for at in places:
        cells = dict(zip(heads.values(), spoken(curve, at), strict=True))
        lines.append(cells | {str(MARK): _mark(curve, at)})
    print_rows(lines, (*heads.values(), str(MARK)), "table", wrap=True)


def _mark(curve: Curve, at: int) -> str:
    """Return what is to be said of a row: the knee, the plan, that it is open."""
    amount = curve.rows[at].amount
    words = []
    if amount == curve.knee:
        words.append(text("80 % is done"))
    if amount == curve.needed:
        words.append(text("as good as the plan"))
    if not curve.rows[at].proved:
        words.append(text("not proved"))
    return ", ".join(map(str, words))


def _print_limited(told: Sequence[Mapping[str, Any]]) -> None:
    """Print rows that were solved one by one, with the time each took."""
    from seimbang.report.curve import HEADINGS
    from seimbang.report.number import number

    heads = [str(HEADINGS[name]) for name in ("amount", "nobody", "below")]
    heads += [str(HEADINGS["missing"]), str(HEADINGS["shortage"])]
    proved, seconds = str(text("Proved")), str(text("Seconds"))
    lines = []
    for row in told:
        cells = [number(row["K"])]
        if "nobody" in row:
            cells += [number(row["nobody"]), number(row["below"])]
            cells += [
                number(Fraction(row[name]), 2) for name in ("missing", "shortage")
            ]
        cells += [str(row["status"])] * (len(heads) - len(cells))
        held = text("yes") if row["proved"] else text("no")
        lines.append(
            dict(zip(heads, cells, strict=True))
            | {proved: held, seconds: number(Fraction(row["seconds"]), 2)}
        )
    print_rows(lines, (*heads, proved, seconds), "table")
