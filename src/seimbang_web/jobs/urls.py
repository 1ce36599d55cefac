"""The addresses of the app."""

from django.urls import path

from seimbang_web.jobs import views

urlpatterns = [
    path("<int:pk>/", views.detail, name="job-detail"),
    path("<int:pk>/bagian/", views.part, name="job-part"),
    path("<int:pk>/batal/", views.stop, name="job-cancel"),
]
