"""The addresses of the app."""

from django.urls import path

from seimbang_web.home import views

urlpatterns = [path("", views.home, name="home")]
