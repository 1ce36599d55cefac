"""The addresses of the app."""

from django.urls import path

from seimbang_web.cards import views

urlpatterns = [
    path("", views.listed, name="card-list"),
    path("tpp/", views.income, name="income-list"),
    path("tpp/<int:pk>/setujui/", views.approve, name="income-approve"),
    path("tpp/<int:pk>/tolak/", views.refuse, name="income-refuse"),
    path("<int:pk>/", views.detail, name="card-detail"),
    path("<int:pk>/cetak/", views.printed, name="card-print"),
]
