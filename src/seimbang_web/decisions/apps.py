"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """From proposals to a decision: lanes, steps, team, authority, objections."""

    name = "seimbang_web.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Let the room of letters compose those of decisions."""
        from seimbang_web.decisions.letters.register import register

        register()
