"""The addresses of the app."""

from django.urls import path

from seimbang_web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("mulai/", views.start_here, name="start-here"),
    path("bantuan/", views.help_page, name="help"),
    path("cari/", views.search, name="search"),
    path("sebutan/<int:pk>/", views.nicknames, name="unit-nicknames"),
]
