"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """The planner's table: one row a move; pins, alternatives, planning anew."""

    name = "seimbang_web.desk"
    label = "desk"
