"""The pages of the app."""

from django.urls import path

from seimbang_web.outreach import views, views_desk

urlpatterns = [
    path("", views.outreach, name="outreach"),
    path("edaran/baru/", views.circular_new, name="circular-new"),
    path("edaran/<int:pk>/", views.circular_detail, name="circular-detail"),
    path("edaran/<int:pk>/ganti/", views.circular_replace, name="circular-replace"),
    path("edaran/<int:pk>/bukti/", views.circular_proof, name="circular-proof"),
    path("edaran/<int:pk>/dibacakan/", views.gathering_new, name="gathering-new"),
    path("edaran/<int:pk>/cetak/", views.circular_print, name="circular-print"),
    path("formulir/<slug:form>/", views.paper_form, name="paper-form"),
    path("tanya-jawab/", views_desk.faq_list, name="faq-list"),
    path("tanya-jawab/baru/", views_desk.faq_new, name="faq-new"),
    path("tanya-jawab/<int:pk>/akhiri/", views_desk.faq_end, name="faq-end"),
    path("bertanya/", views_desk.question_new, name="help-question-new"),
    path("pertanyaan/", views_desk.question_list, name="help-question-list"),
    path("pertanyaan/<int:pk>/", views_desk.question_detail, name="help-question"),
    path("gangguan/", views_desk.outage_list, name="outage-list"),
    path("gangguan/baru/", views_desk.outage_new, name="outage-new"),
    path("sehat/", views_desk.healthy, name="healthy"),
]
