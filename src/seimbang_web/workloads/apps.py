"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Needs, staff and gaps as measured, the map, the page of a unit."""

    name = "seimbang_web.workloads"
    label = "workloads"

    def ready(self) -> None:
        """Register the kinds of job."""
        from seimbang_web.workloads import actions, barriers  # noqa: F401
