"""The pages of single cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.cases import access, actions, decide, queries
from seimbang_web.cases.detail import dossier
from seimbang_web.cases.entry import Entry, entry, found_people
from seimbang_web.cases.forms import (
    ConsentForm,
    DisposeForm,
    FindForm,
    LetterForm,
    ScanForm,
    WaiverForm,
)
from seimbang_web.cases.models import Case, Consent, State
from seimbang_web.cases.receipt import lines as receipt_lines
from seimbang_web.cases.scan import ENDING
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, once
from seimbang_web.lib.doing import kept
from seimbang_web.lib.export import attachment, csv, xlsx
from seimbang_web.lib.form import Form
from seimbang_web.organisation.access import person_for

PAGE = 50
FILES = {"csv": csv, "xlsx": xlsx}


def listed(request: HttpRequest) -> HttpResponse:
    """List the cases within reach; the filters are the address."""
    rows = access.cases_visible_to(rights_of(request))
    rows = queries.filtered(rows, request.GET)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    filters = [
        (name, label, choices.choices, request.GET.get(name, ""))
        for name, label, choices in (
            ("state", _("State"), queries.FILTERS["state"]),
            ("lane", _("Lane"), queries.FILTERS["lane"]),
            ("kind", _("Who asks"), queries.FILTERS["kind"]),
        )
    ]
    return render(request, "cases/list.html", {"page": page, "filters": filters})


def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Hand out the cases of the list, with its filters, as a file; recorded."""
    if kind not in FILES:
        raise Http404
    rights = rights_of(request)
    rows = queries.filtered(access.cases_visible_to(rights), request.GET)
    table = queries.table(rows)
    actions.export_cases(rows=len(table), actor=rights.user, now=clock.now())
    header = [str(words) for words in queries.HEADER]
    return FILES[kind]("kasus", header, table, by=rights.user)


def find(request: HttpRequest) -> HttpResponse:
    """Find the person of a new case; nothing of what is typed goes into an address."""
    form = FindForm(request.POST or None)
    people = None
    if request.method == "POST" and form.is_valid():
        people = found_people(rights_of(request), form.cleaned_data["asked"])
    return render(request, "cases/person.html", {"form": form, "people": people})


def new(request: HttpRequest, person: int) -> HttpResponse:
    """Choose places, see what would follow, enter the letter, register."""
    rights = rights_of(request)
    one = person_for(rights, person, "case.register")
    page = entry(rights, one, request.GET, clock.today())
    if page.effects:
        actions.read_person(person=one, actor=rights.user, now=clock.now())
    form = LetterForm(request.POST or None, request.FILES or None, lane=page.lane)
    if request.method == "POST" and page.effects and form.is_valid():
        return _enter(request, page, form, _register(rights, page, form))
    return render(request, "cases/new.html", _entering(page, form))


def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Mend a case that was returned, with the same page."""
    rights = rights_of(request)
    case = access.case_for(rights, pk, "case.register")
    page = entry(rights, case.person, request.GET, clock.today(), case)
    form = LetterForm(
        request.POST or None,
        request.FILES or None,
        initial=LetterForm.told(case),
        lane=page.lane,
        scans_needed=False,
    )
    if request.method == "POST" and page.effects and form.is_valid():
        seen = request.POST.get("version", "")
        version = int(seen) if seen.isdecimal() else 0
        return _enter(request, page, form, _mended(rights, case, page, form, version))
    return render(request, "cases/new.html", _entering(page, form) | {"case": case})


def _entering(page: Entry, form: LetterForm) -> dict[str, Any]:
    shown = form if page.ready else page.picker
    return {"entry": page, "letter": form, "form": shown}


def _enter(
    request: HttpRequest, page: Entry, form: LetterForm, act: Callable[[str], int]
) -> HttpResponse:
    """Do the act of the page once, and show the case with its number."""
    try:
        pk = act(request.POST.get("key", ""))
    except ActError as error:
        form.add_error(None, str(error))
        return render(request, "cases/new.html", _entering(page, form))
    case = Case.objects.get(pk=pk)
    messages.success(request, _("Agenda number %s.") % case.agenda)
    return redirect("case-detail", pk)


def _register(rights: Rights, page: Entry, form: LetterForm) -> Callable[[str], int]:
    def run() -> int:
        case = actions.register_case(
            person=page.person,
            wishes=page.picker.places(),
            paper=form.paper(page.picker.asks()),
            scans=form.cleaned_data["scans"],
            actor=rights.user,
            now=clock.now(),
            day=clock.today(),
        )
        return case.pk

    return lambda key: once(
        run, key=key, act="case.register", actor_id=rights.user.pk, now=clock.now()
    )


def _mended(
    rights: Rights, case: Case, page: Entry, form: LetterForm, version: int
) -> Callable[[str], int]:
    def run(_key: str) -> int:
        actions.mend_case(
            case=case,
            version=version,
            wishes=page.picker.places(),
            paper=form.paper(page.picker.asks()),
            scans=form.cleaned_data["scans"],
            actor=rights.user,
            now=clock.now(),
            day=clock.today(),
        )
        return case.pk

    return run


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one case with what would follow; that it was read is recorded."""
    rights = rights_of(request)
    return _about(request, access.case_for(rights, pk), "detail")


