"""The pages of the app."""

from django.urls import path

from seimbang_web.documents import views

urlpatterns = [
    path("", views.letter_list, name="letter-list"),
    path("<int:pk>/", views.letter_detail, name="letter-detail"),
    path("<int:pk>/berkas/<slug:form>/", views.letter_file, name="letter-file"),
    path("periksa/<str:token>/", views.letter_check, name="letter-check"),
]
