"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """What civil servants wish, in confidence where they ask for it; answered."""

    name = "seimbang_web.wishes"
    label = "wishes"

    def ready(self) -> None:
        """Let wishes enter the next plan of their round, and have their letters."""
        from seimbang_web.plans.inputs import PROVIDERS
        from seimbang_web.wishes import letters
        from seimbang_web.wishes.convert import rows_of

        PROVIDERS.append(rows_of)
        letters.register()
