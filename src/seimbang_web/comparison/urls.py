"""The addresses of the app."""

from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from seimbang_web.comparison import views

urlpatterns = [
    path("", require_safe(views.compare), name="compare"),
    path("<int:pk>/ekstrem/", require_POST(views.extremes), name="compare-extremes"),
    path("<int:pk>/kurva/", views.frontier, name="compare-frontier"),
]
