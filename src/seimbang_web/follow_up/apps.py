"""The app."""

from django.apps import AppConfig


class Config(AppConfig):
    """After the decree: start of work, follow-up sheets, exports."""

    name = "seimbang_web.follow_up"
    label = "follow_up"

    def ready(self) -> None:
        """Follow signed decrees, reserve their seats, undo; compose L9–L11."""
        from seimbang_web.decisions.letters import SIGNED, VOIDED
        from seimbang_web.follow_up.actions import begin, undo
        from seimbang_web.follow_up.changed import retime, revive
        from seimbang_web.follow_up.letters.register import register
        from seimbang_web.follow_up.reserve import seats, seats_for
        from seimbang_web.plans.inputs import PROVIDERS
        from seimbang_web.workloads.reserved import PROVIDERS as RESERVED

        SIGNED.extend((begin, retime))
        VOIDED.extend((undo, retime, revive))
        register()
        PROVIDERS.append(seats_for)
        RESERVED.append(seats)
