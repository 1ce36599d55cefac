"""Every page; each name stands in accounts/matrix.yaml."""

from __future__ import annotations

from importlib import import_module

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

APPS = (  # prefix, app: the Indonesian words stand in the addresses people see
    ("", "home"),
    ("akun/", "accounts"),
    ("audit/", "audit"),
    ("instansi/", "institution"),
    ("pegawai/", "organisation"),
    ("pekerjaan/", "jobs"),
    ("impor/", "imports"),
    ("beban-kerja/", "workloads"),
    ("uraian-tugas/", "inventory"),
    ("aturan/", "regulations"),
    ("rencana/", "plans"),
    ("bandingkan/", "comparison"),
    ("meja/", "desk"),
    ("kartu/", "cards"),
    ("kasus/", "cases"),
    ("surat/", "documents"),
    ("aspirasi/", "wishes"),
    ("sosialisasi/", "outreach"),
    ("usulan/", "proposals"),
    ("keputusan/", "decisions"),
    ("tindak-lanjut/", "follow_up"),
)


def _of(app: str) -> list[URLPattern | URLResolver]:
    return list(import_module(f"seimbang_web.{app}.urls").urlpatterns)


urlpatterns: list[URLPattern | URLResolver] = [
    path("bahasa/", set_language, name="set_language"),
    path("akun/", include("allauth.urls")),
    *(path(prefix, include(_of(app))) for prefix, app in APPS),
]

handler404 = "seimbang_web.lib.refusal.not_found"
handler403 = "seimbang_web.lib.refusal.forbidden"
handler500 = "seimbang_web.lib.refusal.broken"
