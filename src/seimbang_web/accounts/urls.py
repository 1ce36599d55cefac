"""The addresses of the app."""

from django.urls import path
from django.views.generic import RedirectView

from seimbang_web.accounts import views, views_activation
from seimbang_web.accounts.emergency import views as emergency

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index"), name="account"),
    path("aktivasi/", views_activation.activate, name="activation"),
    path(
        "aktivasi/kata-sandi/",
        views_activation.choose_password,
        name="activation-password",
    ),
    path("kode/", views_activation.hand_out, name="code-new"),
    path("sesi/<int:pk>/akhiri/", views.end_session, name="session-end"),
    path("pengguna/", views.listed, name="user-list"),
    path("pengguna/baru/", views.new, name="user-new"),
    path("pengguna/<int:pk>/", views.detail, name="user-detail"),
    path("pengguna/<int:pk>/peran/", views.propose, name="grant-new"),
    path("pengguna/<int:pk>/tutup/", views.disable, name="user-disable"),
    path("pengguna/<int:pk>/faktor/", views.drop_factor, name="user-factor"),
    path("darurat/", emergency.listed, name="emergency-list"),
    path("darurat/baru/", emergency.take, name="emergency-new"),
    path("darurat/<int:pk>/", emergency.detail, name="emergency-detail"),
    path("darurat/<int:pk>/akhiri/", emergency.end, name="emergency-end"),
    path("peran/<int:pk>/setujui/", views.approve, name="grant-approve"),
    path("peran/<int:pk>/tolak/", views.refuse, name="grant-refuse"),
    path("peran/<int:pk>/akhiri/", views.end, name="grant-end"),
]
