"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Letters: drafts, initials, numbers, files, the check page."""

    name = "seimbang_web.documents"
    label = "documents"

    def ready(self) -> None:
        """Register the kinds of jobs."""
        from seimbang_web.documents import jobs

        del jobs
