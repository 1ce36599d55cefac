"""Rules: letters are let out, numbered, signed, voided, handed out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from seimbang_web.accounts.models import User
from seimbang_web.decisions.models import Dossier, Entry, Objection, Session
from seimbang_web.documents import actions
from seimbang_web.documents.files import make_pdf
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.documents.sealing import SealError, Secret
from seimbang_web.follow_up.models import Track
from seimbang_web.lib.act import ActError
from seimbang_web.proposals.models import Proposal
from tests.web.decisions.machine import law
from tests.web.decisions.machine.base import right, which, who
from tests.web.decisions.machine.writing import DRAFTS, Writing

FINAL = ("ditandatangani", "disampaikan")
SCAN = b"%PDF-1.4 paper signed by hand"
services = st.sampled_from(("signs", "signs", "is away", "refuses"))


class Service:
    """A service that signs, is away, or refuses."""

    name, asks = "layanan", True

    def __init__(self, does: str) -> None:
        self.does = does

    def seal(self, pdf: bytes, *, secret: Secret, reason: str) -> bytes:
        """Return the file as it came, or fail."""
        if self.does != "signs":
            raise SealError("tidak", refused=self.does == "refuses")
        return pdf + b"%sealed"


class Signing(Writing):
    """From the number of a letter to the hand of the person."""

    @rule(number=who, fits=right, at=which, why=st.sampled_from(("", "x", "x")))
    def override(self, number: int, fits: bool | None, at: int, why: str) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "override") else ["no role"]
            if not law.carries(user, self.day, "head"):
                found.append("not the head of the office")
            if one.number or one.state == "dibatalkan" or not why:
                found.append("it has its number, is void, or no reason is told")
            return found

        user = self.pick(number, fits, stands)
        self.tried(
            "let it out", user, stands(user),
            lambda: actions.override(
                letter=self.letter(user, one, "letter.override"), why=why, actor=user,
                now=self.now, day=self.day,
            ),
            {"letter.override": 1},
        )  # fmt: skip

    # --- number, signature ---

    def covered(self, one: Letter) -> list[Entry]:
        """Return the approved entries that a decree carries out."""
        of, _colon, pk = one.subject.partition(":")
        rows = Entry.objects.filter(outcome="tetap").order_by("order")
        if one.kind not in ("keputusan", "keputusan-tunggal"):
            return []
        return list(rows.filter(pk=pk) if of == "entry" else rows.filter(dossier_id=pk))

    def unready(self, one: Letter) -> list[str]:
        """Return what of the record stands against the number of a letter."""
        pk = one.subject.partition(":")[2]
        if one.kind == "telaahan":
            over = Dossier.objects.get(pk=pk).state == "diganti"
            return ["the dossier was replaced"] if over else []
        if one.kind == "berita-acara":
            closed = Session.objects.get(pk=pk).closed_at
            return [] if closed else ["the session goes on"]
        if one.kind in ("keputusan", "keputusan-tunggal"):
            cases = self.covered(one)
            if not any(hasattr(case.dossier, "decision") for case in cases):
                return ["nothing is decided"]
            for other in Letter.objects.exclude(number="").exclude(state="dibatalkan"):
                if {case.pk for case in self.covered(other)} & {
                    case.pk for case in cases
                }:
                    return ["a person has a decree"]
            return []
        if one.kind in ("keberatan", "perubahan"):
            held = Objection.objects.get(pk=pk)
            if one.kind == "keberatan":
                answered = held.outcome not in ("", "dicabut")
                return [] if answered else ["the objection is not answered"]
            upheld = held.outcome == "diterima" and held.stage == "keputusan"
            return [] if upheld and held.decree else ["no decree is to be changed"]
        return []

    def said(self, one: Letter) -> str:
        """Return whether the letter says what the record says, as its room tells."""
        return "" if not actions.new_facts(one, self.day) else "the record changed"

    @rule(
        number=who, fits=right, at=which, typed=st.integers(0, 3),
        ago=st.integers(-1, 2),
    )  # fmt: skip
    def number_one(
        self, number: int, fits: bool | None, at: int, typed: int, ago: int
    ) -> None:
        one = self.row(Letter.objects.exclude(kind="petikan"), at)
        if one is None:
            return
        elsewhere = one.kind in ("keputusan", "keputusan-tunggal", "perubahan")
        told = f"800/{typed}" if typed else ""
        dated = self.day - timedelta(days=ago)
        used = Letter.objects.filter(
            series="decree", year=dated.year, number=told
        ).exclude(number="")

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "number") else ["no role"]
            if not law.carries(user, self.day, "numbers"):
                found.append("is not the numbering clerk")
            if one.state != "siap":
                found.append("it does not wait for a number")
            if not one.override and list(law.unconfirmed(one.blocks)):
                found.append("it is not confirmed")
            if elsewhere and (not told or dated > self.day or used.exists()):
                found.append("number or day are not those of a register")
            return [*found, *self.unready(one), *filter(None, [self.said(one)])]

        user = self.pick(number, fits, stands)
        self.tried(
            "number", user, stands(user),
            lambda: actions.number_letter(
                letter=self.letter(user, one, "letter.number"), actor=user,
                now=self.now, day=self.day, number=told, dated_on=dated,
            ),
            {"letter.number": 1},
        )  # fmt: skip

    def begins(self, one: Letter) -> dict[str, int]:
        """Return what a signature sets off."""
        if one.kind in ("keputusan", "keputusan-tunggal"):
            return {"follow_up.begin": len(self.covered(one))}
        if one.kind != "perubahan":
            return {}
        tracks = self.undone(one)
        started = sum(bool(track.started_on) for track in tracks)
        settled = len(tracks) - started
        held = Objection.objects.get(pk=one.subject.partition(":")[2])
        if not tracks and held.proposal.state == law.DECIDED:
            settled = 1
        return {
            "follow_up.end": len(tracks), "data.apply": started,
            "proposal.settle": settled,
        }  # fmt: skip

    def undone(self, one: Letter) -> list[Track]:
        """Return the moves that a decree of change takes back."""
        rows = Track.objects.filter(letter=one.parent_id, ended_at=None)
        return list(rows.filter(proposal__person=one.person_id))

    def unsigned(self, user: User, one: Letter) -> list[str]:
        """Return what stands against a signature, whoever signs."""
        found = [] if one.state == "dinomori" else ["no signature is awaited"]
        late = [
            case for case in self.covered(one)
            if one.dated_on
            and (case.dossier.decision.effective_on or date.min) < one.dated_on
        ]  # fmt: skip
        if late:
            found.append("it would take effect before its day")
        if one.kind == "perubahan":
            found += self.stuck(user, self.undone(one))
        return found

    @staticmethod
    def stuck(user: User, tracks: Iterable[Track]) -> list[str]:
        """Return why moves cannot be taken back."""
        found = []
        for track in tracks:
            person = track.proposal.person
            if person.pk == user.person_id:
                found.append("it is about oneself")
            if track.started_on and person.unit_id != track.proposal.to_unit_id:
                found.append("the person moved on")
        return found

    @rule(number=who, fits=right, at=which, good=right)
    def scan(self, number: int, fits: bool | None, at: int, good: bool) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "scan", [one.unit]) else ["no role"]
            found += self.unsigned(user, one)
            return found if good else [*found, "no scan"]

        user = self.pick(number, fits, stands)
        self.tried(
            "sign on paper", user, stands(user),
            lambda: actions.sign_by_scan(
                letter=self.letter(user, one, "letter.scan"),
                content=SCAN if good else b"MZ", actor=user, now=self.now, day=self.day,
            ),
            {"letter.sign": 1, **self.begins(one)},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, service=services)
    def seal(self, number: int, fits: bool | None, at: int, service: str) -> None:
        """By a service that may be away: then the number waits with its letter."""
        one = self.row(Letter.objects, at)
        if one is None:
            return
        if one.number:  # its file is made at the number, once that is committed
            make_pdf(letter=one, now=self.now)
            self._look()

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "sign") else ["no role"]
            if not law.seals(user, self.day, one):
                found.append("another one signs")
            return [*found, *self.unsigned(user, one)]

        user = self.pick(number, fits, stands)

        def run() -> None:
            (found,) = actions.sign_letters(
                letters=[self.letter(user, one, "letter.sign")], actor=user,
                sealer=Service(service), secret=Secret("1", "rahasia"), now=self.now,
                day=self.day,
            )  # fmt: skip
            if found.problem and (service == "signs" or found.problem != "tidak"):
                raise ActError(found.problem)

        signs = service == "signs"
        writes = {"letter.sign": 1, **self.begins(one)} if signs else {}
        against = stands(user)
        if not signs:
            against = [words for words in against if not words.startswith("it would")]
        self.tried("sign by service", user, against, run, writes)

    @rule(number=who, fits=right, at=which, why=st.sampled_from(("", "x", "x", "x")))
    def void(self, number: int, fits: bool | None, at: int, why: str) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return

        def stands(user: User) -> list[str]:
            own = one.state in DRAFTS and one.made_by_id == user.pk
            may = law.may(user, self.day, "void") or (
                own and law.may(user, self.day, "draft", [one.unit])
            )
            found = [] if may else ["no role"]
            if one.state == "dibatalkan" or not why:
                found.append("it is void, or no reason is told")
            found += self.stuck(user, [*self.carried(one), *self.revived(one)])
            return [*found, *self.carried_out(one)]

        user = self.pick(number, fits, stands)
        extracts = one.children.filter(kind="petikan").exclude(state="dibatalkan")
        self.tried(
            "void", user, stands(user),
            lambda: actions.void_letter(
                letter=self.letter(user, one, "letter.read"), why=why, actor=user,
                now=self.now, day=self.day,
            ),
            {"letter.void": 1 + extracts.count(), **self.voids(one)},
        )  # fmt: skip

    def voids(self, one: Letter) -> dict[str, int]:
        """Return what voiding a signed decree takes back."""
        tracks = self.carried(one)
        started = sum(bool(track.started_on) for track in tracks)
        return {
            "follow_up.end": len(tracks), "data.apply": started,
            "follow_up.revive": len(self.revived(one)),
            "proposal.settle": len(self.lives_again(one)),
        }  # fmt: skip

    @staticmethod
    def revived(one: Letter) -> list[Track]:
        """Return the moves that go on once a decree of change is void."""
        rows = Track.objects.filter(ended_by=one) if one.kind == "perubahan" else ()
        return [row for row in rows if row.letter.state in FINAL]

    @staticmethod
    def lives_again(one: Letter) -> list[Proposal]:
        """Return the proposal that a signed decree of change had refused."""
        if one.kind != "perubahan" or one.state not in FINAL:
            return []
        held = Objection.objects.get(pk=one.subject.partition(":")[2]).proposal
        since = one.records.get(state="ditandatangani").made_at
        last = held.changes.order_by("pk").last()
        taken = last is not None and last.made_at == since
        return [held] if held.state == "ditolak" and taken else []

    def carried_out(self, one: Letter) -> list[str]:
        """Return why a decree of change cannot be voided any more."""
        found = []
        for held in self.lives_again(one):
            alive = (law.OPEN, law.DECIDED)
            if Proposal.objects.filter(person=held.person, state__in=alive).exists():
                found.append("the person has another proposal")
        for track in self.revived(one):
            back = track.tasks.filter(restores=True).exclude(done_on=None)
            if track.started_on or back.exists():
                found.append("it is carried out")
        return found

    def carried(self, one: Letter) -> list[Track]:
        """Return the moves that go on by a signed letter."""
        return list(Track.objects.filter(letter=one, ended_at=None))

    @rule(number=who, fits=right, at=which)
    def extracts(self, number: int, fits: bool | None, at: int) -> None:
        one = self.row(Letter.objects.filter(kind=Kind.DECREE), at)
        if one is None:
            return
        there = one.children.filter(kind="petikan").exclude(state="dibatalkan")
        held = set(there.values_list("subject", flat=True))
        lacking = [e for e in self.covered(one) if f"entry:{e.pk}" not in held]

        def stands(user: User) -> list[str]:
            found = [] if law.may(user, self.day, "number") else ["no role"]
            if lacking and not law.carries(user, self.day, "numbers"):
                found.append("is not the numbering clerk")
            return found if one.state in FINAL else [*found, "it is not signed"]

        user = self.pick(number, fits, stands)
        count = len(lacking)
        self.tried(
            "make extracts", user, stands(user),
            lambda: actions.make_extracts(
                decree=self.letter(user, one, "letter.number"), actor=user,
                now=self.now, day=self.day,
            ),
            {"letter.draft": count, "letter.send": count, "letter.number": count},
        )  # fmt: skip

    @rule(number=who, fits=right, at=which, ago=st.integers(-1, 2))
    def hand_out(self, number: int, fits: bool | None, at: int, ago: int) -> None:
        one = self.row(Letter.objects, at)
        if one is None:
            return
        on = self.day - timedelta(days=ago)

        def stands(user: User) -> list[str]:
            may = law.may(user, self.day, "hand out", [one.unit])
            found = [] if may else ["no role"]
            if one.state not in FINAL:
                found.append("it is not signed")
            if on > self.day or on < (one.dated_on or date.min):
                found.append("the day is none")
            return found

        user = self.pick(number, fits, stands)
        known = one.deliveries.filter(to="Ybs.", way="langsung", received_on=on)
        self.tried(
            "hand out", user, stands(user),
            lambda: actions.deliver(
                letter=self.letter(user, one, "letter.deliver"), to="Ybs.",
                way="langsung", received_on=on, actor=user, now=self.now, day=self.day,
            ),
            {"letter.deliver": not known.exists()},
        )  # fmt: skip
