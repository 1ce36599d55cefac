"""Reasons in words: every kind speaks, in both languages, with its figures."""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

from seimbang.explain import words
from seimbang.explain.short import KINDS
from seimbang.explain.words.common import Amount
from seimbang.explain.words.move import FLAGS, HOMES
from seimbang.explain.words.place import WHY
from seimbang.explain.words.wish import LOSSES, PLAIN
from seimbang.explain.words.you import YOU
from seimbang.language import LOCALE, speaking, text
from tests.explain.district import Told, person, told, wish

SOURCE = Path(words.__file__).parents[2]
NEW = date(2025, 6, 1)


def _english(texts: list[Any]) -> list[str]:
    with speaking("en"):
        return [str(one) for one in texts]


@pytest.fixture
def chain(tmp_path: Path) -> Told:
    pins = [
        {"kind": "not_to", "person_id": who, "unit_id": "C", "reason": "uji"}
        for who in ("P1", "P2")
    ]
    people = [person("P1"), person("P2"), person("P3", "B")]
    return told(people, {"A": 1, "B": 1, "C": 1}, tmp_path, tables={"pins": pins})


def test_a_move_speaks_of_gaps_as_instructions(chain: Told) -> None:
    said = _english(words.of_move(chain.reasons, chain.move("P3")))
    assert said[:5] == [
        "Proposed: from Dinas Baru to Dinas Cadangan as Penata, by need of the "
        "organisation.",
        "Dinas Baru, need 1: 1 today, has enough Penata; 1 after, has enough Penata.",
        "Dinas Cadangan, need 1: 0 today, needs 1 more Penata; 1 after, has enough "
        "Penata.",
        "The place left at Dinas Baru goes to somebody from Dinas Awal.",
        "The chain: Dinas Awal → Dinas Baru → Dinas Cadangan.",
    ]


def test_a_change_of_job_is_told_with_both_jobs(tmp_path: Path) -> None:
    found = told(
        [person("P1", major="Perencanaan Wilayah"), person("P2", "B")],
        {"A": (1, 10), "B|perencana": (14, 10)},
        tmp_path,
        tables={"positions": [{"unit_id": "B", "job_id": "penata", "minimum": 0}]},
    )
    (move,) = (one for one in found.reasons["moves"] if one["person_id"] == "P1")
    said = _english(words.of_move(found.reasons, move))
    assert said[0] == (
        "Proposed: from Dinas Awal (Penata) to Dinas Baru as Perencana, by need of the "
        "organisation."
    )
    assert "need 1.4, rounded 1" in said[2]
    (chain,) = (one for one in found.reasons["chains"] if one["chain"] == move["chain"])
    assert chain["jobs"] == ["penata", "perencana"]
    longer = chain | {
        "units": ["A", "B", "B"],
        "jobs": ["penata", "penata", "perencana"],
    }
    said = _english(words.of_move(found.reasons | {"chains": [longer]}, move))
    assert (
        "The chain: Dinas Awal (Penata) → Dinas Baru (Penata) → Dinas Baru (Perencana)."
    ) in said


def test_nobody_is_named_from_head_counts(tmp_path: Path) -> None:
    heads = [
        {"unit_id": "A", "job_id": "penata", "status": "pns", "number": 2},
    ]
    found = told([], {"A": 1, "B": 1}, tmp_path, tables={"headcounts": heads})
    (move,) = found.reasons["moves"]
    assert move["nameless"] == "pns"
    said = [str(one) for one in _english(one.sentence for one in
            words.of_unit(found.reasons, "B"))]  # fmt: skip
    assert (
        "Comes: Penata, from Dinas Awal (one pns, to be named, by need of the "
        "organisation)."
    ) in said
    assert "|" not in " ".join(said)


def test_who_starts_a_chain_is_followed_by_nobody(chain: Told) -> None:
    first = next(one for one in chain.reasons["moves"] if one["step"] == 1)
    said = _english(words.of_move(chain.reasons, first))
    assert "Nobody takes the place left at Dinas Awal." in said
    assert said[1].startswith("Dinas Awal, need 1: 2 today, has 1 Penata to spare;")


def test_an_exchange_is_followed_by_the_other(tmp_path: Path) -> None:
    wishes = [wish("P1", "C"), wish("P2", "B")]
    found = told(
        [person("P1", "B"), person("P2", "C")],
        {"B": 1, "C": 1},
        tmp_path,
        tables={"wishes": wishes},
    )
    for who, other in (("P1", "Dinas Cadangan"), ("P2", "Dinas Baru")):
        said = _english(words.of_move(found.reasons, found.move(who)))
        place = found.reasons["units"][found.move(who)["origin"]["unit_id"]]
        assert f"The place left at {place} goes to somebody from {other}." in said
        assert any("by wish 1 of the person" in one for one in said)


