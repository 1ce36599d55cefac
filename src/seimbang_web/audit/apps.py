"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """The append-only record of what was done: a hash chain in the same transaction."""

    name = "seimbang_web.audit"
    label = "audit"
