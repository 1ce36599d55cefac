"""The pages of the room."""

from __future__ import annotations

from django.urls import URLPattern, path

from seimbang_web.decisions.dossier import views

urlpatterns: list[URLPattern] = [
    path("", views.listed, name="dossier-list"),
    path("baru/", views.new, name="dossier-new"),
    path("<int:pk>/", views.detail, name="dossier-detail"),
    path("<int:pk>/selesai/", views.finish, name="dossier-finish"),
    path("<int:pk>/kembalikan/", views.send_back, name="dossier-return"),
    path("<int:pk>/versi-baru/", views.renew, name="dossier-renew"),
    path("entri/<int:pk>/berkas/", views.papers, name="dossier-papers"),
    path("prosedur/", views.procedures, name="procedure-list"),
    path("prosedur/<slug:lane>/", views.procedure, name="procedure-detail"),
    path("keluarga/", views.relatives, name="relative-own"),
]
