"""The pages of the app."""

from django.urls import path

from seimbang_web.documents import (
    views,
    views_chain,
    views_check,
    views_handing,
    views_own,
    views_register,
    views_sign,
    views_signers,
)

urlpatterns = [
    path("", views_register.letter_list, name="letter-list"),
    path("ekspor/<slug:form>/", views_register.letter_export, name="letter-export"),
    path("baru/", views.letter_new, name="letter-new"),
    path("tanda-tangan/", views_sign.sign, name="letter-sign"),
    path("<int:pk>/susun-ulang/", views_chain.redraft, name="letter-redraft"),
    path("<int:pk>/bagian/<str:name>/", views_chain.edit, name="letter-edit"),
    path("<int:pk>/penanda-tangan/", views_chain.signer, name="letter-signer"),
    path("<int:pk>/kirim/", views_chain.send, name="letter-send"),
    path("<int:pk>/paraf/", views_chain.initial, name="letter-initial"),
    path("<int:pk>/kembalikan/", views_chain.send_back, name="letter-return"),
    path("<int:pk>/lepas/", views_chain.drop, name="letter-drop"),
    path("<int:pk>/nomor/", views_sign.number, name="letter-number"),
    path("<int:pk>/konfirmasi/", views_sign.override, name="letter-override"),
    path("<int:pk>/pindaian/", views_sign.scan, name="letter-scan"),
    path("<int:pk>/", views.letter_detail, name="letter-detail"),
    path("<int:pk>/berkas/<slug:form>/", views.letter_file, name="letter-file"),
    path("saya/", views_own.letter_own, name="letter-own"),
    path("saya/<int:pk>/berkas/", views_own.own_file, name="letter-own-file"),
    path("saya/<int:pk>/terima/", views_own.own_receive, name="letter-own-receive"),
    path("<int:pk>/serahkan/", views_handing.handing, name="letter-handing"),
    path("<int:pk>/petikan/", views_handing.extracts, name="letter-extracts"),
    path("<int:pk>/terima/", views_handing.receipt, name="letter-receipt"),
    path(
        "<int:pk>/serahkan/berkas/<slug:form>/",
        views_handing.handing_file,
        name="letter-handing-all",
    ),
    path(
        "<int:pk>/serahkan/<int:unit>/berkas/<slug:form>/",
        views_handing.handing_file,
        name="letter-handing-file",
    ),
    path("<int:pk>/serahkan/<int:unit>/", views_handing.bundle, name="letter-bundle"),
    path(
        "<int:pk>/serahkan/<int:unit>/pindaian/",
        views_handing.pages,
        name="letter-pages",
    ),
    path("<int:pk>/batal/", views_handing.void, name="letter-void"),
    path("<int:pk>/batal/tetap/", views_handing.void_now, name="letter-void-now"),
    path("penanda-tangan/", views_signers.signer_list, name="signer-list"),
    path("penanda-tangan/baru/", views_signers.signer_new, name="signer-new"),
    path(
        "penanda-tangan/<int:pk>/setujui/",
        views_signers.signer_approve,
        name="signer-approve",
    ),
    path(
        "penanda-tangan/<int:pk>/akhiri/",
        views_signers.signer_end,
        name="signer-end",
    ),
    path("periksa/", views_check.check_start, name="letter-check-start"),
    path("periksa/<str:token>/", views_check.letter_check, name="letter-check"),
]
