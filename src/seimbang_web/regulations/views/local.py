"""What the region decided: its parameters, proposals, versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.reauth import recent
from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError, once
from seimbang_web.regulations import actions
from seimbang_web.regulations.access import local_for
from seimbang_web.regulations.differences import between, merged, present
from seimbang_web.regulations.effect import effects
from seimbang_web.regulations.forms import LocalForm, WhyForm
from seimbang_web.regulations.local import for_command_line
from seimbang_web.regulations.models import LocalVersion
from seimbang_web.regulations.queries import local_of, local_version
from seimbang_web.regulations.views import answers

PEOPLE = ("proposed_by", "approved_by", "refused_by")


def list_all(request: HttpRequest) -> HttpResponse:
    """Show what is in force, and all versions."""
    day = clock.today()
    held = local_version(day)
    context = {
        "held": held,
        "sections": present(local_of(held)),
        "versions": LocalVersion.objects.select_related(*PEOPLE),
    }
    return render(request, "regulations/local_list.html", context)


def propose(request: HttpRequest) -> HttpResponse:
    """Show the form with what is in force, and take the proposal."""
    last = actions.last_local()
    present = local_of(last)
    begin = _begun(request)
    local = present if begin is None else local_of(begin)
    day = clock.today()
    if request.method != "POST":
        form = LocalForm(local=local, present=present, day=day)
        return _form(request, form, last, begin)
    form = LocalForm(request.POST, local=present, present=present, day=day)
    if not form.is_valid():
        return _form(request, form, last, begin)
    base = request.POST.get("base", "")
    try:
        pk = once(
            lambda: _proposed(request, form, base),
            key=request.POST.get("key", ""),
            act="local.propose",
            actor_id=rights_of(request).user.pk,
            now=clock.now(),
        )
    except StaleError as stale:
        old = LocalVersion.objects.filter(pk=base or 0).first()
        mine = merged(form.cleaned_data["values"], local_of(old), present)
        typed = {name: form.cleaned_data[name] for name in ("basis", "since", "why")}
        fresh = LocalForm(local=mine, present=present, day=day, initial=typed)
        return _form(request, fresh, last, begin, stale=stale)
    except ActError as wrong:
        form.add_error(None, str(wrong))
        return _form(request, form, last, begin)
    messages.success(request, _("Proposed. Another person decides on it."))
    return redirect("local-detail", pk=pk)


def _begun(request: HttpRequest) -> LocalVersion | None:
    """Return the older proposal that this one begins with (?from=7)."""
    number = request.GET.get("from", "")
    if not number.isdigit():
        return None
    return local_for(rights_of(request), int(number))


def _proposed(request: HttpRequest, form: LocalForm, base: str) -> int:
    told = form.cleaned_data
    row = actions.propose_local(
        values=told["values"],
        basis=told["basis"],
        why=told["why"],
        since=told["since"],
        base=int(base) if base.isdigit() else None,
        actor=request.user,
        now=clock.now(),
    )
    return row.pk


def _form(
    request: HttpRequest,
    form: LocalForm,
    last: LocalVersion | None,
    begin: LocalVersion | None,
    stale: StaleError | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "last": last, "begin": begin}
    if stale is not None:
        context["stale"] = stale
        context["both"] = [
            (name, mine, stale.theirs[name]) for name, mine in stale.mine.items()
        ]
    return render(request, "regulations/local_propose.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version: what it changes, who proposed and decided, its effect."""
    row = local_for(rights_of(request), pk)
    context = {
        "row": row,
        "changes": between(row.base, row),
        "effects": effects(row),
        "why_form": WhyForm(),
        "own": row.proposed_by_id == rights_of(request).user.pk,
        "sections": present(local_of(row)),
    }
    return render(request, "regulations/local_detail.html", context)


def difference(request: HttpRequest) -> HttpResponse:
    """Show what differs between any two versions (?a=1&b=2; 0: as shipped)."""
    chosen = {name: _version(request, name) for name in ("a", "b")}
    context = {
        **chosen,
        "changes": between(chosen["a"], chosen["b"]),
        "versions": LocalVersion.objects.all(),
    }
    return render(request, "regulations/local_difference.html", context)


def _version(request: HttpRequest, name: str) -> LocalVersion | None:
    number = request.GET.get(name, "0")
    if not number.isdigit() or number == "0":
        return None
    return local_for(rights_of(request), int(number))


def file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a version as the file that the command line reads."""
    row = local_for(rights_of(request), pk)
    head = _("# Local parameters, version {number}, from {day}. Basis: {basis}").format(
        number=row.number, day=row.since.isoformat(), basis=" ".join(row.basis.split())
    )
    name = f"parameter-daerah-{row.number}.yaml"
    return HttpResponse(
        f"{head}\n{for_command_line(local_of(row))}",
        content_type="application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@recent
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve a proposal."""
    row = local_for(rights_of(request), pk, "local.approve")
    return answers.approve(request, row, "local-detail")


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a proposal."""
    row = local_for(rights_of(request), pk, "local.approve")
    return answers.refuse(request, row, "local-detail")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one's own proposal."""
    row = local_for(rights_of(request), pk, "local.propose")
    return answers.withdraw(request, row, "local-detail")
