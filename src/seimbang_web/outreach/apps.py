"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """The calendar of a round, circulars, questions and answers, printed forms."""

    name = "seimbang_web.outreach"
    label = "outreach"