def test_rules_are_spoken_with_their_source(chain: Told) -> None:
    said = _english(words.of_rules(chain.reasons, chain.move("P3")))
    assert len(said) == len(chain.move("P3")["rules"])
    first = next(one for one in said if "(R1)" in one)
    assert "In this post since 2015-03-01" in first
    assert "pasal 190 ayat (3)" in first
    assert (
        next(one for one in said if "(R7)" in one)
        .split("(R7): ")[1]
        .startswith("met, by Tanggal lahir, Jenjang. [")
    )


def test_a_waiver_and_a_local_decision_are_spoken(chain: Told) -> None:
    move = chain.move("P3")
    move["rules"] = {"R1": {"waiver": True}, "G9": {"let_through": True}}
    waived, through = _english(words.of_rules(chain.reasons, move))
    assert "lifted by a written waiver." in waived
    assert "let through by local decision: check it before a decree." in through


def test_law_convention_and_choice_are_told_apart(chain: Told) -> None:
    said = _english(words.of_rules(chain.reasons, chain.move("P3")))
    of = {one.split("(")[1].split(")")[0]: one.split("[")[1] for one in said}
    assert of["R4"].endswith("not confirmed]")
    assert of["G3"].startswith("convention of the project: duties]")
    assert of["R7"].startswith("choice of the region min_months_to_retirement: ")
    assert "not confirmed" not in of["G3"] + of["R7"]


def test_a_move_counts_each_kind_of_ground(chain: Told) -> None:
    move = chain.move("P3")
    cited = {
        at for rule in move["rules"] for at in chain.reasons["rules"][rule]["citations"]
    }
    sources = [chain.reasons["citations"][at]["source"] for at in cited]
    project, region = sources.count("project"), sources.count("local")
    law = len(sources) - project - region
    assert _english(words.of_move(chain.reasons, move))[-1] == (
        f"Rules met: {len(move['rules'])}. They stand on {law} places in the law "
        f"({law} not confirmed), {project} conventions of the project and {region} "
        "choices of the region."
    )


def test_a_personal_fact_without_a_column_is_only_met(chain: Told) -> None:
    rules = {**chain.reasons["rules"]}
    rules["R7"] = rules["R7"] | {"columns": []}
    said = _english(words.of_rules({**chain.reasons, "rules": rules}, chain.move("P3")))
    assert "(R7): met. [" in next(one for one in said if "(R7)" in one)


def test_kilometres_have_the_comma_of_the_language(chain: Told) -> None:
    move = chain.move("P3")
    move["rules"] = move["rules"] | {"R15": {"km": 4.9, "maximum": 30, "today": 10.1}}
    reasons = dict(chain.reasons)
    rule = {"title": "Jarak", "citations": [0], "columns": []}
    rule["passes"] = "{km} km, {maximum} km, {today} km."
    reasons["rules"] = reasons["rules"] | {"R15": rule}
    with speaking("id"):
        said = str(words.of_rules(reasons, move)[-1])
    assert "4,9 km, 30 km, 10,1 km." in said


def test_a_confirmed_source_is_spoken_without_a_mark(chain: Told) -> None:
    reasons = dict(chain.reasons)
    reasons["citations"] = [one | {"confirmed": True} for one in reasons["citations"]]
    said = _english(words.of_rules(reasons, chain.move("P3")))
    assert not [one for one in said if "not confirmed" in one]
    assert "not confirmed" in " ".join(
        _english(words.of_rules(chain.reasons, chain.move("P3")))
    )


def test_others_are_spoken_of_as_counts(chain: Told) -> None:
    move = chain.move("P3")
    said = {
        allowed: _english(
            words.of_move(
                chain.reasons,
                move
                | {
                    "others": {
                        "allowed": allowed,
                        "voluntary": wishing,
                        "compulsory": None if wishing is None else allowed - wishing,
                    }
                },
            )
        )
        for allowed, wishing in ((0, None), (4, None), (9, 6))
    }
    assert "Nobody else may be moved there." in said[0]
    assert (
        "Others who might have been moved there: 4; by wish: fewer than 5." in said[4]
    )
    assert (
        "Others who might have been moved there: 9; by need: 3, by wish: 6." in said[9]
    )


