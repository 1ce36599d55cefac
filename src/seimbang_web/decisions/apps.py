"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """From proposals to a decision: lanes, steps, team, authority, objections."""

    name = "seimbang_web.decisions"
    label = "decisions"
