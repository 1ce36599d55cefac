"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """What civil servants wish, in confidence where they ask for it; answered."""

    name = "seimbang_web.wishes"
    label = "wishes"
