"""A civil servant's own signed letters: read, taken, confirmed. No scripts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from seimbang_web.accounts.rights import rights_of
from seimbang_web.documents import actions
from seimbang_web.documents.access import own_letter_for, own_letters
from seimbang_web.documents.files import ending, signed_copy
from seimbang_web.documents.models import Kind
from seimbang_web.lib import clock
from seimbang_web.lib.act import once
from seimbang_web.lib.doing import told
from seimbang_web.lib.export import attachment

MOVES = (Kind.EXTRACT, Kind.SINGLE, Kind.ASSIGNMENT)  # where one begins to work


def letter_own(request: HttpRequest) -> HttpResponse:
    """Show the own letters, the last first."""
    letters = list(own_letters(rights_of(request)).prefetch_related("deliveries"))
    context = {"letters": letters, "moves": MOVES}
    return render(request, "documents/own.html", context)


def own_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the signed letter; recorded."""
    rights = rights_of(request)
    letter = own_letter_for(rights, pk)
    actions.take_file(letter=letter, form="signed", actor=rights.user, now=clock.now())
    content = signed_copy(letter)
    name, media = ending(content)
    return attachment(content, f"surat-{letter.pk}.{name}", media)


@require_POST
def own_receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep that the person received the letter."""
    rights = rights_of(request)
    letter = own_letter_for(rights, pk)
    now = clock.now()

    def run() -> None:
        actions.read_own(letter=letter, actor=rights.user, now=now, day=clock.today())

    key = request.POST.get("key", "")
    told(
        request,
        lambda: once(
            run, key=key, act="letter.deliver", actor_id=rights.user.pk, now=now
        ),
        _("Thank you. We kept that you received the letter."),
    )
    return redirect("letter-own")
