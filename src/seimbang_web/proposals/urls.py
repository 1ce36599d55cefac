"""The addresses of the app."""

from django.urls import path

from seimbang_web.proposals import views, views_open, views_own, views_unit

urlpatterns = [
    path("", views.listed, name="proposal-list"),
    path("daftar.<str:form>", views.export, name="proposal-export"),
    path("buka/", views_open.opening, name="proposal-open"),
    path("buka/kasus/<int:case>/", views_open.opening_case, name="proposal-open-case"),
    path("<int:pk>/", views.detail, name="proposal-detail"),
    path("<int:pk>/batalkan/", views.withdraw, name="proposal-withdraw"),
    path("<int:pk>/buka-lagi/", views.reopen, name="proposal-reopen"),
    path("<int:pk>/alasan/", views.reasons, name="response-reasons"),
    path("<int:pk>/loket/", views.assist, name="response-assist"),
    path("<int:pk>/jawab/", views.answer, name="message-answer"),
    path("bantuan/", views.offer, name="support-offer"),
    path("bantuan/<int:pk>/", views.support_answer, name="support-answer"),
    path("bantuan/<int:pk>/selesai/", views.support_done, name="support-done"),
    path("teks/", views.text_list, name="proposal-texts"),
    path("teks/<int:unit>/", views.text_sheet, name="proposal-text-sheet"),
    path("saya/", views_own.own, name="proposal-own"),
    path("saya/<int:pk>/", views_own.give, name="response-give"),
    path("saya/<int:pk>/tanya/", views_own.ask, name="message-ask"),
    path("saya/<int:pk>/bantuan/", views_own.help_asked, name="support-ask"),
    path("saya/<int:pk>/data-keliru/", views_own.doubt, name="proposal-doubt"),
    path("tanda-terima/<int:pk>/", views_own.receipt_page, name="response-receipt"),
    path(
        "tanda-terima/<int:pk>/berkas.<str:form>",
        views_own.receipt_file,
        name="response-receipt-file",
    ),
    path("unit/", views_unit.listed, name="unit-input-list"),
    path("unit/<int:pk>/<str:side>/", views_unit.give, name="unit-input"),
    path("<int:pk>/dialog/", views_unit.talk_new, name="dialogue-new"),
    path("dialog/<int:pk>/", views_unit.talk_confirm, name="dialogue-confirm"),
]
