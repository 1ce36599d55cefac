"""Read the profile, and what it still lacks."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import ngettext

from seimbang_web.accounts.rights import Rights
from seimbang_web.institution.content import Content, missing
from seimbang_web.institution.models import Logo, Profile
from seimbang_web.lib.waiting import Waiting


def profile() -> Content:
    """Return the profile as it is now; an empty one before the first."""
    row = Profile.objects.values("number", "content", "logo").first()
    if row is None:
        return Content({})
    return Content(row["content"], row["number"], row["logo"])


def logo(pk: int) -> Logo | None:
    """Return an emblem."""
    return Logo.objects.filter(pk=pk).first()


def maker() -> tuple[str, object]:
    """Return who made the last profile, and when; empty before the first."""
    row = Profile.objects.select_related("made_by").first()
    return ("", None) if row is None else (str(row.made_by or ""), row.made_at)


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the fields that are missing before the first letter."""
    if not rights.may("profile.write"):
        return []
    count = len(missing(profile()))
    if not count:
        return []
    words = ngettext(
        "Profile of the institution: {count} field is missing",
        "Profile of the institution: {count} fields are missing",
        count,
    )
    url = reverse("institution-profile")
    return [Waiting(words.format(count=count), url, 1)]
