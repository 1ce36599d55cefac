"""The page of a person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from seimbang_web.accounts.rights import rights_of
from seimbang_web.lib import clock
from seimbang_web.organisation.access import person_for
from seimbang_web.organisation.actions import note_reading
from seimbang_web.organisation.file import file_of
from seimbang_web.organisation.queries import placements


def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a person's file, as far as it may be seen; who read it is recorded."""
    rights = rights_of(request)
    person = person_for(rights, pk)
    held = file_of(rights, person)
    own = rights.user.person_id == person.pk
    if not own:
        note_reading(
            person=person,
            private=bool(held and held.private),
            actor=rights.user,
            now=clock.now(),
        )
    return render(
        request,
        "organisation/person.html",
        {
            "person": person,
            "file": held,
            "own": own,
            "placements": placements(person),
            "sees_unit": rights.may("unit.read"),
        },
    )
