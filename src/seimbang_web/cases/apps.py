"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """A single usul or request, from registration to its way."""

    name = "seimbang_web.cases"
    label = "cases"
