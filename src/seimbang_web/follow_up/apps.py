"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """After the decree: start of work, follow-up sheets, exports."""

    name = "seimbang_web.follow_up"
    label = "follow_up"

    def ready(self) -> None:
        """Begin when a decree is signed, undo when it is voided; compose L9–L11."""
        from seimbang_web.decisions.letters import SIGNED, VOIDED
        from seimbang_web.follow_up.actions import begin, undo
        from seimbang_web.follow_up.letters.register import register

        SIGNED.append(begin)
        VOIDED.append(undo)
        register()
