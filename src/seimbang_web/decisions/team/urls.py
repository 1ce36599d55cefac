"""The pages of the room."""

from __future__ import annotations

from django.urls import path

from seimbang_web.decisions.team import views

urlpatterns = [
    path("<int:pk>/sidang-baru/", views.call, name="session-new"),
    path("sidang/<int:pk>/", views.detail, name="session-detail"),
    path("sidang/<int:pk>/anggota/", views.seats, name="session-seats"),
    path("sidang/<int:pk>/undangan/", views.invitation, name="session-invitation"),
    path("sidang/<int:pk>/daftar-hadir/", views.attendance, name="session-attendance"),
    path("sidang/<int:pk>/buka/", views.open_one, name="session-open"),
    path("sidang/<int:pk>/hadir/", views.presence, name="session-presence"),
    path("sidang/<int:pk>/tutup/", views.close, name="session-close"),
    path(
        "sidang/<int:pk>/suara-bersama/",
        views.vote_together,
        name="session-vote-together",
    ),
    path(
        "sidang/<int:pk>/rekomendasi-bersama/",
        views.advise_together,
        name="session-advise-together",
    ),
    path("sidang/<int:pk>/kasus/<int:order>/", views.entry, name="session-entry"),
    path("sidang/<int:pk>/kasus/<int:order>/suara/", views.vote, name="session-vote"),
    path(
        "sidang/<int:pk>/kasus/<int:order>/mundur/",
        views.recuse,
        name="session-recuse",
    ),
    path(
        "sidang/<int:pk>/kasus/<int:order>/rekomendasi/",
        views.advise,
        name="session-advise",
    ),
]
