"""The addresses of the app."""

from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from seimbang_web.desk import views, views_edit

urlpatterns = [
    path("<int:pk>/", require_safe(views.desk), name="desk"),
    path("<int:pk>/unduh/<str:form>/", require_safe(views.file), name="desk-export"),
    path("pindah/<int:pk>/", require_safe(views.move), name="desk-move"),
    path(
        "pindah/<int:pk>/pengganti/",
        require_safe(views.candidates),
        name="desk-candidates",
    ),
    path(
        "pindah/<int:pk>/tempat-lain/", require_safe(views.places), name="desk-places"
    ),
    path("pindah/<int:pk>/tukar/", require_safe(views.swaps), name="desk-swaps"),
    path("<int:pk>/akibat/", views_edit.effect, name="desk-effect"),
    path("<int:pk>/batal/", require_POST(views_edit.unpin), name="desk-unpin"),
    path("<int:pk>/hitung-ulang/", views_edit.replan, name="desk-replan"),
    path("<int:pk>/beda/", require_safe(views_edit.difference), name="desk-diff"),
]
