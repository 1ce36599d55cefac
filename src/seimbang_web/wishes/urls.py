"""The pages of the app."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from seimbang_web.wishes import views, views_letter, views_office

DESK: tuple[tuple[str, str, Callable[..., HttpResponse]], ...] = (
    ("own", "", views.own),
    ("kind", "pilihan/<str:key>/", views.kind),
    ("place", "pilihan/<str:key>/tempat/", views.place),
    ("points", "pilihan/<str:key>/pertimbangan/", views.points),
    ("goals", "tujuan/", views.goals),
    ("evidence", "bukti/", views.evidence),
    ("check", "periksa/", views.check),
    ("withdraw", "tarik/", views.withdraw),
)

urlpatterns: list[URLPattern] = [
    *(path(f"saya/{route}", view, name=f"wish-{name}") for name, route, view in DESK),
    path("saya/keadaan/", views.hardship, name="wish-hardship"),
    path("saya/tercatat/", views.known, name="wish-known"),
    *(
        path(f"untuk/<int:person>/{route}", view, name=f"wish-for-{name}")
        for name, route, view in DESK
    ),
    path("untuk/", views_office.find, name="wish-find"),
    path("daftar/", views_office.listed, name="wish-list"),
    path("daftar.<str:form>", views_office.export, name="wish-export"),
    path("daftar/jawab/", views_office.answer_all, name="wish-answer-all"),
    path("waktu/", views_office.time, name="wish-window"),
    path("kepuasan/", views_office.satisfaction, name="satisfaction"),
    path(
        "kepuasan/hasil/",
        views_office.satisfaction_results,
        name="satisfaction-results",
    ),
    path("<int:pk>/", views_office.detail, name="wish-detail"),
    path("<int:pk>/jawab/", views_office.answer_one, name="wish-answer"),
    path("<int:pk>/keadaan/", views_office.hardship_read, name="wish-hardship-read"),
    path("<int:pk>/bukti/<int:number>/", views_letter.paper, name="wish-paper"),
    path("<int:pk>/tanda-terima/", views_letter.receipt, name="wish-receipt"),
    path(
        "<int:pk>/tanda-terima.txt", views_letter.receipt_text, name="wish-receipt-text"
    ),
    path(
        "<int:pk>/tanda-terima.pdf", views_letter.receipt_pdf, name="wish-receipt-pdf"
    ),
    path(
        "<int:pk>/tanda-terima/cetak/",
        views_letter.receipt_helped,
        name="wish-receipt-helped",
    ),
    path(
        "<int:pk>/tanda-terima/cetak.pdf",
        views_letter.receipt_helped_pdf,
        name="wish-receipt-helped-pdf",
    ),
    path("<int:pk>/permohonan.pdf", views_letter.request_letter, name="wish-request"),
]
