"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """One move on one page: the four questions, rules, both units."""

    name = "seimbang_web.cards"
    label = "cards"
