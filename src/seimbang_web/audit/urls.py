"""The addresses of the app."""

from django.urls import path

from seimbang_web.audit import views

urlpatterns = [
    path("", views.listed, name="audit-list"),
    path("unduh/", views.exported, name="audit-export"),
    path("saya/", views.own, name="audit-own"),
    path("rantai/", views.status, name="audit-status"),
    path("<int:pk>/", views.detail, name="audit-entry"),
]
