"""The addresses of the app."""

from django.urls import path

from seimbang_web.regulations import views
from seimbang_web.regulations.views import local, policy

urlpatterns = [
    path("", views.rule_list, name="rule-list"),
    path("butir/<str:key>/", views.rule_detail, name="rule-detail"),
    path("nilai/", views.law_list, name="law-list"),
    path("nilai/<str:key>/", views.law_detail, name="law-detail"),
    path("sumber/", views.source_list, name="source-list"),
    path("sumber/<str:id>/", views.source_detail, name="source-detail"),
    path("daerah/", local.list_all, name="local-list"),
    path("daerah/usul/", local.propose, name="local-propose"),
    path("daerah/beda/", local.difference, name="local-difference"),
    path("daerah/<int:pk>/", local.detail, name="local-detail"),
    path("daerah/<int:pk>/berkas/", local.file, name="local-file"),
    path("daerah/<int:pk>/setujui/", local.approve, name="local-approve"),
    path("daerah/<int:pk>/tolak/", local.refuse, name="local-refuse"),
    path("daerah/<int:pk>/tarik/", local.withdraw, name="local-withdraw"),
    path("kebijakan/", policy.list_all, name="policy-list"),
    path("kebijakan/usul/", policy.propose, name="policy-propose"),
    path("kebijakan/versi/<int:pk>/", policy.version, name="policy-version"),
    path("kebijakan/versi/<int:pk>/setujui/", policy.approve, name="policy-approve"),
    path("kebijakan/versi/<int:pk>/tolak/", policy.refuse, name="policy-refuse"),
    path("kebijakan/versi/<int:pk>/tarik/", policy.withdraw, name="policy-withdraw"),
    path("kebijakan/<slug:name>/", policy.detail, name="policy-detail"),
    path("kebijakan/<slug:name>/berkas/", policy.file, name="policy-file"),
]
