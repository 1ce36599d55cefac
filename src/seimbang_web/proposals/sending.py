"""Acts from forms, done once; what they refuse stands on the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from seimbang_web.accounts.rights import Rights, rights_of
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError, StaleError, once
from seimbang_web.lib.form import Form
from seimbang_web.proposals import respond
from seimbang_web.proposals.forms import WholeForm
from seimbang_web.proposals.models import Proposal

DIGEST = 40  # letters of a body's digest that make an act's name


def send_once(
    request: HttpRequest,
    rights: Rights,
    proposal: Proposal,
    form: WholeForm,
    *,
    assisted: bool = False,
) -> int:
    """
    Return the id of the response that the form's key stands for.

    The same key brings the same receipt; with another body it is refused.

    :raises ActError: what :func:`respond.give_response` refuses.
    """
    said, seen = form.said(), form.cleaned_data["seen"]
    body = repr((proposal.pk, said, seen, assisted))
    digest = salted_hmac("proposals.response", body, algorithm="sha256").hexdigest()

    def run() -> int:
        return respond.give_response(
            proposal=proposal,
            said=said,
            seen=seen,
            assisted=assisted,
            actor=rights.user,
            now=clock.now(),
            day=clock.today(),
        ).pk

    found = once(
        run,
        key=request.POST.get("key", ""),
        act=f"response:{digest[:DIGEST]}",
        actor_id=rights.user.pk,
        now=clock.now(),
    )
    return int(found)


def done(request: HttpRequest, act: str, form: Form, run: Callable[[], Any]) -> bool:
    """Do the act of a valid form once; what it refuses stands on the form."""

    def ran() -> None:
        run()

    try:
        once(
            ran,
            key=request.POST.get("key", ""),
            act=act,
            actor_id=rights_of(request).user.pk,
            now=clock.now(),
        )
    except ActError as error:
        form.add_error(None, str(error))
        return False
    return True


def tell_stale(form: Form, error: ActError) -> None:
    """Put a refusal on a form; of a newer answer with both values (copy M20)."""
    form.add_error(None, str(error))
    if isinstance(error, StaleError):
        for name, mine in error.mine.items():
            told = {"field": name, "mine": mine, "theirs": error.theirs[name]}
            words = _("%(field)s: yours is “%(mine)s”; sent was “%(theirs)s”.")
            form.add_error(None, words % told)
