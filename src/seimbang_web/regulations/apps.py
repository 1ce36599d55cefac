"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """The law as the pages show it, and what the region decided, with two persons."""

    name = "seimbang_web.regulations"
    label = "regulations"
