"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """From proposals to a decision: lanes, steps, team, authority, objections."""

    name = "seimbang_web.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Let letters of decisions be composed, and its people be compared."""
        from seimbang_web.decisions.dossier.reconciled import concerned
        from seimbang_web.decisions.letters.register import register
        from seimbang_web.imports.reconcile.concerned import PROVIDERS

        register()
        PROVIDERS.append(concerned)