def test_gaps_flags_and_an_estimated_home_are_spoken(chain: Told) -> None:
    move = chain.move("P3")
    move["fit"] = {"misfit": 1, "regression": 2, "training": ["Diklat Satu"]}
    move["travel"] = move["travel"] | {"home": "district"}
    move["flags"] = list(FLAGS)
    said = _english(words.of_move(chain.reasons, move))
    assert "A gap of competence: plan the training Diklat Satu." in said
    assert "The class of the job falls by 2." in said
    assert HOMES["district"].message in said
    assert not set(said) & {words.message for key, words in HOMES.items()} - {
        HOMES["district"].message
    }
    assert said[-5:-1] == [flag.message for flag in FLAGS.values()]


@pytest.mark.parametrize("goal", list(LOSSES))
def test_every_loss_speaks(goal: str | None) -> None:
    counted = goal not in (None, "bounds", "leximin")
    loss = {"goal": goal, "rank": 2, "amount": [3, 2] if counted else None}
    for language, number in (("id", "1,5"), ("en", "1.5")):
        with speaking(language):
            assert (number in str(words.of_loss(loss))) is counted


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_shortage_speaks(kind: str, tmp_path: Path) -> None:
    people = [person("P1", job_since=None), person("P2", job_since=NEW)]
    positions = [{"unit_id": "B", "job_id": "penata", "minimum": 1}]
    found = told(people, {"A": 1, "B": 1}, tmp_path, tables={"positions": positions})
    short = found.short("B") | {"kind": kind, "detail": 7}
    said = _english(words.of_short(found.reasons, short))
    assert (
        said[0] == "Dinas Baru needs 1 more Penata (need 1, 0 today, 0 after the plan)."
    )
    assert "{" not in " ".join(said)
    assert "What holds people to spare: Least time in the present post (2)." in said
    assert "Complete the data of people to spare: TMT jabatan (1)." in said
    assert "It stays below the legal minimum of 1." in said
    request = "Request posts of Penata (formasi): 1."
    assert (request in said) is (kind != "closed")


def test_every_kind_has_words() -> None:
    assert set(WHY) == set(KINDS)


def test_a_place_that_gives_says_so(tmp_path: Path) -> None:
    found = told([person("P1"), person("P2")], {"A": 2, "B": 8}, tmp_path)
    said = _english(words.of_short(found.reasons, found.short("A")))
    assert "It gives to places that lack more." in said


def test_a_unit_speaks_of_whole_posts_and_names_the_rest(tmp_path: Path) -> None:
    people = [person("P1", duties=["treasurer"])]
    found = told(people, {"A": (5, 4), "B": 1}, tmp_path)
    of_a = _english([one.sentence for one in words.of_unit(found.reasons, "A")])
    of_b = _english([one.sentence for one in words.of_unit(found.reasons, "B")])
    assert of_a == [
        "Dinas Awal: 0 come and 0 go by this plan.",
        "No measured post of this unit lacks a whole person.",
        "Less than one person is lacking: Penata.",
    ]
    assert "Request posts of Penata (formasi): 1." in of_b


WISHED: list[tuple[dict[str, Any], str]] = [
    *(({"result": result}, told_.message) for result, told_ in PLAIN.items()),
    ({"result": "granted", "unit_id": "B"}, "granted, at Dinas Baru"),
    ({"result": "better_granted", "granted_rank": 1}, "wish 1 is granted"),
    ({"result": "beyond_ranks", "ranks": 3}, "only 3 wishes count"),
    (
        {"result": "held", "rules": ["R1"], "missing": ["job_since"]},
        "Least time in the present post; complete the data: TMT jabatan",
    ),
    ({"result": "held", "rules": ["private"], "missing": []}, "a private cause"),
    ({"result": "held", "rules": [], "missing": []}, "not counted as staff"),
    ({"result": "rule", "rules": ["R1"]}, "Least time in the present post."),
    ({"result": "no_room", "full": True}, "as many people as it may"),
    ({"result": "no_room", "full": False}, "may not go below its minimum"),
    (
        {"result": "equal", "loss": {"goal": None, "rank": 0, "amount": None}},
        "the drawn order decided",
    ),
    (
        {
            "result": "would_worsen",
            "loss": {"goal": "nobody", "rank": 0, "amount": [1, 1]},
        },
        "places with a minimum and nobody at all: 1 more",
    ),
]


