"""The addresses of the app."""

from django.urls import path

from seimbang_web.cases import views

urlpatterns = [
    path("", views.listed, name="case-list"),
    path("daftar.<str:kind>", views.export, name="case-export"),
    path("baru/", views.find, name="case-person"),
    path("baru/<int:person>/", views.new, name="case-new"),
    path("<int:pk>/", views.detail, name="case-detail"),
    path("<int:pk>/perbaiki/", views.mend, name="case-mend"),
    path("<int:pk>/pindaian/", views.add_scan, name="case-scan-add"),
    path("<int:pk>/pindaian/<int:number>/", views.scan, name="case-scan"),
    path("<int:pk>/persetujuan/", views.consent, name="case-consent"),
    path("<int:pk>/dispensasi/", views.waive, name="case-waive"),
    path("<int:pk>/disposisi/", views.dispose, name="case-dispose"),
    path("<int:pk>/tanda-terima/", views.receipt, name="case-receipt"),
    path("<int:pk>/tanda-terima.txt", views.receipt_text, name="case-receipt-text"),
]
