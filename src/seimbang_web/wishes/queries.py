"""Read wishes: lists, what is answered, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.documents.models import Kind as LetterKind
from seimbang_web.documents.models import Letter
from seimbang_web.documents.models import State as LetterState
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.access import people_visible_to
from seimbang_web.organisation.models import Person
from seimbang_web.plans.models import Round
from seimbang_web.plans.queries import chosen, open_round
from seimbang_web.wishes.access import wishes_visible_to
from seimbang_web.wishes.models import Asked, Hardship, Outcome, Place, State, Wish
from seimbang_web.wishes.window import is_open, until

GIVEN = (LetterState.SIGNED, LetterState.DELIVERED)
SENT_STATES = (State.SENT, State.WITHDRAWN)
ANSWERS = (
    ("belum", gettext_lazy("no letter yet")),
    ("disusun", gettext_lazy("letter drafted")),
    ("dijawab", gettext_lazy("answered in writing")),
)


def may_tell(wish: Wish | None) -> bool:
    """Tell whether something was told in confidence with this wish: yes or no only."""
    return wish is not None and Hardship.objects.filter(wish=wish).exists()


def satisfaction_open(person: Person) -> bool:
    """Tell whether the person is asked the baseline: once, before the first plan."""
    round = open_round()
    if round is None or Round.objects.filter(pk__lt=round.pk).exists():
        return False
    if chosen(round) is not None:
        return False
    return not Asked.objects.filter(person=person).exists()


def readers(wish: Wish | None) -> QuerySet[Entry]:
    """Return who read what was told in confidence, and when, the last first."""
    subject = f"wish:{wish.pk}" if wish else ""
    rows = Entry.objects.filter(act="wish.hardship-read", subject=subject)
    return rows.select_related("actor").order_by("-seq")


@dataclass(frozen=True)
class Count:
    """How many wishes of a round have their written answer."""

    all: int
    given: int
    drafted: int

    @property
    def open(self) -> int:
        """Return those without any letter."""
        return self.all - self.given - self.drafted

    @property
    def unanswered(self) -> int:
        """Return those whose answer is not signed yet."""
        return self.all - self.given


def letters_of(wishes: Iterable[int]) -> dict[int, Letter]:
    """Return the answer that counts of each wish: the last one that is not void."""
    subjects = {f"wish:{pk}": pk for pk in wishes}
    rows = Letter.objects.filter(kind=LetterKind.ANSWER).exclude(state=LetterState.VOID)
    rows = rows.filter(subject__in=subjects) if len(subjects) < 500 else rows
    found = rows.defer("blocks").order_by("pk")
    return {subjects[one.subject]: one for one in found if one.subject in subjects}


def asking(round: Round) -> QuerySet[Wish]:
    """Return the wishes that ask for a place and hold: each gets a written answer."""
    rows = Wish.objects.filter(round=round, state=State.SENT)
    return rows.filter(pk__in=Place.objects.values("wish"))


def counted(round: Round) -> Count:
    """Return how many wishes of a round are answered."""
    sent = set(asking(round).values_list("pk", flat=True))
    letters = letters_of(sent).values()
    given = sum(one.state in GIVEN for one in letters)
    return Count(len(sent), given, len(letters) - given)


def standing(letter: Letter | None) -> str:
    """Return how far the answer is, as a filter names it."""
    if letter is None:
        return "belum"
    return "dijawab" if letter.state in GIVEN else "disusun"


def filtered(rows: QuerySet[Wish], asked: Any) -> QuerySet[Wish]:
    """Return the wishes that the filters of an address leave; unknown values: all."""
    if (number := asked.get("round", "")).isdecimal():
        rows = rows.filter(round=int(number))
    if asked.get("state") in SENT_STATES:
        rows = rows.filter(state=asked["state"])
    if asked.get("outcome") in Outcome.values:
        rows = rows.filter(outcome=asked["outcome"])
    if family := asked.get("family", ""):
        rows = rows.filter(from_job__family=family)
    if asked.get("answer") in dict(ANSWERS):
        rows = rows.filter(state=State.SENT, pk__in=Place.objects.values("wish"))
        held = letters_of(rows.values_list("pk", flat=True))
        wanted = [
            pk
            for pk in rows.values_list("pk", flat=True)
            if standing(held.get(pk)) == asked["answer"]
        ]
        rows = rows.filter(pk__in=wanted)
    return rows.prefetch_related("places__unit")


HEADER = (
    gettext_lazy("Receipt"),
    gettext_lazy("Sent"),
    gettext_lazy("Person"),
    gettext_lazy("Job"),
    gettext_lazy("Present place"),
    gettext_lazy("Wishes"),
    gettext_lazy("State"),
    gettext_lazy("Outcome"),
    gettext_lazy("Answer"),
    gettext_lazy("Told in confidence"),
)


def table(rows: QuerySet[Wish]) -> list[tuple[Any, ...]]:
    """Return the wishes as rows of a file, under :data:`HEADER`."""
    held = list(rows)
    letters = letters_of(one.pk for one in held)
    told = set(Hardship.objects.filter(wish__in=held).values_list("wish", flat=True))
    words = dict(ANSWERS)
    return [
        (
            one.receipt,
            one.sent_on,
            one.person.name,
            str(one.from_job),
            str(one.from_unit),
            "; ".join(f"{place.rank}. {place}" for place in one.places.all()),
            one.get_state_display(),
            one.get_outcome_display() if one.outcome else "",
            str(words[standing(letters.get(one.pk))]),
            one.pk in told,
        )
        for one in held
    ]


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what of the wishes waits for this person."""
    round = open_round()
    if round is None:
        return []
    found: list[Waiting] = []
    if rights.user.person_id and rights.may("wish.write"):
        found += _own(rights, round)
    if rights.may("wish.assist") and is_open(round, rights.day):
        words = _("Enter wishes in a person's presence")
        url = reverse("wish-find")
        found.append(Waiting(words, url, 1, until(round), "waiting"))
    if rights.may("wish.open"):
        found += _window(rights, round)
    if rights.may("wish.answer") and chosen(round) is not None:
        count = counted(round).unanswered
        words = ngettext(
            "Answer %(count)s wish in writing",
            "Answer %(count)s wishes in writing",
            count,
        )
        if count:
            url = f"{reverse('wish-list')}?round={round.pk}"
            found.append(Waiting(words % {"count": count}, url, count))
    return found


