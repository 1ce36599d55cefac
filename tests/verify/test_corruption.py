"""Each seeded corruption is refused, by the check that is there for it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from seimbang.language import speaking
from seimbang.verify import MissingFilesError, Report, Status, Verdict, verify
from tests.verify.reference import Files, Json, example, pseudonym
from tests.verify.told import two_decimals

Corruption = Callable[[Files], object]


def guru(made: Files) -> Json:
    family: Json = made.problem["families"][0]
    return family


def claim(made: Files, at: int = 0) -> Json:
    family: Json = made.certificate["families"][at]
    return family


def goal(made: Files, name: str) -> Json:
    return next(one for one in claim(made)["goals"] if one["goal"] == name)


def place(made: Files, name: str) -> Json:
    return next(one for one in guru(made)["seats"] if one["id"] == f"{name}|job")


def move_at(made: Files, person: int, seat: int) -> int:
    first, seats = guru(made)["moves"]["first"], guru(made)["moves"]["seat"]
    return next(
        at for at in range(first[person], first[person + 1]) if seats[at] == seat
    )


def remove_move(made: Files, person: int, seat: int) -> None:
    at, moves = move_at(made, person, seat), guru(made)["moves"]
    for name in ("seat", "voluntary", "rank", "added", "misfit", "regression"):
        del moves[name][at]
    moves["first"] = [n - (i > person) for i, n in enumerate(moves["first"])]


def add_move(made: Files, person: int, seat: int) -> None:
    """Add a move that costs nothing."""
    moves = guru(made)["moves"]
    start, end = moves["first"][person : person + 2]
    at = next((k for k in range(start, end) if moves["seat"][k] > seat), end)
    moves["seat"].insert(at, seat)
    moves["voluntary"].insert(at, 1)
    moves["rank"].insert(at, 1)
    for name in ("added", "misfit", "regression"):
        moves[name].insert(at, 0)
    moves["first"] = [n + (i > person) for i, n in enumerate(moves["first"])]


def set_move(made: Files, person: int, target: int, **facts: int) -> None:
    at = move_at(made, person, target)
    for name, value in facts.items():
        guru(made)["moves"][name][at] = value


def leave_also(made: Files, person: int, seat: int) -> None:
    moves = claim(made)["moves"]
    claim(made)["moves"] = sorted(
        [one for one in moves if one[0] != person] + [[person, seat]]
    )


def swap_goals(made: Files, one: int, other: int) -> None:
    for family in made.certificate["families"]:
        goals = family["goals"]
        goals[one], goals[other] = goals[other], goals[one]


def swap_goals_everywhere(made: Files) -> None:
    swap_goals(made, 2, 3)
    goals = made.problem["policy"]["goals"]
    goals[2], goals[3] = goals[3], goals[2]


def nudge(made: Files, name: str, at: int, by: int = 1) -> None:
    goal(made, name)["potentials"][at] += by


def value(made: Files, name: str) -> object:
    """Return another value than the right one."""
    right = made.certificate["totals"][name]
    return [right[0] + right[1], right[1]] if isinstance(right, list) else right + 1


def column(made: Files, name: str) -> Json:
    found: Json = made.plan["summary"][name]
    return found


def tell(made: Files, name: str, figure: str) -> None:
    """Tell another figure of a column than the right one."""
    figures = column(made, name)
    right = figures[figure]
    if figure.endswith("_text"):
        figures[figure] = f"{right}1"
    elif figure == "wishes":
        figures[figure] = [right[0] + 1, *right[1:]]
    elif isinstance(right, list):
        figures[figure] = [right[0] + right[1], right[1]]
    else:
        figures[figure] = right + 1


def better_peer(made: Files, **figures: Any) -> None:
    """Tell figures of the greedy peer, with the decimals that belong to them."""
    column(made, "greedy").update(figures)
    if "shortage" in figures:
        text = two_decimals(Fraction(*figures["shortage"]))
        column(made, "greedy")["shortage_text"] = text


FIGURES = (
    *("nobody", "minimum", "below", "short_seats", "short_by_half", "short_by_two"),
    *("compulsory", "wishes", "travel", "worst_travel", "misfit", "regression"),
    *("moves", "shortage", "missing", "spread", "median_share"),
    *("shortage_text", "missing_text", "spread_text", "median_share_text"),
)

CORRUPTIONS: dict[str, tuple[str, Corruption]] = {
    # the problem, with the hash made right again
    "a move of the plan is removed": ("moves", lambda m: remove_move(m, 0, 1)),
    "a better move is added": ("goal.compulsory", lambda m: add_move(m, 1, 2)),
    "a shorter way is added": (
        "goal.travel",
        lambda m: set_move(m, 1, 1, added=0, misfit=0),
    ),
    "a move of the plan gets longer": (
        "values",
        lambda m: set_move(m, 0, 1, added=6),
    ),
    "a move of the plan was a wish": (
        "values",
        lambda m: set_move(m, 0, 1, voluntary=1),
    ),
    "a wish of the plan has another rank": (
        "values",
        lambda m: set_move(m, 3, 3, rank=1),
    ),
    "a move of the plan has a misfit": (
        "values",
        lambda m: set_move(m, 0, 1, misfit=1),
    ),
    "a move of the plan sets a person back": (
        "values",
        lambda m: set_move(m, 0, 1, regression=1),
    ),
    "the move of a plan goes to another seat": (
        "moves",
        lambda m: set_move(m, 4, 1, seat=2),
    ),
    "a need is raised": ("values", lambda m: place(m, "B").update(need=[5, 1])),
    "the need of a seat that gives is raised": (
        "scale",
        lambda m: place(m, "A").update(need=[3, 1]),
    ),
    "a minimum is raised": ("values", lambda m: place(m, "B").update(minimum=4)),
    "the minimum of a seat that gives is raised": (
        "bounds",
        lambda m: place(m, "A").update(minimum=4),
    ),
    "a maximum is lowered": ("bounds", lambda m: place(m, "B").update(maximum=2)),
    "the maximum of a group is raised": (
        "goal.shortage",
        lambda m: guru(m)["groups"][0].update(maximum=4),
    ),
    "a weight is raised": (
        "goal.minimum",
        lambda m: place(m, "C").update(minimum=2, weight=9),
    ),
    "more may leave": (
        "goal.shortage",
        lambda m: place(m, "A").update(may_leave=4),
    ),
    "fewer may leave": ("leaving", lambda m: place(m, "A").update(may_leave=2)),
    "one more is present": ("problem", lambda m: place(m, "A").update(present=7)),
    "one more is present and fixed": (
        "plan.seats",
        lambda m: place(m, "E").update(present=2, fixed=2),
    ),
    "one fewer is fixed": ("problem", lambda m: place(m, "A").update(fixed=0)),
    "one fewer is there": (
        "values",
        lambda m: place(m, "B").update(fixed=0, present=0),
    ),
    "a group has a lower maximum": (
        "caps",
        lambda m: guru(m)["groups"][1].update(maximum=4),
    ),
    "a group is not nested": (
        "groups",
        lambda m: guru(m)["groups"][1].update(seats=[1, 2]),
    ),
    "the outer group stands first": ("groups", lambda m: guru(m)["groups"].reverse()),
    "another seed": ("round", lambda m: m.problem.update(seed="lain")),
    "another day": ("round", lambda m: m.problem.update(day="2026-01-02")),
    "another seed everywhere": (
        "values",
        lambda m: [
            one.update(seed="lain") for one in (m.problem, m.certificate, m.plan)
        ],
    ),
    "a person stands in two families": (
        "problem",
        lambda m: m.problem["families"][1]["people"]["id"].__setitem__(
            0, guru(m)["people"]["id"][0]
        ),
    ),
    "goals in another order, everywhere": ("policy", swap_goals_everywhere),
    "a goal of the policy is left out everywhere": (
        "policy",
        lambda m: (
            m.problem["policy"]["goals"].remove("order"),
            [family["goals"].pop() for family in m.certificate["families"]],
        ),
    ),
    # the certificate
    "goals in another order": ("policy", lambda m: swap_goals(m, 0, 1)),
    "wishes in another order": ("policy", lambda m: swap_goals(m, 4, 5)),
    "another condition of a known policy": (
        "policy",
        lambda m: [
            one["policy"].update(voluntary_only=True) for one in (m.problem, m.plan)
        ],
    ),
    "goals under the name of another policy": (
        "policy",
        lambda m: [
            one["policy"].update(goals=["order"]) for one in (m.problem, m.plan)
        ],
    ),
    "a family is left out": ("families", lambda m: m.certificate["families"].pop()),
    "a potential of a seat": ("goal.shortage", lambda m: nudge(m, "shortage", 1)),
    "a potential of a keep node": ("goal.travel", lambda m: nudge(m, "travel", 5, 9)),
    "a potential of a group": ("goal.shortage", lambda m: nudge(m, "shortage", 6, 30)),
    "the potential of the root": ("goal.minimum", lambda m: nudge(m, "minimum", 8)),
    "a potential of the last goal": ("goal.order", lambda m: nudge(m, "order", 0, -9)),
    "a potential too few": (
        "goal.misfit",
        lambda m: goal(m, "misfit")["potentials"].pop(),
    ),
    "potentials are left out": (
        "goal.nobody",
        lambda m: goal(m, "nobody").pop("potentials"),
    ),
    "a potential is no integer": (
        "certificate",
        lambda m: goal(m, "nobody").update(potentials=[0.5]),
    ),
    "a value": ("values", lambda m: goal(m, "compulsory").update(value=1)),
    "the shortage": ("values", lambda m: goal(m, "shortage").update(value=[8, 10])),
    "the scaled shortage": ("scale", lambda m: goal(m, "shortage").update(scaled=-229)),
    "the scale": ("scale", lambda m: claim(m).update(scale=31)),
    "an exact scale is said to round": (
        "scale",
        lambda m: claim(m).update(exact=False),
    ),
    "the threshold is lower": (
        "threshold",
        lambda m: goal(m, "worst_travel").update(threshold=4),
    ),
    "the threshold is higher": (
        "threshold",
        lambda m: goal(m, "worst_travel").update(threshold=6),
    ),
    "the threshold is none": (
        "threshold",
        lambda m: goal(m, "worst_travel").update(threshold=0, value=0),
    ),
    "the number at the threshold": (
        "values",
        lambda m: goal(m, "worst_travel").update(value=2),
    ),
    "the proof that no other plan is as good": (
        "unique",
        lambda m: claim(m)["uniqueness"].__setitem__(0, -9),
    ),
    "no proof that no other plan is as good": (
        "certificate",
        lambda m: claim(m).update(uniqueness=None),
    ),
    "a proof of what is not said": (
        "certificate",
        lambda m: claim(m).update(unique=False),
    ),
    "a person moves twice": ("moves", lambda m: claim(m)["moves"].insert(1, [0, 2])),
    "moves are not sorted": ("moves", lambda m: claim(m)["moves"].reverse()),
    "a move to nowhere": ("moves", lambda m: leave_also(m, 1, 99)),
    "a move of nobody": ("moves", lambda m: leave_also(m, 99, 1)),
    "a move not among the arcs": ("moves", lambda m: leave_also(m, 1, 2)),
    "the last move not among the arcs": ("moves", lambda m: leave_also(m, 4, 4)),
    "another person stays": ("goal.nobody", lambda m: claim(m)["moves"].pop(1)),
    "nobody moves": ("goal.nobody", lambda m: claim(m)["moves"].clear()),
    "one more leaves than may": ("leaving", lambda m: leave_also(m, 1, 1)),
    "a total": ("totals", lambda m: m.certificate["totals"].update(moves=4)),
    "the total shortage": (
        "totals",
        lambda m: m.certificate["totals"].update(shortage=[1, 1]),
    ),
    **{
        f"the total of {name}": (
            "totals",
            lambda m, name=name: m.certificate["totals"].update({name: value(m, name)}),
        )
        for name in ("missing", "spread", "short_seats", "below", "nobody", "travel")
    },
    "a total nobody knows": (
        "certificate",
        lambda m: m.certificate["totals"].update(best=1),
    ),
    "the total of wishes": (
        "totals",
        lambda m: m.certificate["totals"].update(wishes=[2, 0]),
    ),
    "the worst of all families": (
        "totals",
        lambda m: m.certificate["totals"].update(worst_travel=5),
    ),
    "another seed in the certificate": (
        "round",
        lambda m: m.certificate.update(seed="lain"),
    ),
    "another status in the certificate": (
        "status",
        lambda m: m.certificate.update(status="TIME_LIMIT"),
    ),
    "no status that is known": (
        "certificate",
        lambda m: m.certificate.update(status="GOOD"),
    ),
    "no totals": ("certificate", lambda m: m.certificate.pop("totals")),
    # the plan
    "another seed in the plan": ("round", lambda m: m.plan.update(seed="lain")),
    "another format of the plan": ("plan", lambda m: m.plan.update(format="x")),
    "people of the plan": (
        "plan.moves",
        lambda m: m.plan["moves"][0].update(person_id="P2", pseudonym=pseudonym("P2")),
    ),
    "a wish that is neither": (
        "plan",
        lambda m: m.plan["moves"][0].update(voluntary=0),
    ),
    "another status in the plan": (
        "status",
        lambda m: m.plan.update(status="INFEASIBLE"),
    ),
    "a status nobody knows in the plan": ("plan", lambda m: m.plan.update(status="x")),
    "another day in the plan": ("round", lambda m: m.plan.update(day="2026-02-01")),
    "another policy in the plan": (
        "policy",
        lambda m: m.plan.update(policy={**m.plan["policy"], "version": 2}),
    ),
    "a pseudonym": (
        "pseudonyms",
        lambda m: m.plan["moves"][0].update(pseudonym=pseudonym("P2")),
    ),
    "another person under the pseudonym": (
        "pseudonyms",
        lambda m: m.plan["moves"][0].update(person_id="P2"),
    ),
    "another salt": ("pseudonyms", lambda m: m.plan.update(pseudonym_salt="00")),
    "a salt that is none": ("plan", lambda m: m.plan.update(pseudonym_salt="xyz")),
    "a move is told twice": (
        "pseudonyms",
        lambda m: m.plan["moves"].append(dict(m.plan["moves"][0])),
    ),
    "a move is not told": ("plan.moves", lambda m: m.plan["moves"].pop()),
    "a move goes elsewhere": (
        "plan.moves",
        lambda m: m.plan["moves"][0].update(to_unit="C"),
    ),
    "a move is called a wish": (
        "plan.moves",
        lambda m: m.plan["moves"][0].update(voluntary=True),
    ),
    "the minutes after": (
        "plan.moves",
        lambda m: m.plan["moves"][0].update(minutes_after=10),
    ),
    "a seat after": ("plan.seats", lambda m: m.plan["seats"][0].update(after=2)),
    "a seat before": ("plan.seats", lambda m: m.plan["seats"][0].update(before=4)),
    "the need of a seat": (
        "plan.seats",
        lambda m: m.plan["seats"][0].update(need=[5, 2]),
    ),
    "a seat is left out": ("plan.seats", lambda m: m.plan["seats"].pop()),
    "a seat is told twice": (
        "plan.seats",
        lambda m: m.plan["seats"].append(m.plan["seats"][0]),
    ),
    "a seat outside the problem changes": (
        "plan.seats",
        lambda m: m.plan["seats"].append(
            {**m.plan["seats"][0], "seat": "Z|job", "unit_id": "Z"}
        ),
    ),
    "a seat under another family": (
        "plan.seats",
        lambda m: m.plan["seats"][0].update(family="bidan"),
    ),
    "others at a seat": (
        "plan.seats",
        lambda m: m.plan["seats"][0].update(others=1),
    ),
    "the need of a seat in words": (
        "plan.seats",
        lambda m: m.plan["seats"][0].update(need_text="3"),
    ),
    "a seat outside the problem": (
        "plan.seats",
        lambda m: m.plan["seats"].append(
            {**m.plan["seats"][4], "seat": "Z|job", "unit_id": "Z"}
        ),
    ),
    "an entry of a seat that nobody knows": (
        "plan",
        lambda m: m.plan["seats"][0].update(more=1),
    ),
    "a move without its chain": ("plan", lambda m: m.plan["moves"][0].pop("chain")),
    "a chain that is not there": (
        "plan.chains",
        lambda m: m.plan["moves"][0].update(chain=9),
    ),
    "a move in the chain of another": (
        "plan.chains",
        lambda m: m.plan["moves"][0].update(chain=2),
    ),
    "a step too far": ("plan.chains", lambda m: m.plan["moves"][0].update(step=2)),
    "a step that waits for none": (
        "plan.chains",
        lambda m: m.plan["moves"][0].update(wave=2),
    ),
    "a step that waits for itself": (
        "plan.chains",
        lambda m: m.plan["moves"][0].update(after=1),
    ),
    "steps that do not link up": (
        "plan.chains",
        lambda m: (
            [m.plan["moves"][at].update(chain=1, step=at + 1) for at in (0, 1)]
            + [move.update(chain=move["chain"] - 1) for move in m.plan["moves"][2:]]
        ),
    ),
    "an open chain is called closed": (
        "plan.chains",
        lambda m: m.plan["moves"][0].update(closed=True),
    ),
    "a reason why there is no plan": ("plan", lambda m: m.plan.update(reason="Batas.")),
    "an entry of the plan that nobody knows": ("plan", lambda m: m.plan.update(more=1)),
    "a distance below 0": ("plan", lambda m: m.plan["moves"][0].update(km=-1)),
    "no summary": ("plan", lambda m: m.plan.pop("summary")),
    "a column is left out": ("plan", lambda m: m.plan["summary"].pop("plan")),
    "a figure is left out": ("plan", lambda m: column(m, "plan").pop("below")),
    "a figure that nobody knows": ("plan", lambda m: column(m, "plan").update(best=1)),
    **{
        f"{figure} of {name} in the summary": (
            "plan.summary",
            lambda m, name=name, figure=figure: tell(m, name, figure),
        )
        for name in ("no_transfer", "plan")
        for figure in FIGURES
    },
    "the decimals of the greedy peer": (
        "plan.summary",
        lambda m: tell(m, "greedy", "missing_text"),
    ),
    "a wish too many of the greedy peer": (
        "plan",
        lambda m: column(m, "greedy")["wishes"].append(0),
    ),
    "a greedy peer with less shortage": (
        "plan.summary",
        lambda m: better_peer(m, shortage=[1, 100]),
    ),
    "a seat under another unit": (
        "plan",
        lambda m: m.plan["seats"][0].update(unit_id="Z"),
    ),
}


def failed(report: Report) -> set[str]:
    return {check.key for check in report.checks if check.verdict is Verdict.FAIL}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_is_refused(name: str, tmp_path: Path) -> None:
    key, corrupt = CORRUPTIONS[name]
    made = example()
    corrupt(made)
    report = verify(made.write(tmp_path))
    assert report.status is Status.REFUSED
    assert key in failed(report), failed(report)
    with speaking("en"):
        assert str(report[key].sentence)


def test_a_scale_that_rounds_may_not_be_called_exact(tmp_path: Path) -> None:
    made = example(scale=1)
    assert verify(made.write(tmp_path)).holds
    claim(made)["exact"] = True
    assert failed(verify(made.write(tmp_path))) == {"scale"}


def test_a_problem_changed_after_the_proof_is_told_by_its_hash(tmp_path: Path) -> None:
    made = example()
    made.write(tmp_path)
    place(made, "E")["others"] = 7
    report = verify(made.write(tmp_path, rehash=False))
    assert failed(report) == {"hash", "plan.seats"}


@pytest.mark.parametrize("name", ["problem.json.gz", "certificate.json", "plan.json"])
def test_a_missing_file_is_wrong_use(name: str, tmp_path: Path) -> None:
    example().write(tmp_path)
    (tmp_path / name).unlink()
    with pytest.raises(MissingFilesError, match=name):
        verify(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b'{"format": "seimbang-certificate/1", "format": "x"}',
        b'{"format": NaN}',
        b'{"format": ' + b"9" * 100_001 + b"}",
        b"\xff\xfe",
        b'{"format": "seimbang-certificate/2", "problem_sha256": "", "seed": "",'
        b' "status": "OPTIMAL", "families": []}',
        b"[]",
    ],
)
def test_what_is_not_a_certificate_is_refused(words: bytes, tmp_path: Path) -> None:
    example().write(tmp_path)
    (tmp_path / "certificate.json").write_bytes(words)
    assert failed(verify(tmp_path)) == {"certificate"}


def test_a_value_of_very_many_digits_is_read(tmp_path: Path) -> None:
    example().write(tmp_path)
    path = tmp_path / "certificate.json"
    words = path.read_text().replace(
        '"value": [23, 20]', f'"value": [9, 1{"0" * 5000}]'
    )
    assert "0" * 5000 in words
    path.write_text(words)
    assert failed(verify(tmp_path)) == {"values"}


@pytest.mark.parametrize("cut", [0, 5, 60])
def test_a_broken_gzip_file_is_refused(cut: int, tmp_path: Path) -> None:
    path = example().write(tmp_path) / "problem.json.gz"
    path.write_bytes(path.read_bytes()[:cut] or b"not gzip")
    assert failed(verify(tmp_path)) == {"problem"}


def test_a_file_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seimbang.verify.files.MOST_BYTES", 50_000)
    example().write(tmp_path)
    (tmp_path / "problem.json.gz").write_bytes(gzip.compress(b" " * 60_000))
    assert failed(verify(tmp_path)) == {"problem"}


def test_more_slots_than_can_be_held_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seimbang.verify.goals.MOST_SLOTS", 5)
    assert failed(verify(example().write(tmp_path))) == {"bounds"}


SHAPES: dict[str, Corruption] = {
    "another format": lambda m: m.problem.update(format="seimbang-problem/1"),
    "an unknown entry": lambda m: m.problem.update(more=1),
    "no families": lambda m: m.problem.pop("families"),
    "families no list": lambda m: m.problem.update(families={}),
    "a family no object": lambda m: m.problem["families"].append(3),
    "a family twice": lambda m: m.problem["families"][1].update(family="guru"),
    "a seat twice": lambda m: place(m, "B").update(id="A|job"),
    "an unknown goal": lambda m: m.problem["policy"]["goals"].append("best"),
    "a goal twice": lambda m: m.problem["policy"]["goals"].append("order"),
    "a day that is none": lambda m: m.problem.update(day="2026-02-30"),
    "a day in another form": lambda m: m.problem.update(day="20260201"),
    "too many ranks": lambda m: m.problem.update(wish_ranks=11),
    "true for one": lambda m: place(m, "A").update(weight=True),
    "a fraction of a person": lambda m: place(m, "A").update(others=0.5),
    "a weight below 0": lambda m: place(m, "A").update(weight=-1),
    "a maximum below 0": lambda m: place(m, "A").update(maximum=-1),
    "a hostile count": lambda m: place(m, "A").update(present=10**18, fixed=10**18 - 4),
    "a need below 0": lambda m: place(m, "A").update(need=[-1, 1]),
    "a need over 0": lambda m: place(m, "A").update(need=[1, 0]),
    "a need in three": lambda m: place(m, "A").update(need=[1, 1, 1]),
    "a name that is no text": lambda m: place(m, "A").update(id=5),
    "a name that steers the screen": lambda m: m.problem.update(seed="\x1b[2J"),
    "a seat that is not there": lambda m: guru(m)["people"]["seat"].__setitem__(0, 5),
    "a target that is not there": lambda m: guru(m)["moves"]["seat"].__setitem__(0, 5),
    "a target too few": lambda m: guru(m)["moves"]["seat"].pop(),
    "a fact too few": lambda m: guru(m)["moves"]["added"].pop(),
    "moves fall back": lambda m: guru(m)["moves"]["first"].__setitem__(1, 9),
    "moves start later": lambda m: guru(m)["moves"]["first"].__setitem__(0, 1),
    "moves out of order": lambda m: guru(m)["moves"]["seat"].__setitem__(0, 3),
    "a move to the own seat": lambda m: guru(m)["moves"]["seat"].__setitem__(0, 0),
    "a move to a seat not measured": lambda m: guru(m)["moves"]["seat"].__setitem__(
        2, 4
    ),
    "a person at a seat not measured": lambda m: place(m, "A").update(need=None),
    "a seat twice in a group": lambda m: guru(m)["groups"][0].update(seats=[2, 2]),
    "people without seats": lambda m: m.problem["families"].append(
        {"family": "x", "seats": [], "groups": [], "people": {"id": ["a"]}, "moves": {}}
    ),
}


@pytest.mark.parametrize("name", SHAPES)
def test_a_problem_of_another_shape_is_refused(name: str, tmp_path: Path) -> None:
    made = example()
    SHAPES[name](made)
    assert failed(verify(made.write(tmp_path))) == {"problem"}


@pytest.mark.parametrize("status", ["INFEASIBLE", "UNSUPPORTED", "TIME_LIMIT"])
def test_where_no_plan_is_claimed_nothing_is_proved(
    status: str, tmp_path: Path
) -> None:
    made = example()
    made.certificate.update(status=status, families=[], reason="Batas.")
    del made.certificate["totals"]
    made.plan.update(status=status)
    found = verify(made.write(tmp_path))
    assert "status" in failed(found)
    with speaking("en"):
        assert "Batas." in str(found["status"].sentence)


def test_a_check_that_was_not_made_has_no_answer(tmp_path: Path) -> None:
    found = verify(example().write(tmp_path))
    with pytest.raises(KeyError, match="best"):
        found["goal.best"]


def test_minutes_that_are_not_known_need_not_agree(tmp_path: Path) -> None:
    made = example()
    made.plan["moves"][0]["minutes_before"] = None
    assert verify(made.write(tmp_path)).holds


def test_what_is_less_than_proved_is_said(tmp_path: Path) -> None:
    made = example(scale=7)
    claim(made).update(unique=False, uniqueness=None)
    found = verify(made.write(tmp_path))
    assert found.holds
    with speaking("en"):
        assert "1/7" in str(found["scale"].sentence)
        assert "but for 1 families" in str(found["unique"].sentence)


def test_a_greedy_peer_may_do_worse_first_and_then_better(tmp_path: Path) -> None:
    made = example()
    better_peer(made, minimum=column(made, "plan")["minimum"] + 1, shortage=[0, 1])
    assert verify(made.write(tmp_path)).holds


def test_a_greedy_peer_may_be_left_out(tmp_path: Path) -> None:
    made = example()
    del made.plan["summary"]["greedy"]
    assert verify(made.write(tmp_path)).holds


def test_a_greedy_peer_is_not_held_to_other_goals(tmp_path: Path) -> None:
    made = example()
    column(made, "greedy").update(travel=0, moves=0, compulsory=0)
    assert verify(made.write(tmp_path)).holds


@pytest.mark.parametrize(("less", "holds"), [("10/29", True), ("35/100", False)])
def test_a_greedy_peer_may_gain_what_rounding_leaves(
    less: str, holds: bool, tmp_path: Path
) -> None:
    made = example(scale=29)  # ten slots in the family of which the shortage is rounded
    assert [claim(made, at)["exact"] for at in range(3)] == [False, True, True]
    shortage = Fraction(*column(made, "plan")["shortage"]) - Fraction(less)
    better_peer(made, shortage=[shortage.numerator, shortage.denominator])
    assert verify(made.write(tmp_path)).holds == holds


def test_columns_of_zeros_may_be_left_out(tmp_path: Path) -> None:
    made = example()
    small = made.problem["families"][1]
    del small["people"]["seat"], small["moves"]["voluntary"]
    del small["moves"]["rank"], small["moves"]["regression"]
    made.problem["families"].append(
        {
            "family": "kosong",
            "seats": [],
            "groups": [],
            "people": {"id": []},
            "moves": {},
        }
    )
    proof = json.loads(json.dumps(claim(made, 1)))
    proof.update(family="kosong", moves=[], unique=True, uniqueness=[0])
    for one in proof["goals"]:
        one.update(value=[0, 1] if one["goal"] == "shortage" else 0, potentials=[0])
        one.update({"scaled": 0} if one["goal"] == "shortage" else {})
        one.update({"threshold": 0} if one["goal"] == "worst_travel" else {})
    made.certificate["families"].append(proof)
    assert verify(made.write(tmp_path)).status is Status.OPTIMAL
