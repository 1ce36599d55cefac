"""The questions of an answer, one a page: which comes next, what is known so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, QueryDict

from seimbang_web.lib.form import Form
from seimbang_web.proposals import queries
from seimbang_web.proposals.forms import (
    AnswerForm,
    ConditionForm,
    ReasonsForm,
    SupportForm,
    WholeForm,
)
from seimbang_web.proposals.models import Proposal, Response, Support
from seimbang_web.proposals.queries import Said

Answer = Response.Answer
WAYS = {  # answer → the questions before the check page
    Answer.YES: ("answer", "support"),
    Answer.IF: ("answer", "condition", "support"),
    Answer.NO: ("answer", "reasons", "support"),
    Answer.WRONG: ("answer",),
    Answer.UNCLEAR: ("answer",),
}


@dataclass(frozen=True)
class Steps:
    """
    Where the person is. ``seen``: how many answers the page knew of.

    ``kinds``: help that can still be asked for, as choices.
    """

    here: str
    said: Said
    seen: int
    kinds: list[tuple[str, str]]

    @classmethod
    def of(cls, request: HttpRequest, proposal: Proposal) -> Steps:
        """Return the step of a request: the address's, or the sent page's."""
        said = queries.draft_of(proposal) or Said(answer="")
        seen = proposal.responses.count()
        steps = cls("answer", said, seen, queries.kinds_to_ask(proposal))
        if request.POST.get("step") == "check":
            return replace(steps.with_post(request.POST), here="check")
        if request.method == "POST":
            told = request.POST.get("told", "")
            steps = replace(steps, said=replace(said, told=told[:2000]))
            return steps.at(request.POST.get("step", "answer"))
        return steps.at(request.GET.get("langkah", "answer"))

    @property
    def way(self) -> tuple[str, ...]:
        """Return the steps that the chosen answer needs."""
        if self.said.answer not in Answer.values:
            return ("answer",)
        way = WAYS[Answer(self.said.answer)]
        if not self.kinds:
            way = tuple(one for one in way if one != "support")
        return (*way, "check")

    def at(self, step: str) -> Steps:
        """Return these at another step; the first one when it is not on the way."""
        return replace(self, here=step if step in self.way else "answer")

    @property
    def number(self) -> int:
        """Return the number of the step, from 1."""
        return self.way.index(self.here) + 1

    @property
    def before(self) -> str:
        """Return the step before; empty: this is the first."""
        place = self.way.index(self.here)
        return self.way[place - 1] if place else ""

    def form(self, data: Mapping[str, Any] | None = None) -> Form:
        """Return the form of the step, filled with what is known."""
        said = self.said
        initial = {
            "answer": said.answer,
            "condition": said.condition,
            "reasons": list(said.reasons),
            "support": list(said.support),
            "told": said.told,
            "seen": self.seen,
        }
        if self.here == "support":
            return SupportForm(data, initial=initial, choices=self.kinds)
        if self.here == "check":
            return WholeForm(data, initial=initial, choices=self.kinds)
        kind = {"condition": ConditionForm, "reasons": ReasonsForm}.get(
            self.here, AnswerForm
        )
        return kind(data, initial=initial)

    def taken(self, form: Form) -> Steps:
        """Return the step after this one, with what its form said."""
        changed = {
            name: value
            for name, value in form.cleaned_data.items()
            if name in ("answer", "condition", "reasons", "support", "told")
        }
        steps = replace(self, said=replace(self.said, **changed))
        place = steps.way.index(steps.here)
        return replace(steps, here=steps.way[place + 1])

    def with_post(self, data: QueryDict) -> Steps:
        """Return what the check page said, that another tab may not change."""
        said = Said(
            answer=data.get("answer", ""),
            reasons=data.getlist("reasons"),
            condition=data.get("condition", ""),
            told=data.get("told", ""),
            support=data.getlist("support"),
        )
        return replace(self, said=said)

    def seeing(self, seen: int) -> Steps:
        """Return these after the person was told of a newer answer."""
        return replace(self, seen=seen)

    @property
    def answer(self) -> str:
        """Return the answer in words; empty: none was chosen."""
        held = self.said.answer
        return str(Answer(held).label) if held in Answer.values else ""

    @property
    def reasons(self) -> list[str]:
        """Return the reasons in words."""
        held = set(self.said.reasons)
        return [str(one.label) for one in Response.Reason if one.value in held]

    @property
    def support(self) -> list[str]:
        """Return the help asked for in words."""
        held = set(self.said.support)
        return [str(one.label) for one in Support.Kind if one.value in held]
