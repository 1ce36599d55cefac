"""Get an import and check the right, in one call."""

from __future__ import annotations

from django.http import Http404

from seimbang_web.accounts.rights import Rights
from seimbang_web.imports.models import Import, Undo


def import_for(rights: Rights, pk: int, act: str = "import.read") -> Import:
    """
    Return the import, without its proposal.

    :raises Http404: when not there or out of reach: one answer for both.
    """
    rows = Import.objects.select_related(
        "base", "version", "work", "uploaded_by", "approved_by"
    ).defer("proposal", "base__content", "version__content")
    found = rows.filter(pk=pk).first() if rights.reach(act).everything else None
    if found is None:
        raise Http404
    return found


def undo_for(rights: Rights, pk: int) -> Undo:
    """
    Return the open request to take an import back.

    :raises Http404: when not there or out of reach.
    """
    rows = Undo.objects.select_related("source", "asked_by").filter(version=None)
    reach = rights.reach("import.approve")
    found = rows.filter(source=pk).first() if reach.everything else None
    if found is None:
        raise Http404
    return found
