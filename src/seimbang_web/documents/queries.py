"""Read letters: of a record, to sign, and what waits for whom."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from seimbang_web.accounts.models import Capability
from seimbang_web.accounts.rights import Rights
from seimbang_web.documents.access import letters_visible_to
from seimbang_web.documents.files import make_pdf
from seimbang_web.documents.models import File, Initial, Letter, State
from seimbang_web.documents.sealing import sealer
from seimbang_web.documents.series import SERIES
from seimbang_web.documents.signer import posts_of
from seimbang_web.lib import clock
from seimbang_web.lib.waiting import Waiting

AT_ONCE = 50  # letters signed in one step: some 150 ms each, a proxy waits for a minute


def letters_of(subject: str) -> QuerySet[Letter]:
    """Return the letters written of a record, the last first."""
    return Letter.objects.filter(subject=subject)


def waiting_seal(rights: Rights) -> QuerySet[Letter]:
    """Return the numbered letters whose signature block names this person."""
    rows = Letter.objects.filter(
        state=State.NUMBERED, signer__signs__in=posts_of(rights)
    )
    return rows.order_by("pk")


def to_seal(rights: Rights, asked: Collection[int] = ()) -> list[tuple[Letter, str]]:
    """
    Return letters to sign, each with the digest of the file to be signed.

    At most :data:`AT_ONCE`, those ``asked`` for (ids) before the others.
    """
    is_asked = Case(When(pk__in=asked, then=0), default=1)
    rows = list(waiting_seal(rights).order_by(is_asked, "pk")[:AT_ONCE])
    files = File.objects.filter(letter__in=rows, form=File.Form.PDF)
    held = dict(files.values_list("letter", "digest"))
    return [(one, held.get(one.pk) or _made(one)) for one in rows]


def _made(letter: Letter) -> str:
    return make_pdf(letter=letter, now=clock.now()).digest


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return what of the letters waits for this person."""
    return [*_drafts(rights), *_initials(rights), *_numbers(rights), *_signing(rights)]


def _line(
    rows: QuerySet[Letter], words: str, state: State, url: str = ""
) -> Iterator[Waiting]:
    """Yield one line: to the letter where it is one, else to the list of them."""
    found = list(rows.values_list("pk", flat=True)[:2])
    if not found:
        return
    count = rows.count()
    many = url or f"{reverse('letter-list')}?state={state}"
    one = reverse("letter-detail", args=found[:1])
    yield Waiting(words, many if count > 1 or url else one, count)


def _drafts(rights: Rights) -> Iterator[Waiting]:
    if not rights.may("letter.draft"):
        return
    rows = letters_visible_to(rights, "letter.draft")
    rows = rows.filter(state=State.DRAFT, made_by=rights.user)
    back = Exists(Initial.objects.filter(letter=OuterRef("pk")).exclude(remark=""))
    words = _("Change letters that were sent back")
    yield from _line(rows.filter(back), words, State.DRAFT)
    words = _("Complete drafts of letters and send them on")
    yield from _line(rows.filter(~back), words, State.DRAFT)


def _initials(rights: Rights) -> Iterator[Waiting]:
    if not rights.may("letter.initial"):
        return
    open_places = Initial.objects.filter(letter=OuterRef("pk"), given_at=None)
    first = open_places.order_by("order").values("user")[:1]
    rows = letters_visible_to(rights, "letter.initial").filter(state=State.INITIALLED)
    rows = rows.alias(turn=first).filter(turn=rights.user.pk)
    yield from _line(rows, _("Initial letters"), State.INITIALLED)


def _numbers(rights: Rights) -> Iterator[Waiting]:
    if not rights.may("letter.number"):
        return
    rows = letters_visible_to(rights, "letter.number").filter(state=State.READY)
    if not rights.can(Capability.NUMBERS):
        rows = rows.exclude(kind__in=SERIES)
        if rights.reach("letter.number").everything:
            rows = rows.none()  # units number theirs; the office helps where asked
    yield from _line(rows, _("Give letters their numbers"), State.READY)


def _signing(rights: Rights) -> Iterator[Waiting]:
    rows = waiting_seal(rights)
    words = _("Sign letters")
    if sealer() is not None:
        yield from _line(rows, words, State.NUMBERED, reverse("letter-sign"))
    elif rights.may("letter.read"):
        yield from _line(rows, words, State.NUMBERED)
    if not rights.may("letter.scan"):
        return
    rows = letters_visible_to(rights, "letter.scan").filter(state=State.NUMBERED)
    if sealer() is not None:
        rows = rows.exclude(Q(signer__signs__in=("head", "secretary", "office_head")))
    words = _("Have letters signed and upload their scans")
    yield from _line(rows, words, State.NUMBERED)
