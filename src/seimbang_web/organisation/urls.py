"""The addresses of the app."""

from django.urls import URLPattern, path

from seimbang_web.organisation import views

urlpatterns: list[URLPattern] = [
    path("<int:pk>/", views.person_detail, name="person-detail"),
]
