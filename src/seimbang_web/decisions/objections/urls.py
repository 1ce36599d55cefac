"""The pages of the room."""

from __future__ import annotations

from django.urls import URLPattern, path

from seimbang_web.decisions.objections import views

urlpatterns: list[URLPattern] = [
    path("keberatan/", views.listed, name="objection-list"),
    path("keberatan/saya/", views.own, name="objection-own"),
    path("keberatan/baru/<int:proposal>/", views.new, name="objection-new"),
    path("keberatan/loket/<int:proposal>/", views.assist, name="objection-assist"),
    path("keberatan/<int:pk>/", views.detail, name="objection-detail"),
    path("keberatan/<int:pk>/tanda-terima/", views.receipt, name="objection-receipt"),
    path(
        "keberatan/<int:pk>/tanda-terima.<str:form>",
        views.receipt_file,
        name="objection-receipt-file",
    ),
    path("keberatan/<int:pk>/isi/", views.read, name="objection-read"),
    path("keberatan/<int:pk>/cabut/", views.withdraw, name="objection-withdraw"),
    path("keberatan/<int:pk>/telaah/", views.advise, name="objection-advise"),
    path("keberatan/<int:pk>/putusan/", views.decide, name="objection-decide"),
    path("keberatan/<int:pk>/tunda/", views.suspend, name="objection-suspend"),
    path("keberatan/<int:pk>/rencana/", views.take, name="objection-replan"),
]
