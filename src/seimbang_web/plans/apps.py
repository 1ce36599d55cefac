"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Rounds, pins, immutable plans, the solver's job, the round file."""

    name = "seimbang_web.plans"
    label = "plans"

    def ready(self) -> None:
        """Register the kinds of jobs."""
        from seimbang_web.plans import jobs, recompute

        del jobs, recompute
