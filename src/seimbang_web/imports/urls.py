"""The addresses of the app."""

from django.urls import path

from seimbang_web.imports import views, views_data, views_match
from seimbang_web.imports.corrections import views as corrections
from seimbang_web.imports.reconcile import views as reconcile

urlpatterns = [
    path("", views.listed, name="import-list"),
    path("baru/", views.new, name="import-new"),
    path("templat/", views_data.template, name="import-template"),
    path("contoh/", views_data.sample, name="import-sample"),
    path("versi/", views_data.versions, name="version-list"),
    path("mutu/", views_data.quality, name="quality"),
    path("mutu/<str:code>/", views_data.quality_people, name="quality-people"),
    path(
        "mutu/<str:code>/<str:form>/", views_data.quality_export, name="quality-export"
    ),
    path("perbaikan/", corrections.listed, name="correction-list"),
    path("perbaikan/baru/", corrections.new, name="correction-new"),
    path("perbaikan/<int:pk>/", corrections.detail, name="correction-detail"),
    path("cocokkan/", reconcile.listed, name="reconcile-list"),
    path("cocokkan/baru/", reconcile.new, name="reconcile-new"),
    path("cocokkan/<int:pk>/", reconcile.detail, name="reconcile-detail"),
    path("cocokkan/beda/<int:pk>/", reconcile.settle, name="reconcile-settle"),
    path("<int:pk>/", views.detail, name="import-detail"),
    path("<int:pk>/perbedaan/", views.differences, name="import-differences"),
    path(
        "<int:pk>/perbedaan/<str:form>/",
        views.differences_file,
        name="import-differences-file",
    ),
    path("<int:pk>/masalah/", views.problems_file, name="import-problems-file"),
    path("<int:pk>/sisihkan/", views.set_aside, name="import-set-aside"),
    path("<int:pk>/hilang/", views.decide_missing, name="import-missing"),
    path("<int:pk>/padanan/", views_match.match, name="import-match"),
    path("<int:pk>/orang/", views_match.people, name="import-people"),
    path("<int:pk>/periksa-lagi/", views.recheck, name="import-recheck"),
    path("<int:pk>/batal/", views.discard, name="import-discard"),
    path("<int:pk>/terapkan/", views.submit, name="import-apply"),
    path("<int:pk>/setujui/", views.approve, name="import-approve"),
    path("<int:pk>/kembalikan/", views.send_back, name="import-send-back"),
    path("<int:pk>/minta-urung/", views.ask_undo, name="import-ask-undo"),
    path("<int:pk>/urungkan/", views.undo, name="import-undo"),
]
