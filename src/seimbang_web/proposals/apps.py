"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """Proposals to move, what the person and the heads of the units answer."""

    name = "seimbang_web.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Let the last days of answers move with outages; have the letters drafted."""
        from seimbang_web.outreach.extend import EXTENDERS
        from seimbang_web.proposals import letters
        from seimbang_web.proposals.last_day import extend_proposals

        EXTENDERS.append(extend_proposals)
        letters.register()
