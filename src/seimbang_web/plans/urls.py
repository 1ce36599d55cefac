"""The addresses of the app."""

from django.urls import path

from seimbang_web.plans import views, views_pin, views_round, views_seal, views_unit

urlpatterns = [
    path("", views.plan_list, name="plan-list"),
    path("baru/", views.plan_new, name="plan-new"),
    path("unit/<int:unit>/", views_unit.unit_moves, name="unit-moves"),
    path("<int:pk>/", views.plan_detail, name="plan-detail"),
    path("<int:pk>/sementara/", views.plan_live, name="plan-live"),
    path("<int:pk>/pilih/", views.plan_choose, name="plan-choose"),
    path("<int:pk>/berkas/<str:name>", views.plan_file, name="plan-file"),
    path("<int:pk>/unit/<int:unit>/", views.plan_unit, name="plan-unit"),
    path("<int:pk>/hitung-ulang/", views_seal.plan_verify, name="plan-verify"),
    path("<int:pk>/berkas-putaran/", views_seal.round_file, name="round-file"),
    path("kunci/", views_pin.pin_list, name="pin-list"),
    path("kunci/baru/", views_pin.pin_add, name="pin-add"),
    path("kunci/akhiri/", views_pin.pin_end, name="pin-end"),
    path("kunci/unduh/", views_pin.pin_export, name="pin-export"),
    path("putaran/", views_round.round_list, name="round-list"),
    path("putaran/baru/", views_round.round_new, name="round-new"),
    path("putaran/<int:pk>/", views_round.round_detail, name="round-detail"),
    path("putaran/<int:pk>/tanggal/", views_round.round_days, name="round-days"),
]