@pytest.mark.parametrize(("wish_", "said"), WISHED)
def test_every_answer_to_a_wish_speaks(
    wish_: dict[str, Any], said: str, tmp_path: Path
) -> None:
    found = told([person("P1", job_since=None)], {"A": 1, "B": 1}, tmp_path)
    by_unit = {"rank": 1, "kind": "unit", "target_id": "B"} | wish_
    by_district = by_unit | {"kind": "district", "target_id": "K2"}
    with speaking("en"):
        sentence = str(words.of_wish(found.reasons, by_unit))
        other = str(words.of_wish(found.reasons, by_district))
    assert sentence.startswith("Wish 1, Dinas Baru: ")
    assert other.startswith("Wish 1, district Kecamatan Dua: ")
    with speaking("en"):
        assert said.split(": ")[-1].rstrip(".") in sentence


def test_the_whole_speaks_of_what_to_complete(tmp_path: Path) -> None:
    people = [
        person("P1", job_since=None),
        person("P2", protection="illness"),
        person("P3"),
        person("P4", "C"),
    ]
    found = told(people, {"A": 2, "B": 2}, tmp_path).reasons
    said = _english(words.of_whole(found))
    assert said[0] == ("Of 4 people 1 move: 0 by wish, 1 by need of the organisation.")
    assert "Posts to measure first: 1; people there, who may not go: 1." in said
    assert (
        "Held by Protected case (G4): fewer than 5 people; by this alone: fewer than 5."
        in said
    )
    assert "To complete, TMT jabatan: 1 people; held by this alone: 1." in said
    assert "Whole posts that stay missing: 1." in said
    assert said[-2] == (
        "With TMT jabatan filled in (1 columns), up to 1 people more are free of every "
        "rule."
    )
    enough = told([person("P1")], {"A": 1}, tmp_path).reasons
    assert not [one for one in _english(words.of_whole(enough)) if "Whole posts" in one]
    refused = _english(words.of_whole(found | {"reason": "Tidak ada rencana."}))
    assert refused[0] == "Tidak ada rencana."


def test_who_stays_is_told_why(tmp_path: Path) -> None:
    people = [
        person("HELD", job_since=None, protection="illness"),
        person("AWAY", status="non_asn"),
        person("FREE"),
        person("LONE", job_id="perawat"),
    ]
    found = told(people, {"A": 2, "B": 1, "A|perawat": 1}, tmp_path)
    said = {
        who: _english([one.sentence for one in words.of_person(found.reasons, who)])
        for who in ("HELD", "AWAY", "LONE")
    }
    assert said["HELD"] == [
        "The plan does not move this person.",
        "Held by: Least time in the present post.",
        "Held unless the person wishes, by: a private cause on record.",
        "Complete the data: TMT jabatan.",
    ]
    assert "Not counted as staff on the day of the plan." in said["AWAY"]
    assert said["LONE"][1] == (
        "No rule holds the person; no place in reach may receive."
    )
    content = told([person("FREE")], {"A": 1, "B": 1}, tmp_path).reasons
    free = _english([one.sentence for one in words.of_person(content, "FREE")])
    assert free[1] == "A move would be lawful, but none makes the plan better."


def test_amounts_have_the_comma_of_the_language() -> None:
    amount = Amount(Fraction(47, 20))
    with speaking("id"):
        assert str(amount) == "2,35"
    with speaking("en"):
        assert (str(amount), str(Amount(Fraction(3)))) == ("2.35", "3")


def test_every_sentence_has_an_indonesian_translation() -> None:
    files = [*(SOURCE / "explain").rglob("*.py"), SOURCE / "cli" / "explain.py"]
    said = {
        node.args[0].value
        for file in files
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "text"
        and isinstance(node.args[0], ast.Constant)
    }
    with (LOCALE / "id" / "explain.po").open("rb") as file:
        known = {one.id for one in read_po(file) if one.id and one.string}
    assert said == known


def test_the_person_is_spoken_to() -> None:
    change = text("the person also wishes for {seat} (wish {rank}; the rules of wishes "
                  "are then looked at)", seat="SDN 1", rank=2)  # fmt: skip
    told = text(
        "The smallest change: {change}, and this person {result}.",
        change=change,
        result=text("stays"),
    )
    said = str(words.to_you(told))
    assert said == (
        "Perubahan terkecil: bila Anda juga memohon SDN 1 (permohonan 2; aturan "
        "permohonan masih diperiksa), Anda tetap di tempat."
    )
    other = text("Nobody else may be moved there.")
    assert words.to_you(other) == other


def test_every_sentence_that_is_turned_to_the_person_exists() -> None:
    source = (LOCALE / "id" / "explain.po").read_text(encoding="utf-8")
    assert all(f'"{one}"' in source for one in YOU)
