"""
What holds after every step, by its name in B5, B6, B10, C4–C6 of the design.

Read from the rows, without the product's queries. Rows that came since the last look
are judged as of now; the rest stays as it was, which is an invariant of its own.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

from django.db.models import F, Model
from django.utils.timezone import localdate
from hypothesis.stateful import invariant

from seimbang_web.accounts.models import Grant, User
from seimbang_web.audit.models import Entry as Act
from seimbang_web.audit.queries import verify
from seimbang_web.decisions.models import (
    Decision,
    Dossier,
    Entry,
    Objection,
    Session,
    Step,
    Vote,
)
from seimbang_web.documents.models import Initial, Letter, Register
from seimbang_web.follow_up.models import Track
from seimbang_web.organisation.models import Person
from seimbang_web.proposals.models import Proposal, ReceiptRegister, Response
from tests.web.decisions.machine import law, rows
from tests.web.decisions.machine.base import Base

MAY_GO = {  # what is no record: choices not sent, seats and places not yet used
    "proposals_draft", "decisions_seat", "documents_initial", "accounts_activation",
}  # fmt: skip
ALIVE = (law.OPEN, law.DECIDED)
LASTING = (
    "number",
    "dated_on",
    "blocks",
    "signer",
    "series",
    "year",
    "subject",
    "kind",
)


def sha(told: Any) -> str:
    """Return SHA-256 of the one spelling of a content."""
    text = json.dumps(
        told, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    )
    return hashlib.sha256(text.encode()).hexdigest()


class Invariants(Base):
    """Each is looked at when rows changed."""

    def __init__(self) -> None:
        super().__init__()
        self.looked, self.newborn = "", True
        self.known: dict[tuple[str, type[Model]], set[int]] = {}
        self.texts: dict[int, str] = {}
        self.outcomes: dict[int, str] = {}
        self.people = dict(Person.objects.values_list("pk", "unit"))
        for holds in HOLDS:  # what was there before was looked at before
            if holds.__name__ in BY_ROW:
                holds(self)
        self.newborn = False

    def fresh(self, why: str, model: Any, **wanted: Any) -> list[Any]:
        """Return the rows that are what is wanted since the last look."""
        held = self.known.setdefault((why, model), set())
        if self.newborn:
            held |= set(model.objects.filter(**wanted).values_list("pk", flat=True))
        found = [one for one in model.objects.filter(**wanted) if one.pk not in held]
        held |= {one.pk for one in found}
        return found

    @invariant()
    def all_that_holds(self) -> None:
        """Look at everything once after each change."""
        if self.looked == self.seen:
            return
        self.looked = self.seen
        law.forget()
        for holds in HOLDS:
            try:
                holds(self)
            except AssertionError as error:
                self.wrong(f"{holds.__name__}: {error}")

    def the_chain_is_valid_and_gapless(self) -> None:
        assert verify() is None
        assert Act.objects.count() == (self.last or 0)

    def nothing_is_erased(self) -> None:
        now = rows.counts()
        for table, count in self.born.items():
            assert now[table] >= count or table in MAY_GO, table
        self.born = now

    def registers_are_gapless(self) -> None:
        counted: dict[tuple[str, int], list[int]] = defaultdict(list)
        letters = Letter.objects.exclude(counted=None)
        for name, of, number in letters.values_list("series", "year", "counted"):
            counted[str(name), int(of or 0)].append(int(number or 0))
        for held in Register.objects.all():
            given = sorted(counted.get((held.series, held.year), []))
            assert given == list(range(1, held.last + 1)), held
        for model, series in ((Response, "T"), (Objection, "K")):
            receipts: dict[int, list[int]] = defaultdict(list)
            for year, number in model.objects.values_list("year", "number"):
                receipts[year].append(number)
            for kept in ReceiptRegister.objects.filter(series=series):
                given = sorted(receipts.get(kept.year, []))
                assert given == list(range(1, kept.last + 1)), kept

    def no_number_comes_twice(self) -> None:
        letters = Letter.objects.exclude(number="").exclude(kind="petikan")
        told = Counter(letters.values_list("series", "year", "number"))
        assert not [one for one, count in told.items() if count > 1]

    def a_void_keeps_its_number(self) -> None:
        for one in Letter.objects.filter(records__state="dinomori"):
            assert one.number, one.pk

    def no_text_changes_after_its_number(self) -> None:
        for one in Letter.objects.exclude(number=""):
            told = sha([getattr(one, name) for name in LASTING])
            assert self.texts.setdefault(one.pk, told) == told, one

    def a_decree_names_whom_it_moves(self) -> None:
        """Exactly those approved, whatever the draft said before the decision."""
        for one in Letter.objects.filter(kind="keputusan").exclude(number=""):
            text = json.dumps(one.blocks, ensure_ascii=False)
            dossier = Dossier.objects.get(pk=one.subject.partition(":")[2])
            for entry in law.entries(dossier):
                named = entry.proposal.person.name in text
                assert named == (entry.outcome == "tetap"), (one, entry.proposal)

    def a_person_has_one_decree(self) -> None:
        signed = Letter.objects.exclude(number="").exclude(state="dibatalkan")
        held: Counter[int] = Counter()
        for one in signed.filter(kind="keputusan"):
            pk = one.subject.partition(":")[2]
            rows = Entry.objects.filter(dossier_id=pk, outcome="tetap")
            held.update(rows.values_list("pk", flat=True))
        for one in signed.filter(kind="keputusan-tunggal"):
            held[int(one.subject.partition(":")[2])] += 1
        assert not [pk for pk, count in held.items() if count > 1]

    def a_decision_is_of_its_digest(self) -> None:
        """S6: what was seen is what was signed, and is still there."""
        for one in Decision.objects.select_related("dossier"):
            told = one.dossier.content
            assert one.digest == one.dossier.digest == sha(told)
            assert [each["proposal"] for each in told["entries"]] == [
                entry.proposal_id for entry in law.entries(one.dossier)
            ]
        steps = Step.objects.exclude(done_by=None).exclude(digest=F("dossier__digest"))
        votes = Vote.objects.exclude(digest=F("session__dossier__digest"))
        assert not steps.exists() and not votes.exists()

    def s1_who_proposes_does_not_judge(self) -> None:
        for step in self.fresh("s1", Step, done_by__isnull=False):
            proposes = law.proposed(step.done_by, step.dossier)
            assert step.key == "sector" or not proposes, step.key
        for vote in self.fresh("s1", Vote):
            assert not law.proposed(vote.user, vote.session.dossier)
        for one in self.fresh("s1", Decision):
            assert not law.proposed(one.decided_by, one.dossier)
        for held in self.fresh("s1", Objection, decided_by__isnull=False):
            assert held.proposal.opened_by_id not in law.accounts(held.decided_by)

    def s2_nobody_judges_the_own_case(self) -> None:
        for vote in self.fresh("s2", Vote):
            assert not law.aside(vote.user, vote.session, vote.entry)
        for one in self.fresh("s2", Decision):
            for entry in one.dossier.entries.filter(outcome="tetap"):
                assert not law.tied(one.decided_by, entry.proposal, self.day)

    def s3_s4_two_persons_grant_and_some_roles_stand_alone(self) -> None:
        for one in self.fresh("s3", Grant, approved_by__isnull=False):
            assert one.proposed_by_id not in law.accounts(one.approved_by)
            assert one.user_id not in law.accounts(one.approved_by)
            assert one.user_id not in law.accounts(one.proposed_by)
        for user in self.users:
            held = {one.role for one in law.grants(user, self.day)}
            assert len(held) < 2 or not held & set(law.ALONE), user

    def s5_who_acts_holds_the_role(self) -> None:
        for step in self.fresh("s5", Step, done_by__isnull=False):
            roles = law.STEPS.get(step.key, ("tpk", "ver", "ppk"))
            assert law.roles(step.done_by, self.day) & set(roles), step.key

    def s8_one_human_being_counts_once(self) -> None:
        voted: dict[tuple[int, int], set[int]] = defaultdict(set)
        for vote in Vote.objects.select_related("user"):
            voted[vote.session_id, vote.entry_id].add(vote.user_id)
        signed: dict[int, set[int]] = defaultdict(set)
        for one in Initial.objects.exclude(given_at=None):
            if one.letter.made_by_id and one.user_id:
                signed[one.letter_id] |= {one.user_id, one.letter.made_by_id}
        for people in (*voted.values(), *signed.values()):
            for user in User.objects.filter(pk__in=people):
                assert people & law.accounts(user) == {user.pk}, user

    def advice_is_what_the_votes_make(self) -> None:
        for one in Session.objects.exclude(closed_at=None):
            for advice in one.advices.select_related("entry"):
                enough, choice = self.counted(one, advice.entry)  # type: ignore[attr-defined]
                assert advice.choice == (choice if enough else "tunda")

    def each_person_is_in_one_active_move(self) -> None:
        alive = Counter(
            Proposal.objects.filter(state__in=ALIVE).values_list("person", flat=True)
        )
        tracks = Counter(
            Track.objects.filter(ended_at=None, started_on=None).values_list(
                "proposal__person", flat=True
            )
        )
        assert max([*alive.values(), *tracks.values(), 0]) <= 1

    def no_answer_after_the_last_day(self) -> None:
        for one in self.fresh("last day", Response):
            assert one.proposal.state == law.OPEN
            assert localdate(one.given_at) <= one.proposal.respond_until

    def the_roster_changes_by_the_statement_only(self) -> None:
        """And so Σ staff before = Σ after: nobody is lost, nobody is counted twice."""
        where = dict(self.people)
        for one in Track.objects.filter(started_on__isnull=False).order_by("pk"):
            move = one.proposal
            there = move.from_unit_id if one.ended_at else move.to_unit_id
            where[move.person_id] = there
        assert dict(Person.objects.values_list("pk", "unit")) == where

    def no_seat_is_below_zero_or_reserved_twice(self) -> None:
        """A seat is reserved from the day of effect until the start, once a person."""
        staff = Counter(Person.objects.filter(present=True).values_list("unit", "job"))
        assert min(staff.values()) > 0
        ahead = Track.objects.filter(ended_at=None, started_on=None)
        held = [one.proposal.person_id for one in ahead]
        assert len(held) == len(set(held))
        sitting = dict(Person.objects.values_list("pk", "unit"))
        for one in ahead:
            assert sitting[one.proposal.person_id] == one.proposal.from_unit_id

    def nobody_leaves_before_the_replacement(self) -> None:
        for one in self.fresh("replaced", Track, started_on__isnull=False):
            first = one.proposal.after
            waits = first is not None and first.state in ALIVE
            assert one.cover or not waits, one
            assert one.decided_on <= one.effective_on <= one.started_on <= self.day

    def every_answer_owed_exists(self) -> None:
        for one in Decision.objects.all():
            told = one.dossier.entries.values_list("outcome", "why")
            assert all(outcome for outcome, _why in told)
            assert all(why for outcome, why in told if outcome != "tetap")
        for held in Objection.objects.filter(outcome__in=("diterima", "ditolak")):
            assert held.why and held.considered and held.decided_by_id
        for held in Objection.objects.all():
            assert held.due_on > held.filed_on
        for over in Proposal.objects.filter(state__in=("ditolak", "dibatalkan")):
            assert over.why, over

    def who_objects_in_right_stays(self) -> None:
        upheld = Objection.objects.filter(outcome="diterima", stage="usulan")
        for one in upheld.select_related("proposal"):
            again = Proposal.objects.filter(
                person=one.proposal.person_id, round=one.proposal.round_id,
                state__in=ALIVE, case=None,
            )  # fmt: skip
            assert not again.exists(), again

    def what_was_answered_stays(self) -> None:
        for one in Objection.objects.exclude(outcome=""):
            assert self.outcomes.setdefault(one.pk, one.outcome) == one.outcome

    def steps_come_in_their_order(self) -> None:
        for one in Dossier.objects.all():
            last = None
            for step in one.steps.order_by("order").exclude(key="sector"):
                if step.done_at is not None:
                    assert last is None or last <= step.done_at
                    last = step.done_at


BY_ROW = (
    "s1_who_proposes_does_not_judge", "s2_nobody_judges_the_own_case",
    "s3_s4_two_persons_grant_and_some_roles_stand_alone", "s5_who_acts_holds_the_role",
    "no_answer_after_the_last_day", "nobody_leaves_before_the_replacement",
)  # fmt: skip
HOLDS: tuple[Callable[[Any], None], ...] = tuple(
    held
    for name, held in vars(Invariants).items()
    if callable(held)
    and not name.startswith("_")
    and name not in ("fresh", "all_that_holds")
)