def _own(rights: Rights, round: Round) -> list[Waiting]:
    person = Person.objects.get(pk=rights.user.person_id or 0)
    found = []
    wish = Wish.objects.filter(round=round, person=person).first()
    if is_open(round, rights.day):
        url, last = reverse("wish-own"), until(round)
        if wish is None or (wish.state != State.SENT and not wish.draft):
            words = _("Say where you wish to work; nobody has to")
            found.append(Waiting(words, url, 1, last))
        elif wish.draft:
            words = _("Your wishes are not sent yet: check and send them")
            found.append(Waiting(words, url, 1, last))
    if satisfaction_open(person):
        words = _("Four short questions about your work")
        found.append(Waiting(words, reverse("satisfaction"), 1))
    return found


def _window(rights: Rights, round: Round) -> list[Waiting]:
    last = until(round)
    if last is None:
        words = _("Open the time of wishes")
        return [Waiting(words, reverse("wish-window"), 1)]
    if rights.day <= last <= rights.day + timedelta(days=7):
        words = _("The time of wishes ends soon")
        return [Waiting(words, reverse("wish-window"), 1, last)]
    return []


def found_people(rights: Rights, asked: str) -> list[Person]:
    """Return people one may help, by a part of the name or the tail of the NIP."""
    rows = people_visible_to(rights, "wish.assist").filter(present=True)
    asked = asked.strip()
    if asked.isdecimal():
        rows = rows.filter(nip__endswith=asked)
    else:
        for part in asked.split():
            rows = rows.filter(name__icontains=part)
    return list(rows.select_related("unit", "job")[:50])


def families(rights: Rights) -> list[str]:
    """Return the families of jobs among the wishes within reach."""
    rows = wishes_visible_to(rights).order_by("from_job__family")
    return list(rows.values_list("from_job__family", flat=True).distinct())
