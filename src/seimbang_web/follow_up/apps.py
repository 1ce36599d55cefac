"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """After the decree: start of work, follow-up sheets, exports, reconciliation."""

    name = "seimbang_web.follow_up"
    label = "follow_up"
