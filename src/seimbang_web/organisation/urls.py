"""The addresses of the app."""

from django.urls import URLPattern, path

from seimbang_web.organisation import views
from seimbang_web.organisation.accounts import views as accounts

urlpatterns: list[URLPattern] = [
    path("<int:pk>/", views.person_detail, name="person-detail"),
    path("akun/", accounts.agencies, name="account-agencies"),
    path("akun/<int:pk>/", accounts.units, name="account-units"),
    path("akun/<int:pk>/usulkan/", accounts.propose, name="account-propose"),
    path("akun/<int:pk>/setujui/", accounts.approve, name="account-approve"),
    path("akun/<int:pk>/kode/", accounts.codes, name="account-codes"),
]
