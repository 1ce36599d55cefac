"""The job that makes the extracts of a decree for many, each by itself."""

from __future__ import annotations

from seimbang_web.documents.actions import EXTRACTS, lacking_extracts, make_extract
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.models import Kind, Letter
from seimbang_web.jobs.registry import FailedError, Handle, kind
from seimbang_web.lib import clock
from seimbang_web.lib.act import ActError


@kind(EXTRACTS)
def extracts_job(handle: Handle, *, letter: int) -> int:
    """
    Make the extracts that are not there yet; stopped, it goes on where it was.

    :raises FailedError: when one cannot be made; those made before stay.
    """
    decree = Letter.objects.get(pk=letter)
    try:
        subjects = lacking_extracts(decree)
        with COMPOSERS[Kind.EXTRACT].together():
            for done, one in enumerate(subjects):
                handle.progress("keep", done, len(subjects))
                make_extract(
                    decree=decree,
                    subject=one,
                    actor=handle.actor,
                    now=clock.now(),
                    day=clock.today(),
                )
    except ActError as error:
        raise FailedError(str(error)) from error
    return letter
