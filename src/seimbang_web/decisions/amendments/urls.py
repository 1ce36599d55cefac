"""The pages of the room."""

from __future__ import annotations

from django.urls import URLPattern, path

from seimbang_web.decisions.amendments import views

urlpatterns: list[URLPattern] = [
    path("perubahan/surat/<int:pk>/", views.new, name="amendment-new"),
    path("perubahan/surat/<int:pk>/<int:number>/", views.row, name="amendment-row"),
    path("perubahan/<int:pk>/", views.detail, name="amendment-detail"),
    path("perubahan/<int:pk>/putusan/", views.decide, name="amendment-decide"),
]
