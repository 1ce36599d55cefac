"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Files become a new version of the data: check, differences, apply, undo."""

    name = "seimbang_web.imports"
    label = "imports"

    def ready(self) -> None:
        """Register the jobs."""
        from seimbang_web.imports import jobs  # noqa: F401
