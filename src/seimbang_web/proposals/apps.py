"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Proposals to move, what the person and the heads of the units answer."""

    name = "seimbang_web.proposals"
    label = "proposals"
