"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Sosialisasi: who is told what, when, and what they ask."""

    name = "seimbang_web.outreach"
    label = "outreach"

    def ready(self) -> None:
        """Let the last day of wishes move when the service was down."""
        from seimbang_web.outreach.actions import extend_wishes
        from seimbang_web.outreach.extend import EXTENDERS

        EXTENDERS.append(extend_wishes)
