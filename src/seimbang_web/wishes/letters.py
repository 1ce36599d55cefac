"""The letters of wishes: the person's request (L1), the written answer (L12)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from seimbang.document.block import Block
from seimbang.document.letter import facts
from seimbang.document.letter.answer import answer
from seimbang.document.letter.request import request
from seimbang.document.words import listed
from seimbang_web.cards.judged import judged_of
from seimbang_web.documents.compose import COMPOSERS, Composer, Composition
from seimbang_web.documents.models import Kind as LetterKind
from seimbang_web.documents.models import Letter
from seimbang_web.documents.people import person_facts
from seimbang_web.institution.queries import profile
from seimbang_web.lib.act import ActError
from seimbang_web.plans.models import Plan
from seimbang_web.plans.queries import chosen
from seimbang_web.wishes.answer import fate_now, keep_outcome, plan_of
from seimbang_web.wishes.fate import Fate, rooms_in
from seimbang_web.wishes.models import Criterion, Kind, Outcome, Place, State, Wish

CRITERIA = {
    Criterion.NEARER: gettext_lazy("a unit nearer to the home"),
    Criterion.SPOUSE: gettext_lazy("a unit near the spouse's place of work"),
    Criterion.DISTRICT: gettext_lazy("another unit in the present district"),
    Criterion.NEEDED: gettext_lazy("a unit where the job is most needed"),
}
RESULT = {Outcome.GRANTED: "granted", Outcome.PARTLY: "partly", Outcome.NOT: "not"}


def register() -> None:
    """Let the office draft the letters of this room."""
    COMPOSERS[LetterKind.ANSWER] = Composer(
        compose=compose_answer, blocked=blocked, signed=signed, page=page
    )
    COMPOSERS[LetterKind.REQUEST] = Composer(compose=compose_request, page=page)


def wish_of(subject: str) -> Wish:
    """Return the wish a letter speaks of."""
    rows = Wish.objects.select_related(
        "person__unit", "person__job", "from_unit__agency", "from_job", "round"
    )
    return rows.get(pk=int(subject.removeprefix("wish:")))


def page(subject: str) -> str:
    """Return where the wish is shown."""
    return reverse("wish-detail", args=[wish_of(subject).pk])


def blocked(subject: str) -> str:
    """Return why the answer may not be numbered yet; empty: it may."""
    wish = wish_of(subject)
    if wish.state != State.SENT:
        return _("Withdrawn wishes are not answered.")
    held = chosen(wish.round)
    if held is None or held.plan_id != wish.plan_id:
        return _("Another plan is chosen now: draft the answer anew.")
    return ""


def signed(letter: Letter, actor: Any, now: datetime) -> None:
    """Keep what the signed answer told, for the numbers of the next round."""
    keep_outcome(wish_of(letter.subject))


def compose_answer(subject: str, day: date) -> Composition:
    """Return the written answer to a wish, by the plan that is chosen now."""
    wish = wish_of(subject)
    with override("id"):
        found = fate_now(wish)
        if found is None:
            raise ActError(_("This person is not in the data any more."))
        blocks = answer(answer_facts(wish, found, plan_of(wish.round)))
        title = f"Jawaban aspirasi {wish.receipt}"
    return Composition(
        title=title,
        blocks=blocks,
        facts=f"plan:{plan_of(wish.round).digest}"[:64],
        person=wish.person,
        unit=None,
    )


def answer_facts(wish: Wish, found: Fate, plan: Plan) -> facts.Answer:
    """Return what the answer tells: by unit and job, nothing of other people."""
    held, granted, stays = profile(), None, ""
    if found.goes is not None and found.outcome != Outcome.NOT:
        granted = facts.Place(str(found.goes.to_unit), str(found.goes.to_job))
    if found.outcome != Outcome.GRANTED:
        stays = _("The wishes stay on record and may be sent again in the next round.")
    assert wish.sent_on is not None, "a wish that is answered was sent"
    return facts.Answer(
        person=_person(wish, plan.day),
        result=RESULT[found.outcome],
        asked=asked(wish),
        received_on=wish.sent_on,
        receipt=wish.receipt,
        reason=reason(found),
        gaps=gaps(wish, plan),
        granted=granted,
        abk_on=plan.day,
        stays=stays,
        contact=", ".join(filter(None, (held.called, held.contact))),
    )


def reason(found: Fate) -> str:
    """Return the reasons, each once with the choices it holds for."""
    choices: dict[str, list[int]] = {}
    for one in found.reasons:
        if one.outcome != Outcome.GRANTED:
            choices.setdefault(one.words, []).append(one.place.rank)
    if not choices:
        return _("The unit needs the job, and no rule stands against it.")
    return " ".join(
        _("for choice %(ranks)s: %(words)s")
        % {"ranks": listed([str(rank) for rank in ranks]), "words": words}
        for words, ranks in choices.items()
    )


def gaps(wish: Wish, plan: Plan) -> tuple[facts.Gap, ...]:
    """Return need and staff of the units wished, as the plan's data have them."""
    answers = judged_of(plan)
    rooms = {one.unit.pk: one for one in rooms_in(plan.pk, wish.person.ref)}
    names = dict(answers.snapshot["jobs"].select("job_id", "name").iter_rows())
    found = []
    for place in wish.places.filter(kind=Kind.UNIT):
        room = rooms.get(place.unit_id or 0)
        if room is None or room.gap is None:
            continue
        seat = answers.positions.filter(unit_id=room.unit.code, job_id=room.job_id).row(
            0, named=True
        )
        found.append(
            facts.Gap(
                unit=room.unit.name,
                job=names[room.job_id],
                need=int(seat["need_rounded"]),
                have=int(seat["present"]),
            )
        )
    return tuple(found)


def compose_request(subject: str, day: date) -> Composition:
    """Return the person's own request, ready to be signed by hand."""
    wish = wish_of(subject)
    with override("id"):
        return Composition(
            title=f"Permohonan pindah {wish.receipt}",
            blocks=request_blocks(wish, day),
            person=wish.person,
        )


def request_blocks(wish: Wish, day: date) -> list[Block]:
    """Return the letter of request: who, from where, to where, no reasons."""
    held, unit = profile(), wish.from_unit or wish.person.unit
    agency = unit.agency or unit
    with override("id"):
        papers = wish.evidence.count()
        return request(
            facts.Request(
                person=_person(wish, day),
                addressee=f"Kepala {agency} {held.regency}".strip(),
                wishes=asked(wish),
                place=held.seat,
                on=day,
                receipt=wish.receipt,
                attached=tuple(_papers(papers)),
                seat=held.seat,
            )
        )


def _papers(count: int) -> Iterable[str]:
    return (f"Bukti pendukung {number}" for number in range(1, count + 1))


def asked(wish: Wish) -> tuple[facts.Place, ...]:
    """Return the places wished, in the person's order."""
    job = str(wish.from_job or wish.person.job)
    return tuple(
        facts.Place(str(one.unit), job)
        if one.kind == Kind.UNIT
        else facts.Place(place_words(one))
        for one in wish.places.select_related("unit")
    )


def place_words(place: Place) -> str:
    """Return a district or a criterion as a letter names it."""
    if place.kind == Kind.DISTRICT:
        return _("any unit in the district %(name)s") % {"name": place.district}
    return str(CRITERIA[Criterion(place.criterion)])


def _person(wish: Wish, day: date) -> facts.Person:
    one = wish.person
    return person_facts(one, day, job=one.job, unit=one.unit)
