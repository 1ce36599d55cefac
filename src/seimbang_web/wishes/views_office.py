"""The pages of the office: the time of wishes, the list, one wish, the answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError, once
from seimbang_web.lib.confidence import SealedError
from seimbang_web.lib.doing import told
from seimbang_web.lib.export import csv, xlsx
from seimbang_web.plans.queries import chosen, open_round
from seimbang_web.wishes import access, actions, answer, baseline, queries, window
from seimbang_web.wishes.forms import FindForm, SatisfactionForm, WindowForm
from seimbang_web.wishes.models import Competence, Outcome, State

PAGE = 50
FILES = {"csv": csv, "xlsx": xlsx}


def listed(request: HttpRequest) -> HttpResponse:
    """List the wishes within reach; the filters are the address."""
    rights = rights_of(request)
    rows = queries.filtered(access.wishes_visible_to(rights), request.GET)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    wishes = list(page.object_list)
    letters = queries.letters_of(one.pk for one in wishes)
    words = dict(queries.ANSWERS)
    round = open_round()
    filters = [
        ("state", _("State"), [(one.value, one.label) for one in queries.SENT_STATES]),
        ("answer", _("Answer"), queries.ANSWERS),
        ("outcome", _("Outcome"), Outcome.choices),
        ("family", _("Family of jobs"), [(x, x) for x in queries.families(rights)]),
    ]
    content = {
        "page": page,
        "rows": [(x, words[queries.standing(letters.get(x.pk))]) for x in wishes],
        "filters": [
            (name, label, choices, request.GET.get(name, ""))
            for name, label, choices in filters
        ],
        "round": round,
        "count": queries.counted(round) if round else None,
        "chosen": chosen(round) if round else None,
        "until": window.until(round) if round else None,
    }
    return render(request, "wishes/list.html", content)


def export(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out the wishes of the list, with its filters, as a file; recorded."""
    if form not in FILES:
        raise Http404
    rights = rights_of(request)
    rows = queries.filtered(
        access.wishes_visible_to(rights, "wish.export"), request.GET
    )
    table = queries.table(rows)
    actions.export_wishes(rows=len(table), actor=rights.user, now=clock.now())
    header = [str(words) for words in queries.HEADER]
    return FILES[form]("aspirasi", header, table, by=rights.user)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one wish to the office; that it was read is recorded."""
    rights = rights_of(request)
    if access.own_draft(rights, pk):
        return redirect("wish-own")
    wish = access.wish_for(rights, pk)
    if wish.person_id == rights.user.person_id:
        return redirect("wish-receipt", pk)
    actions.read_wish(wish=wish, actor=rights.user, now=clock.now())
    held = chosen(wish.round)
    asks = wish.state == State.SENT and wish.places.exists()
    may_answer = asks and rights.may("wish.answer")
    panel = access.wishes_visible_to(rights, "wish.hardship").filter(pk=pk).exists()
    papers = access.wishes_visible_to(rights, "wish.evidence").filter(pk=pk).exists()
    content = {
        "wish": wish,
        "places": wish.places.select_related("unit"),
        "told": queries.may_tell(wish),
        "panel": panel,
        "learn": [str(Competence(one).label) for one in wish.competences],
        "papers": wish.evidence.defer("content") if papers else None,
        "paper_count": wish.evidence.count(),
        "fate": answer.fate_now(wish) if held and asks else None,
        "plan": held.plan if held else None,
        "letter": queries.letters_of([wish.pk]).get(wish.pk),
        "may_answer": may_answer and held is not None,
    }
    return render(request, "wishes/detail.html", content)


@require_POST
def hardship_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was told in confidence to the panel; that it was read is recorded."""
    rights = rights_of(request)
    wish = access.wish_for(rights, pk, "wish.hardship")
    if not queries.may_tell(wish):
        raise Http404
    try:
        category, text = actions.read_hardship(
            wish=wish, actor=rights.user, now=clock.now()
        )
    except SealedError:
        messages.error(request, _("The key of this installation does not open it."))
        return redirect("wish-detail", pk)
    content = {"wish": wish, "category": category, "text": text}
    return render(request, "wishes/hardship_read.html", content)


