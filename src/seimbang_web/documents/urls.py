"""The pages of the app."""

from django.urls import path

from seimbang_web.documents import views, views_check, views_register

urlpatterns = [
    path("", views_register.letter_list, name="letter-list"),
    path("ekspor/<slug:form>/", views_register.letter_export, name="letter-export"),
    path("baru/", views.letter_new, name="letter-new"),
    path("<int:pk>/", views.letter_detail, name="letter-detail"),
    path("<int:pk>/berkas/<slug:form>/", views.letter_file, name="letter-file"),
    path("periksa/", views_check.check_start, name="letter-check-start"),
    path("periksa/<str:token>/", views_check.letter_check, name="letter-check"),
]
