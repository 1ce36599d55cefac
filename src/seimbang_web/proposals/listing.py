"""Lists of proposals: filters, files, what waits for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from seimbang_web.accounts.rights import Rights
from seimbang_web.cases.models import Case, Lane
from seimbang_web.cases.models import State as CaseState
from seimbang_web.lib.waiting import Waiting
from seimbang_web.organisation.access import units_in
from seimbang_web.plans.models import Plan
from seimbang_web.plans.queries import chosen, open_round
from seimbang_web.proposals.access import proposals_visible_to
from seimbang_web.proposals.models import (
    ALIVE,
    Message,
    Proposal,
    Response,
    State,
    Support,
    UnitInput,
)

NONE = "tanpa"  # not answered yet
FILTERS: dict[str, tuple[str | Promise, list[tuple[str, Any]]]] = {
    "state": (gettext_lazy("State"), list(State.choices)),
    "answer": (
        gettext_lazy("Answer"),
        [(NONE, gettext_lazy("not answered yet")), *Response.Answer.choices],
    ),
    "lane": (gettext_lazy("Lane"), list(Lane.choices)),
    "waits": (
        gettext_lazy("Waits for the office"),
        [("tanya", gettext_lazy("question")), ("bantuan", gettext_lazy("help"))],
    ),
}
HEADER = (
    gettext_lazy("Number"),
    gettext_lazy("Person"),
    gettext_lazy("From"),
    gettext_lazy("To"),
    gettext_lazy("Job"),
    gettext_lazy("Lane"),
    gettext_lazy("State"),
    gettext_lazy("Answer"),
    gettext_lazy("Last day to answer"),
)


def annotated(rows: QuerySet[Proposal]) -> QuerySet[Any]:
    """Return proposals with the last answer, and what waits for the office."""
    last = Response.objects.filter(proposal=OuterRef("pk")).order_by("-pk")
    talk = Message.objects.filter(proposal=OuterRef("pk")).order_by("-pk")
    help_ = Support.objects.filter(proposal=OuterRef("pk"), answer=Support.Answer.ASKED)
    return rows.annotate(
        answer=Subquery(last.values("answer")[:1]),
        asks=Subquery(talk.values("from_person")[:1]),
        wants=Exists(help_),
    )


def filtered(within: QuerySet[Proposal], asked: Any) -> QuerySet[Any]:
    """Return the proposals that the filters of an address leave; unknown ones: all."""
    rows = annotated(within)
    for name in ("state", "lane"):
        if asked.get(name) in dict(FILTERS[name][1]):
            rows = rows.filter(**{name: asked[name]})
    answer = asked.get("answer")
    if answer == NONE:
        rows = rows.filter(answer=None)
    elif answer in Response.Answer.values:
        rows = rows.filter(answer=answer)
    waits = {"tanya": Q(asks=True), "bantuan": Q(wants=True)}.get(asked.get("waits"))
    if waits is not None:
        rows = rows.filter(waits)
    if (unit := asked.get("unit", "")).isdecimal():
        rows = rows.filter(Q(from_unit=int(unit)) | Q(to_unit=int(unit)))
    return rows.order_by("-pk")


def answer_in_words(answer: str | None) -> str:
    """Return an answer of a list in words; silence is no consent."""
    if answer is None:
        return _("not answered yet")
    return str(Response.Answer(answer).label)


def table(rows: Iterable[Any]) -> list[tuple[Any, ...]]:
    """Return proposals as rows of a file, under :data:`HEADER`."""
    return [
        (
            str(one),
            one.person.name,
            one.from_unit.name,
            one.to_unit.name,
            one.to_job.name,
            one.get_lane_display(),
            one.get_state_display(),
            answer_in_words(one.answer),
            one.respond_until,
        )
        for one in rows
    ]


def to_be_opened() -> tuple[Plan | None, list[Case]]:
    """Return the chosen plan of the open round, and cases that wait for a proposal."""
    held = open_round()
    choice = chosen(held) if held else None
    cases = Case.objects.filter(state=CaseState.PROCEEDS, proposals=None)
    rows = cases.select_related("person", "from_unit").order_by("year", "number")
    return (choice.plan if choice else None), list(rows)


def not_proposed(plan: Plan) -> int:
    """Return how many moves of a plan no proposal rests on."""
    return plan.moves.filter(proposals=None).count()


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what of the proposals waits for this person."""
    found: list[Waiting] = []
    for act, tell in (
        ("response.write", _own),
        ("unit_input.write", _inputs),
        ("message.answer", _questions),
        ("support.answer", _help),
        ("proposal.open", _opening),
        ("proposal.reopen", _silent),
    ):
        if rights.may(act):
            found += tell(rights)
    return found


