"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """My tasks, search, help."""

    name = "seimbang_web.home"
    label = "home"
