"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Plans side by side, the best of each criterion, what a further move buys."""

    name = "seimbang_web.comparison"
    label = "comparison"

    def ready(self) -> None:
        """Register the kinds of jobs."""
        from seimbang_web.comparison import actions

        del actions
