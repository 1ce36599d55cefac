"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Letters: drafts, initials, numbers, files, the check page."""

    name = "seimbang_web.documents"
    label = "documents"
