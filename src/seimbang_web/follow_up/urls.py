"""The pages of the app."""

from __future__ import annotations

from django.urls import path

from seimbang_web.follow_up import views, views_acts, views_rules

urlpatterns = [
    path("", views.listed, name="follow-up-list"),
    path("daftar/<slug:form>/", views.export, name="follow-up-export"),
    path("sistem/<slug:name>/", views.system, name="follow-up-system"),
    path("saya/", views.own, name="follow-up-own"),
    path("unit/", views.unit, name="follow-up-unit"),
    path("tabel/", views_rules.listed, name="task-rule-list"),
    path("tabel/<int:pk>/", views_rules.rule, name="task-rule"),
    path("tugas/<int:pk>/", views_acts.task, name="follow-up-task"),
    path("tugas/<int:pk>/bukti/", views_acts.proof, name="follow-up-proof"),
    path("kabar/<int:pk>/", views_acts.talk, name="follow-up-talk"),
    path("kabar/<int:pk>/jawab/", views_acts.answer, name="follow-up-answer"),
    path("<int:pk>/", views.detail, name="follow-up-detail"),
    path("<int:pk>/mulai/", views_acts.start, name="follow-up-start"),
    path("<int:pk>/pengantar/", views_acts.cover, name="follow-up-cover"),
    path("<int:pk>/serah-terima/", views_acts.handover, name="follow-up-handover"),
    path("<int:pk>/tanda-tangan/<slug:kind>/", views_acts.sign, name="follow-up-sign"),
    path("<int:pk>/sumpah/", views_acts.oath, name="follow-up-oath"),
    path("<int:pk>/akhiri/", views_acts.end, name="follow-up-end"),
    path(
        "<int:pk>/bantuan/<int:number>/", views_acts.support, name="follow-up-support"
    ),
]
