"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """The profile of the institution: names, officials, letterheads, numbers."""

    name = "seimbang_web.institution"
    label = "institution"
