"""The pages of the room."""

from __future__ import annotations

from django.urls import path

from seimbang_web.decisions.authority import views

urlpatterns = [
    path("penetapan/", views.listed, name="decision-list"),
    path("<int:pk>/lembar/", views.sheet, name="decision-sheet"),
    path("<int:pk>/lembar/tetapkan/", views.sign, name="decision-sign"),
    path("<int:pk>/putusan/", views.detail, name="decision-detail"),
]
