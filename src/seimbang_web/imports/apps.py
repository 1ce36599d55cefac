"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Files become a new version of the data: check, differences, apply, undo."""

    name = "seimbang_web.imports"
    label = "imports"