def _about(
    request: HttpRequest, case: Case, page: str, form: Form | None = None
) -> HttpResponse:
    """Show a page about a case; that it was read is recorded."""
    rights = rights_of(request)
    actions.read_case(case=case, actor=rights.user, now=clock.now())
    it = dossier(rights, case, clock.today())
    content = {"case": case, "it": it} | ({"form": form} if form else {})
    return render(request, f"cases/{page}.html", content)


@require_POST
def add_scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Add scans to a case."""
    rights = rights_of(request)
    case = access.case_for(rights, pk, "case.register")
    form = ScanForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            for one in form.cleaned_data["scans"]:
                actions.add_scan(
                    case=case, letter=one, actor=rights.user, now=clock.now()
                )
        except ActError as error:
            form.add_error("scans", str(error))
    for wrong in form.errors.get("scans", []):
        messages.error(request, str(wrong))
    return redirect("case-detail", pk)


def scan(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Hand out a scan as a file, never shown in the browser; recorded."""
    rights = rights_of(request)
    case = access.case_for(rights, pk, "case.scan")
    row = case.scans.filter(number=number).first()
    if row is None:
        raise Http404
    content = actions.read_scan(scan=row, actor=rights.user, now=clock.now())
    name = f"{case.agenda}-{row.number}.{ENDING[row.type]}"
    return attachment(content, name, row.type)


def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the consent of a unit, or enter what its signed letter says."""
    rights = rights_of(request)
    case = access.case_for(rights, pk, "case.consent")
    assisted = rights.reach("case.consent").everything
    form = ConsentForm(
        access.sides_of(rights, case), request.POST or None, assisted=assisted
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        side, unit = form.sides[data["place"]]
        done = kept(
            form,
            lambda: decide.give_consent(
                case=case,
                side=side,
                unit=unit,
                answer=Consent.Answer(data["answer"]),
                condition=data["condition"],
                letter=data.get("letter", ""),
                assisted=assisted,
                actor=rights.user,
                now=clock.now(),
            ),
        )
        if done:
            messages.success(request, _("The answer is kept; you may change it."))
            return redirect("case-detail", pk)
    return _about(request, case, "consent", form)


def waive(request: HttpRequest, pk: int) -> HttpResponse:
    """Lift one rule for the case, by a written basis."""
    rights = rights_of(request)
    case = access.case_for(rights, pk, "case.waive")
    shown = dossier(rights, case, clock.today())
    form = WaiverForm(shown.rules_to_waive, request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = kept(
            form,
            lambda: decide.grant_waiver(
                case=case, actor=rights.user, now=clock.now(), **form.cleaned_data
            ),
        )
        if done:
            messages.success(request, _("The waiver is kept."))
            return redirect("case-detail", pk)
    return _about(request, case, "waive", form)


def dispose(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide where the case goes."""
    rights = rights_of(request)
    case = access.case_for(rights, pk, "case.dispose")
    form = DisposeForm(case, request.POST or None, initial={"version": case.version})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = kept(
            form,
            lambda: decide.dispose_case(
                case=case,
                version=data["version"],
                state=State(data["state"]),
                why=data["why"],
                round=data["round"],
                rank=data["rank"],
                actor=rights.user,
                now=clock.now(),
                day=clock.today(),
            ),
        )
        if done:
            words = State(data["state"]).label
            messages.success(request, _("Decided: %(state)s.") % {"state": words})
            return redirect("case-detail", pk)
    return _about(request, case, "dispose", form)


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the receipt, to be printed and handed out."""
    case = access.case_for(rights_of(request), pk)
    return render(request, "cases/receipt.html", {"case": case})


def receipt_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the receipt as text, for a message."""
    case = access.case_for(rights_of(request), pk)
    content = "\n".join([*receipt_lines(case), ""]).encode()
    name = f"{case.agenda}-tanda-terima.txt"
    return attachment(content, name, "text/plain; charset=utf-8")
