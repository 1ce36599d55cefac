"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Tasks per position, entered by units: inventory, expert panel, frozen."""

    name = "seimbang_web.inventory"
    label = "inventory"
