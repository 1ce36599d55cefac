"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """A single usul or request, from registration to its way."""

    name = "seimbang_web.cases"
    label = "cases"

    def ready(self) -> None:
        """Let waiting cases enter the next plan of their round."""
        from seimbang_web.cases.convert import rows_of
        from seimbang_web.plans.inputs import PROVIDERS

        PROVIDERS.append(rows_of)