@require_POST
def answer_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the written answer to one wish."""
    rights = rights_of(request)
    wish = access.wish_for(rights, pk, "wish.answer")
    told(
        request,
        lambda: once(
            lambda: (
                answer.answer_wish(
                    wish=wish, actor=rights.user, now=clock.now(), day=clock.today()
                ).pk
            ),
            key=request.POST.get("key", ""),
            act="wish.answer",
            actor_id=rights.user.pk,
            now=clock.now(),
        ),
        _("The answer is drafted; it waits among letters."),
    )
    return redirect("wish-detail", pk)


@require_POST
def answer_all(request: HttpRequest) -> HttpResponse:
    """Draft the answers to all wishes of the round that have none."""
    rights = rights_of(request)
    round = open_round()
    if round is None:
        raise Http404
    try:
        made = answer.answer_round(
            round=round, actor=rights.user, now=clock.now(), day=clock.today()
        )
    except ActError as error:
        messages.error(request, str(error))
    else:
        told = {"n": made, "open": queries.counted(round).open}
        words = _("Answers drafted: %(n)s. Still without an answer: %(open)s.")
        messages.success(request, words % told)
    return redirect("wish-list")


def time(request: HttpRequest) -> HttpResponse:
    """Open the time of wishes, move its last day, or close it now."""
    rights, round = rights_of(request), open_round()
    if round is None:
        return render(request, "wishes/window.html", {"round": None})
    last = window.until(round)
    form = WindowForm(
        request.POST or None, initial={"last": last, "version": round.version}
    )
    if request.method == "POST":
        try:
            if _moved(request, form):
                messages.success(request, _("The time of wishes is changed."))
                return redirect("wish-window")
        except StaleError as error:
            form.add_error(None, str(error))
            for step, mine in error.mine.items():
                words = _("%(step)s: yours %(mine)s, now %(theirs)s.")
                told = {"step": step, "mine": mine, "theirs": error.theirs[step]}
                form.add_error(None, words % told)
        except ActError as error:
            form.add_error(None, str(error))
    content = {
        "form": form,
        "round": round,
        "until": last,
        "open": window.is_open(round, rights.day),
        "count": queries.counted(round),
    }
    return render(request, "wishes/window.html", content)


def _moved(request: HttpRequest, form: WindowForm) -> bool:
    """Do what was asked; False: the form says what is wrong."""
    rights, round = rights_of(request), open_round()
    assert round is not None, "the page asked for it"
    now, day = clock.now(), clock.today()
    if "close" in request.POST:
        seen = request.POST.get("version", "")
        base = int(seen) if seen.isdecimal() else 0
        window.close(round=round, base=base, actor=rights.user, now=now, day=day)
        return True
    if not form.is_valid():
        return False
    window.move_last_day(
        round=round,
        base=form.cleaned_data["version"],
        last=form.cleaned_data["last"],
        actor=rights.user,
        now=now,
        day=day,
    )
    return True


def find(request: HttpRequest) -> HttpResponse:
    """Find whom one helps; nothing of what is typed goes into an address."""
    form, people = FindForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data["asked"]
        people = queries.found_people(rights_of(request), asked)
    round = open_round()
    content = {
        "form": form,
        "people": people,
        "open": round is not None and window.is_open(round, clock.today()),
        "until": window.until(round) if round else None,
    }
    return render(request, "wishes/find.html", content)


def satisfaction(request: HttpRequest) -> HttpResponse:
    """Ask the four questions of the baseline, once."""
    rights = rights_of(request)
    desk = access.desk_for(rights, None, clock.today())
    form = SatisfactionForm(request.POST or None)
    asked = queries.satisfaction_open(desk.person)
    if request.method == "POST" and form.is_valid():
        try:
            baseline.tell_satisfaction(
                person=desk.person,
                answers=form.cleaned_data,
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            )
        except ActError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Thank you. Your answer bears no name."))
            return redirect("wish-own")
    return render(request, "wishes/satisfaction.html", {"form": form, "asked": asked})


def satisfaction_results(request: HttpRequest) -> HttpResponse:
    """Show the baseline: means of five people or more, never a name."""
    rows = [
        (line, list(zip(baseline.QUESTIONS.values(), line.means, strict=False)))
        for line in baseline.results()
    ]
    content = {"rows": rows, "questions": list(baseline.QUESTIONS.values())}
    return render(request, "wishes/satisfaction_results.html", content)
