"""The addresses of the app."""

from django.urls import path

from seimbang_web.inventory import views, views_position

urlpatterns = [
    path("", views.list_units, name="inventory-list"),
    path("<int:pk>/", views.unit, name="inventory-unit"),
    path("<int:pk>/cetak/", views.sheet, name="inventory-sheet"),
    path("<int:pk>/kirim/", views.send, name="inventory-send"),
    path("<int:pk>/benarkan/", views.confirm, name="inventory-confirm"),
    path("<int:pk>/bekukan/", views.freeze, name="inventory-freeze"),
    path("<int:pk>/<int:job>/", views_position.position, name="inventory-position"),
    path("<int:pk>/<int:job>/nilai/", views_position.judge, name="inventory-judge"),
    path(
        "<int:pk>/<int:job>/tarik/",
        views_position.take_back,
        name="inventory-take-back",
    ),
    path("<int:pk>/<int:job>/buka/", views_position.reopen, name="inventory-reopen"),
]
