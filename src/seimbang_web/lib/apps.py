"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Helpers: clock, pages, forms, downloads, refusals, idempotent acts."""

    name = "seimbang_web.lib"
    label = "lib"
