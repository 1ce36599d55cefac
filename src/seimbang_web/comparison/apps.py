"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Plans side by side, with the frontier curve."""

    name = "seimbang_web.comparison"
    label = "comparison"