def _own(rights: Rights) -> list[Waiting]:
    """Return the person's own proposal; once answered, the number of the receipt."""
    if rights.user.person_id is None:
        return []
    row = Proposal.objects.filter(
        person=rights.user.person_id, state=State.OPEN
    ).first()
    if row is None:
        return []
    url, last = reverse("proposal-own"), row.responses.last()
    if last is not None:
        words = _("Your answer %(receipt)s is being examined")
        return [Waiting(words % {"receipt": last.receipt}, url, 1, state="waiting")]
    if row.respond_until < rights.day:
        return []
    asks = gettext_lazy("Read and answer the proposal for you")
    return [Waiting(asks, url, 1, row.respond_until)]


def _inputs(rights: Rights) -> list[Waiting]:
    units = units_in(rights.reach("unit_input.write"))
    rows = Proposal.objects.filter(state=State.OPEN, respond_until__gte=rights.day)
    rows = rows.exclude(person=rights.user.person_id)
    count, due = 0, None
    for side, end in (("lepas", "from_unit"), ("terima", "to_unit")):
        said = UnitInput.objects.filter(proposal=OuterRef("pk"), side=side)
        lacking = rows.filter(~Exists(said), **{f"{end}__in": units})
        days = list(lacking.values_list("respond_until", flat=True))
        count, due = (
            count + len(days),
            min([*days, *([due] if due else [])], default=None),
        )
    words = ngettext(
        "Say what your unit thinks of %(count)s move",
        "Say what your unit thinks of %(count)s moves",
        count,
    )
    return _line(words, count, reverse("unit-input-list"), due)


def _questions(rights: Rights) -> list[Waiting]:
    rows = annotated(proposals_visible_to(rights, "message.answer"))
    count = rows.filter(asks=True).count()
    words = ngettext(
        "Answer %(count)s question about a proposal",
        "Answer %(count)s questions about proposals",
        count,
    )
    return _line(words, count, f"{reverse('proposal-list')}?waits=tanya", None)


def _help(rights: Rights) -> list[Waiting]:
    rows = Support.objects.filter(answer=Support.Answer.ASKED)
    rows = rows.filter(proposal__in=proposals_visible_to(rights, "support.answer"))
    days = sorted(day for day in rows.values_list("due_on", flat=True) if day)
    words = ngettext(
        "Answer %(count)s request for help with a move",
        "Answer %(count)s requests for help with a move",
        len(days),
    )
    url = f"{reverse('proposal-list')}?waits=bantuan"
    return _line(words, len(days), url, days[0] if days else None)


def _opening(rights: Rights) -> list[Waiting]:
    plan, cases = to_be_opened()
    count = (not_proposed(plan) if plan else 0) + len(cases)
    words = ngettext(
        "Propose %(count)s move to its person",
        "Propose %(count)s moves to their people",
        count,
    )
    return _line(words, count, reverse("proposal-open"), None)


def _silent(rights: Rights) -> list[Waiting]:
    """Tell the verifier who says that data are wrong, or wants to be contacted."""
    rows = annotated(proposals_visible_to(rights, "proposal.reopen"))
    rows = rows.filter(state=State.OPEN, answer=Response.Answer.UNCLEAR)
    count = rows.count()
    words = ngettext(
        "Contact %(count)s person who does not understand yet",
        "Contact %(count)s people who do not understand yet",
        count,
    )
    url = f"{reverse('proposal-list')}?state=terbuka&answer={Response.Answer.UNCLEAR}"
    return _line(words, count, url, None)


def _line(words: str, count: int, url: str, due: date | None) -> list[Waiting]:
    return [Waiting(words % {"count": count}, url, count, due)] if count else []


def counts(rows: QuerySet[Proposal]) -> dict[str, int]:
    """Return how many open proposals have an answer, and how many have none."""
    open_ = rows.filter(state__in=ALIVE)
    told = open_.aggregate(
        all=Count("pk", distinct=True),
        answered=Count("pk", filter=Q(responses__isnull=False), distinct=True),
    )
    return {**told, "silent": told["all"] - told["answered"]}
