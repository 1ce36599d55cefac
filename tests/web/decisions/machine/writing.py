"""Rules: letters are drafted, edited, composed again, sent, initialled, sent back."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Dossier, Entry, Objection, Session
from seimbang_web.documents import access, actions
from seimbang_web.documents.access import kind_for
from seimbang_web.documents.models import Letter
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import Base, right, which, who

DRAFTS = ("draf", "paraf", "siap")
ONE = ("keputusan", "keputusan-tunggal", "petikan", "perubahan")
OF: dict[str, tuple[Any, str]] = {
    "telaahan": (Dossier, "dossier"),
    "berita-acara": (Session, "session"),
    "keputusan": (Dossier, "dossier"),
    "keputusan-tunggal": (Entry, "entry"),
    "keberatan": (Objection, "objection"),
    "perubahan": (Objection, "objection"),
}
kinds = st.sampled_from((*OF, "keputusan", "keputusan"))
chains = st.sampled_from(("good",) * 4 + ("twice", "maker", "twins", "short"))


class Writing(Base):
    """The chain of a letter, from its draft to the hand of the person."""

    def letter(self, user: User, one: Letter, act: str) -> Letter:
        """Return the letter as a page of the act gets it."""
        return access.letter_for(self.at(user, act), one.pk, act)

    @rule(number=who, fits=right, kind=kinds, at=which)
    def draft(self, number: int, fits: bool | None, kind: str, at: int) -> None:
        model, of = OF[kind]
        record = self.row(model.objects, at)
        if record is None:
            return
        subject = f"{of}:{record.pk}"
        units = [] if of == "objection" else law.ends(self.dossier(record))
        same = Letter.objects.filter(kind=kind, subject=subject)
        same = (
            same.exclude(state="dibatalkan")
            if kind in ONE
            else same.filter(state__in=DRAFTS)
        )

        def stands(user: User) -> list[str]:
            may = law.may(user, self.day, "draft", units)
            found = [] if may else ["no role"]
            return [*found, "there is one"] if same.exists() else found

        user = self.pick(number, fits, stands)

        def run() -> None:
            rights = self.at(user, "letter.draft")
            actions.draft(
                kind=kind_for(rights, kind, subject), subject=subject,
                actor=user, now=self.now, day=self.day,
            )  # fmt: skip

        self.tried("draft", user, stands(user), run, {"letter.draft": 1})

    @staticmethod
    def dossier(record: Any) -> Dossier:
        """Return the dossier of a record."""
        return record if isinstance(record, Dossier) else record.dossier

    def drafting(self, user: User, one: Letter, act: str) -> list[str]:
        """Return what stands against an act on a draft."""
        found = [] if law.may(user, self.day, act, [one.unit]) else ["no role"]
        return found if one.state in DRAFTS else [*found, "its text stays"]

    @rule(number=who, fits=right, at=which, told=right, block=which)
    def edit(
        self, number: int, fits: bool | None, at: int, told: bool, block: int
    ) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return
        name = one.blocks[block % len(one.blocks)]
        free = [each for each in one.blocks if each.get("editable")]
        name = free[block % len(free)] if free and told else name

        def stands(user: User) -> list[str]:
            found = self.drafting(user, one, "draft")
            return found if name.get("editable") else [*found, "not to be edited"]

        user = self.pick(number, fits, stands)
        self.tried(
            "edit", user, stands(user),
            lambda: actions.edit_block(
                letter=self.letter(user, one, "letter.draft"), name=name["name"],
                text="Teks lain.", for_all=False, why="", version=one.version,
                actor=user, now=self.now,
            ),
            {"letter.edit": 1},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which)
    def redraft(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Letter.objects.exclude(kind="petikan"), at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            return self.drafting(user, one, "draft")

        user = self.pick(number, fits, stands)
        self.tried(
            "draft again", user, stands(user),
            lambda: actions.redraft(
                letter=self.letter(user, one, "letter.draft"), version=one.version,
                actor=user, now=self.now, day=self.day,
            ),
            {"letter.redraft": 1},
        )  # fmt: skip

    def chain(self, one: Letter, mode: str) -> dict[int, User]:
        """Return who is named for the places of the chain that are still open."""
        able = ["sari", "wawan", "sekda", "rina", "dedi"]
        able = [name for name in able if self.user(name).pk != one.made_by_id]
        done = set(one.initials.exclude(given_at=None).values_list("user", flat=True))
        able = [name for name in able if self.user(name).pk not in done]
        if mode == "twice":
            able = [able[0]] * 5
        if mode == "maker":
            able = ["putri", *able]
        if mode == "twins":
            able = ["tono", "tono2", *able]
        open_ = [place.order for place in one.initials.filter(given_at=None)]
        people = dict(zip(open_, map(self.user, able), strict=False))
        return dict(list(people.items())[1:]) if mode == "short" else people

    @rule(number=who, fits=right, at=which, mode=chains)
    def send(self, number: int, fits: bool | None, at: int, mode: str) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return
        people = self.chain(one, mode)
        places = [
            people.get(place.order) if place.given_at is None else place.user
            for place in one.initials.select_related("user")
        ]
        named = [each for each in places if each]
        hands = [*named, *([one.made_by] if one.made_by else [])]

        def stands(user: User) -> list[str]:
            found = self.drafting(user, one, "draft")
            if len(named) < len(places):
                found.append("a place has nobody")
            if not all(
                law.may(each, self.day, "initial", [one.unit]) for each in named
            ):
                found.append("one may not initial")
            if any(
                b.pk in law.accounts(a)
                for at, a in enumerate(hands)
                for b in hands[:at]
            ):
                found.append("S8: one hand initials twice, or what it wrote")
            return found

        user = self.pick(number, fits, stands)
        self.tried(
            "send", user, stands(user),
            lambda: actions.send(
                letter=self.letter(user, one, "letter.draft"), people=people,
                version=one.version, actor=user, now=self.now, day=self.day,
            ),
            {"letter.send": 1},
        )  # fmt: skip

    def turn(self, user: User, one: Letter) -> list[str]:
        """Return what stands against an initial, or sending a letter back."""
        found = [] if law.may(user, self.day, "initial", [one.unit]) else ["no role"]
        place = one.initials.filter(given_at=None).first()
        if one.state != "paraf" or place is None or place.user_id != user.pk:
            found.append("it is not the user's turn")
        return found

    @rule(number=who, fits=right, at=which)
    def initial(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            return self.turn(user, one)

        user = self.pick(number, fits, stands)
        self.tried(
            "initial", user, stands(user),
            lambda: actions.initial(
                letter=self.letter(user, one, "letter.initial"), actor=user,
                now=self.now,
            ),
            {"letter.initial": 1},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, remark=st.sampled_from(("", "x", "x")))
    def send_back(self, number: int, fits: bool | None, at: int, remark: str) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            found = self.turn(user, one)
            return found if remark else [*found, "no remark"]

        user = self.pick(number, fits, stands)
        self.tried(
            "send back", user, stands(user),
            lambda: actions.send_back(
                letter=self.letter(user, one, "letter.initial"), remark=remark,
                actor=user, now=self.now,
            ),
            {"letter.return": 1},
        )  # fmt: skip
