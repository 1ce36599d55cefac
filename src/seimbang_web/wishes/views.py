"""The pages where a person writes wishes, alone or helped; they need no scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.doing import told
from seimbang_web.lib.form import Form
from seimbang_web.wishes import access, actions, confide, questions
from seimbang_web.wishes.access import Desk
from seimbang_web.wishes.draft import shown
from seimbang_web.wishes.forms import (
    NONE,
    EvidenceForm,
    GoalsForm,
    HardshipForm,
    KindForm,
    TargetForm,
)
from seimbang_web.wishes.known import known_places
from seimbang_web.wishes.models import RANKS, Category, Kind, State
from seimbang_web.wishes.queries import may_tell, readers, satisfaction_open
from seimbang_web.wishes.window import closed_words, until

KNOWN = ("confirm", "change", "drop")
RANK = {str(rank): rank for rank in range(1, RANKS + 1)}


def _desk(request: HttpRequest, person: int | None) -> Desk:
    return access.desk_for(rights_of(request), person, clock.today())


def _page(
    request: HttpRequest, desk: Desk, name: str, content: dict[str, Any]
) -> HttpResponse:
    """Show a page of a desk: who, until when, how to go back."""
    names = ("own", "goals", "evidence", "check", "withdraw")
    links = {name: desk.url(name) for name in names}
    if desk.helper is None:
        links["hardship"] = desk.url("hardship")
    told = {
        "desk": desk,
        "until": until(desk.round) if desk.round else None,
        "closed": closed_words(desk.round) if desk.round and not desk.open else "",
        "links": links,
        "start": desk.url("kind", key="1"),
    }
    return render(request, f"wishes/{name}.html", told | content)


def _writing(request: HttpRequest, person: int | None) -> Desk | HttpResponse:
    """Return the desk where one may write now; else the page that says why not."""
    desk = _desk(request, person)
    if not desk.open or desk.theirs:
        return redirect(desk.url("own"))
    return desk


def _save(desk: Desk, form: Form | None, **changes: Any) -> bool:
    """Keep answers; what is refused stands on the form."""
    assert desk.round is not None, "an open desk has its round"
    try:
        actions.save_draft(
            round=desk.round,
            person=desk.person,
            changes=changes,
            helper=desk.helper,
            day=desk.day,
        )
    except ActError as error:
        if form is not None:
            form.add_error(None, str(error))
        return False
    return True


def own(request: HttpRequest, person: int | None = None) -> HttpResponse:
    """Show what is written and sent, until when, and what happens with it."""
    desk = _desk(request, person)
    held = known_places(desk)
    content: dict[str, Any] = {
        "summary": questions.summary(shown(desk.wish)),
        "known": [questions.title_of(one) for one in held],
    }
    if desk.helper is None:
        content["asks"] = satisfaction_open(desk.person)
        content["readers"] = readers(desk.wish)
        content["earlier"] = desk.person.wishes.exclude(state=State.DRAFT).exclude(
            pk=desk.wish.pk if desk.wish else 0
        )
    return _page(request, desk, "own", content)


@require_POST
def known(request: HttpRequest) -> HttpResponse:
    """Take over what the office recorded, change it, or drop it; nothing is sent."""
    desk = _writing(request, None)
    if isinstance(desk, HttpResponse):
        return desk
    held, what = known_places(desk), request.POST.get("do", "")
    if not held or what not in KNOWN:
        return redirect(desk.url("own"))
    _save(desk, None, places=[] if what == "drop" else held)
    return redirect(
        desk.url("kind", key="1") if what == "change" else desk.url("check")
    )


def kind(request: HttpRequest, key: str, person: int | None = None) -> HttpResponse:
    """Ask by what the place of a rank is named; or that there is none."""
    if key not in RANK:
        raise Http404
    desk = _writing(request, person)
    if isinstance(desk, HttpResponse):
        return desk
    rank, draft = RANK[key], shown(desk.wish)
    held = draft.place(rank)
    form = KindForm(
        request.POST or None, rank=rank, initial={"kind": held.get("kind", "")}
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["kind"]
        if chosen == NONE:
            if _save(desk, form, **draft.without(rank)):
                return redirect(desk.url("goals"))
        elif chosen == held.get("kind") or _save(
            desk, form, **draft.with_place(rank, {"kind": chosen})
        ):
            return redirect(
                desk.url("place", key=str(min(rank, len(draft.places) + 1)))
            )
    return _page(request, desk, "kind", {"form": form, "rank": rank})


def place(request: HttpRequest, key: str, person: int | None = None) -> HttpResponse:
    """Ask which unit, district or criterion; each says what it needs."""
    if key not in RANK:
        raise Http404
    desk = _writing(request, person)
    if isinstance(desk, HttpResponse):
        return desk
    rank, draft = RANK[key], shown(desk.wish)
    held = draft.place(rank)
    given = request.POST.get("kind") or held.get("kind")
    if given not in Kind.values:
        return redirect(desk.url("kind", key=key))
    district = request.GET.get("kecamatan", "")
    form = TargetForm(
        questions.targets(desk, given, district),
        request.POST or None,
        initial={"target": _target(held)},
    )
    if request.method == "POST" and form.is_valid():
        found = questions.place_of(desk, given, form.cleaned_data["target"])
        if _save(desk, form, **draft.with_place(rank, found)):
            return redirect(desk.url("points", key=key))
    choose = given == Kind.UNIT and not district and request.method != "POST"
    content = {
        "form": form,
        "rank": rank,
        "kind": Kind(given),
        "districts": questions.districts(questions.rooms_of(desk)) if choose else None,
        "back": desk.url("kind", key=key),
    }
    return _page(request, desk, "place", content)


def _target(held: Any) -> str:
    return str(held.get("unit") or held.get("code") or held.get("criterion") or "")


def points(request: HttpRequest, key: str, person: int | None = None) -> HttpResponse:
    """Show what counts for the place, its vacancies, and what is reachable instead."""
    if key not in RANK:
        raise Http404
    desk = _writing(request, person)
    if isinstance(desk, HttpResponse):
        return desk
    rank = RANK[key]
    about = questions.about(desk, rank)
    if about is None:
        return redirect(desk.url("kind", key=key))
    more = rank < RANKS
    content = {
        "about": about,
        "rank": rank,
        "change": desk.url("kind", key=key),
        "choose": desk.url("place", key=key),
        "next": desk.url("kind", key=str(rank + 1)) if more else desk.url("goals"),
        "more": more,
    }
    return _page(request, desk, "points", content)


def goals(request: HttpRequest, person: int | None = None) -> HttpResponse:
    """Ask for the goals of career and competence."""
    desk = _writing(request, person)
    if isinstance(desk, HttpResponse):
        return desk
    draft = shown(desk.wish)
    initial = {
        "career": draft.career,
        "competences": draft.competences,
        "goal": draft.goal,
    }
    form = GoalsForm(request.POST or None, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and _save(desk, form, **form.cleaned_data)
    ):
        return redirect(desk.url("evidence"))
    return _page(request, desk, "goals", {"form": form})


def evidence(request: HttpRequest, person: int | None = None) -> HttpResponse:
    """Take papers, show those that are there, take one back."""
    desk = _writing(request, person)
    if isinstance(desk, HttpResponse):
        return desk
    gone = request.POST.get("remove", "")
    form = EvidenceForm(
        request.POST if request.method == "POST" and not gone else None,
        request.FILES or None,
    )
    act = _removal(request, desk, gone) if gone else _addition(request, desk, form)
    if request.method == "POST" and (gone or form.is_valid()):
        told(request, act)
        return redirect(desk.url("evidence"))
    papers = desk.wish.evidence.defer("content") if desk.wish else ()
    after = "check" if desk.helper else "hardship"
    content = {"form": form, "papers": papers, "next": desk.url(after)}
    return _page(request, desk, "evidence", content)


def _removal(request: HttpRequest, desk: Desk, number: str) -> Callable[[], Any]:
    def run() -> None:
        if desk.wish is None or not number.isdecimal():
            raise ActError(_("This paper is not there any more."))
        actions.remove_evidence(
            wish=desk.wish,
            number=int(number),
            helper=desk.helper,
            actor=rights_of(request).user,
            now=clock.now(),
            day=desk.day,
        )

    return run


def _addition(request: HttpRequest, desk: Desk, form: Form) -> Callable[[], Any]:
    def run() -> None:
        assert desk.round is not None, "an open desk has its round"
        actions.add_evidence(
            round=desk.round,
            person=desk.person,
            papers=form.cleaned_data["scans"],
            helper=desk.helper,
            actor=rights_of(request).user,
            now=clock.now(),
            day=desk.day,
        )

    return run


def hardship(request: HttpRequest) -> HttpResponse:
    """Take what is told in confidence; it waits sealed until it is sent."""
    desk = _writing(request, None)
    if isinstance(desk, HttpResponse):
        return desk
    told = confide.held(request.session)
    before = may_tell(desk.wish)
    category = told.category or ("keep" if before and told.change == "keep" else "")
    form = HardshipForm(
        request.POST or None,
        told=before,
        initial={"category": category, "text": told.text},
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["category"]
        if chosen in Category.values:
            now = actions.Told("tell", chosen, form.cleaned_data["text"])
        elif chosen == "keep" or not before:
            now = actions.Told()
        else:
            now = actions.Told("remove")
        confide.hold(request.session, now)
        return redirect(desk.url("check"))
    return _page(request, desk, "hardship", {"form": form})


def check(request: HttpRequest, person: int | None = None) -> HttpResponse:
    """Show all answers; nothing is sent before the button is pressed."""
    desk = _writing(request, person)
    if isinstance(desk, HttpResponse):
        return desk
    form = Form(request.POST or None)
    told = actions.Told() if desk.helper else confide.held(request.session)
    if request.method == "POST":
        sent = _send(request, desk, form, told)
        if sent is not None:
            confide.drop(request.session)
            return redirect(access.receipt_url(desk, sent))
    rows = [
        (one, desk.url(one.page, **({"key": one.key} if one.key else {})))
        for one in questions.summary(shown(desk.wish))
    ]
    content = {
        "form": form,
        "rows": rows,
        "told": told,
        "told_before": may_tell(desk.wish),
        "category": Category(told.category).label if told.category else "",
        "papers": desk.wish.evidence.count() if desk.wish else 0,
        "version": desk.wish.version if desk.wish else 1,
    }
    return _page(request, desk, "check", content)


def _send(
    request: HttpRequest, desk: Desk, form: Form, told: actions.Told
) -> int | None:
    """Send once what is checked; return the wish's id, None with errors on the form."""
    seen = request.POST.get("version", "")
    rights = rights_of(request)

    def run() -> int:
        wish = desk.wish
        if wish is None:
            assert desk.round is not None, "an open desk has its round"
            wish = actions.save_draft(
                round=desk.round,
                person=desk.person,
                changes={"places": []},
                helper=desk.helper,
                day=desk.day,
            )
        return actions.send_wish(
            wish=wish,
            version=int(seen) if seen.isdecimal() else 0,
            told=told,
            helper=desk.helper,
            actor=rights.user,
            now=clock.now(),
            day=desk.day,
        ).pk

    form.is_valid()
    try:
        pk = once(
            run,
            key=request.POST.get("key", ""),
            act="wish.send",
            actor_id=rights.user.pk,
            now=clock.now(),
        )
    except ActError as error:
        form.add_error(None, str(error))
        return None
    return int(pk)


@require_POST
def withdraw(request: HttpRequest, person: int | None = None) -> HttpResponse:
    """Take back what was sent."""
    desk = _desk(request, person)
    if desk.wish is None:
        raise Http404
    wish, user = desk.wish, rights_of(request).user
    told(
        request,
        lambda: actions.withdraw_wish(
            wish=wish, helper=desk.helper, actor=user, now=clock.now(), day=desk.day
        ),
        _("Your wishes are withdrawn. You may write anew."),
    )
    return redirect(desk.url("own"))
