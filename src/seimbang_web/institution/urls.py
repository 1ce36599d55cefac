"""The addresses of the app."""

from django.urls import path

from seimbang_web.institution import views

urlpatterns = [
    path("", views.profile, name="institution-profile"),
    path("pratinjau/", views.profile_preview, name="institution-preview"),
    path("lambang/<int:pk>/", views.logo, name="institution-logo"),
]
