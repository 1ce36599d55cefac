"""How a view does an act: what came of it stands on the next page, or on the form."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from seimbang_web.lib.act import ActError, StaleError
from seimbang_web.lib.form import Form


def told(request: HttpRequest, act: Callable[[], object], words: str = "") -> bool:
    """Do the act of a button; tell ``words`` on the next page, or what hindered it."""
    try:
        act()
    except ActError as error:
        messages.error(request, str(error))
        return False
    if words:
        messages.success(request, words)
    return True


def kept(form: Form, act: Callable[[], object]) -> bool:
    """
    Do the act of a valid form; what hinders it stands on the form, all typed is kept.

    Where somebody else was faster, both values are told (copy M20).
    """
    try:
        act()
    except ActError as error:
        form.add_error(None, str(error))
        if isinstance(error, StaleError):
            for field, mine in error.mine.items():
                values = {"field": field, "mine": mine, "theirs": error.theirs[field]}
                words = _("%(field)s: you saw “%(mine)s”; it is now “%(theirs)s”.")
                form.add_error(None, words % values)
        return False
    return True
