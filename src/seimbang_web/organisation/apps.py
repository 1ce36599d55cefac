"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Units, jobs, people, and the immutable versions of the regency's data."""

    name = "seimbang_web.organisation"
    label = "organisation"
