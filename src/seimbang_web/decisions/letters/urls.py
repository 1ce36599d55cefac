"""The pages of the room."""

from __future__ import annotations

from django.urls import URLPattern, path

from seimbang_web.decisions.letters import views

urlpatterns: list[URLPattern] = [
    path("surat/", views.draft, name="decision-letter-draft"),
]
