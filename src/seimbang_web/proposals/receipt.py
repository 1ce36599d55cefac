"""The receipt (copy M7) as lines, as text, and as a PDF for the phone."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from seimbang.document.block import Block
from seimbang.document.pdf import pdf as written
from seimbang_web.institution.content import Content
from seimbang_web.institution.queries import profile
from seimbang_web.proposals.models import Proposal, Response


def day(value: object) -> str:
    """Return a day as it is written in letters."""
    return date_format(value, "l, j F Y")  # type: ignore[arg-type]


def next_steps(proposal: Proposal) -> list[str]:
    """Return what comes after the answers, with the days that are known."""
    dates = proposal.round.deadlines if proposal.round else {}
    until = dates.get("decide")
    found = [
        _("The office examines proposal and answer after %(day)s.")
        % {"day": day(proposal.respond_until)},
        _("The appraisal team discusses it; its advice is written down."),
    ]
    if until:
        words = _("The decision comes by %(day)s at the latest.")
        return [*found, words % {"day": day(date.fromisoformat(until))}]
    return [*found, _("The day of the decision will be told to you.")]


def lines(response: Response, *, answer: bool) -> list[str]:
    """
    Return the lines of a receipt, the number first.

    ``answer``: whether the reader may see which answer it was.
    """
    office, proposal = profile(), response.proposal
    found = [
        _("RECEIPT %(number)s") % {"number": response.receipt},
        _("We have your answer since %(moment)s.")
        % {"moment": _moment(response, office)},
        _("Person") + f": {proposal.person.name}",
    ]
    if answer:
        found.append(_("Answer") + f": {response.get_answer_display()}")
    if response.assisted:
        found.append(
            _("Entered in the person's presence by %(name)s.")
            % {"name": response.given_by}
        )
    found += next_steps(proposal)
    found.append(
        _("The answer may be changed until %(day)s, 23.59 %(zone)s.")
        % {"day": day(proposal.respond_until), "zone": office.zone}
    )
    if office.contact:
        found.append(_("Questions") + f": {office.contact}")
    return found


def _moment(response: Response, office: Content) -> str:
    when = localtime(response.given_at)
    on = date_format(response.given_on or when, "j F Y")
    return f"{on} {date_format(when, 'H.i')} {office.zone}"


def pdf(told: list[str]) -> bytes:
    """Return the lines as a PDF of one page."""
    head, *rest = told
    blocks = [Block("judul", "title", lines=(head,))]
    blocks += [Block(f"isi.{n}", "paragraph", text=one) for n, one in enumerate(rest)]
    return written(blocks, title=head, paper="a4")
