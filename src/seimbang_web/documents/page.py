"""The page of a letter: where it stands, what this person may do, who does the rest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from seimbang.document.block import Block
from seimbang_web.accounts.models import Capability
from seimbang_web.accounts.rights import Rights
from seimbang_web.documents import holders
from seimbang_web.documents.access import letters_visible_to
from seimbang_web.documents.actions.chain import turn
from seimbang_web.documents.actions.draft import DRAFTS, new_facts
from seimbang_web.documents.actions.numbers import faults, may_number
from seimbang_web.documents.check import changes_of
from seimbang_web.documents.compose import COMPOSERS
from seimbang_web.documents.files import final, mark_of
from seimbang_web.documents.frame import Lacking, called, digest, drafted, lacking
from seimbang_web.documents.models import File, Initial, Kind, Letter, Record, State
from seimbang_web.documents.sealing import sealer
from seimbang_web.documents.signer import in_words, may_override, may_seal

LAW = ("mengingat", "memperhatikan", "dasar")


@dataclass(frozen=True)
class Offer:
    """An act this person may do now; ``post``: by its button, else on a page."""

    name: str
    url: str
    words: str | Promise
    first: bool = False
    post: bool = False


@dataclass(frozen=True)
class Part:
    """A block as the page shows it; ``edit``: where its text is changed."""

    block: Block
    called: str
    own: bool
    lacks: bool
    edit: str = ""


def carries(block: Block) -> str:
    """Return what a block must not lose when it is written anew; empty: nothing."""
    if block.unconfirmed or block.name.startswith(LAW):
        return _("This part names the law: keep number, year and article as they are.")
    if any(sign.isdigit() for sign in block.text):
        return _("This part carries figures of the record: keep them as they are.")
    return ""


class Sheet:
    """A letter before one person on a day."""

    def __init__(self, letter: Letter, rights: Rights) -> None:
        self.letter, self.rights, self.day = letter, rights, rights.day

    @cached_property
    def drafts(self) -> bool:
        """Tell whether this person works on the text."""
        if self.letter.state not in DRAFTS:
            return False
        reach = letters_visible_to(self.rights, "letter.draft")
        return reach.filter(pk=self.letter.pk).exists()

    @cached_property
    def place(self) -> Initial | None:
        """Return the place of the chain whose turn it is."""
        return turn(self.letter) if self.letter.state == State.INITIALLED else None

    @cached_property
    def places(self) -> list[Initial]:
        """Return the paraf chain."""
        return list(self.letter.initials.select_related("user"))

    @cached_property
    def mine(self) -> bool:
        """Tell whether this person's initial is awaited."""
        return self.place is not None and self.place.user_id == self.rights.user.pk

    @cached_property
    def digest(self) -> str:
        """Return the digest of the text shown."""
        return digest(self.letter)

    @cached_property
    def faults(self) -> list[str]:
        """Return what keeps the letter from its number."""
        return faults(self.letter, self.day) if self.letter.state in DRAFTS else []

    @cached_property
    def lacking(self) -> Lacking:
        """Return the empty parts, and citations nobody compared, of a draft."""
        if self.letter.state not in DRAFTS:
            return Lacking([], [])
        return lacking(self.letter, self.day)

    @property
    def citations(self) -> list[str]:
        """Return the citations nobody compared, while nobody let them pass."""
        return [] if self.letter.override else self.lacking.citations

    @cached_property
    def renewed(self) -> bool:
        """Tell whether the record changed since the draft was made."""
        return new_facts(self.letter, self.day)

    @cached_property
    def remark(self) -> Initial | None:
        """Return the place that sent the draft back, with its remark."""
        if self.letter.state != State.DRAFT:
            return None
        return next((one for one in self.places if one.remark), None)

    @cached_property
    def records(self) -> list[Record]:
        """Return what became of the letter."""
        return list(self.letter.records.select_related("made_by"))

    @property
    def since(self) -> datetime | None:
        """Return since when it stands where it is."""
        return self.records[-1].made_at if self.records else None

    @property
    def marks(self) -> list[str]:
        """Return what the paper says of itself: CONTOH, DRAF."""
        return mark_of(self.letter).split()

    @property
    def scan(self) -> File | None:
        """Return the scan of the signed paper."""
        return self.letter.files.filter(form=File.Form.SCAN).defer("content").last()

    @property
    def record_page(self) -> str:
        """Return where the record is that the letter rests on."""
        composer = COMPOSERS.get(Kind(self.letter.kind))
        return composer.page(self.letter.subject) if composer else ""

    @property
    def change_page(self) -> str:
        """Return where a change of its text is proposed; empty: it is not changed."""
        composer = COMPOSERS.get(Kind(self.letter.kind))
        return composer.changes(self.letter) if composer else ""

    @cached_property
    def changed_by(self) -> list[Letter]:
        """Return the signed decrees that changed it, the last one first."""
        return list(changes_of(self.letter))

    @cached_property
    def parts(self) -> list[Part]:
        """Return the words of the letter, with the ways to change them."""
        return [self._part(one) for one in drafted(self.letter)]

    def _part(self, block: Block) -> Part:
        edit = ""
        if block.editable and self.drafts:
            edit = reverse("letter-edit", args=[self.letter.pk, block.name])
        name = called(block)
        own, lacks = block.name in self.letter.own, name in self.lacking.blocks
        return Part(block, name, own, lacks, edit)

    @property
    def signer(self) -> str:
        """Return who signs: office, with a.n., u.b., Plt. or Plh., and name."""
        return in_words(self.letter.signer) or "–"

    @property
    def finding(self) -> str:
        """Return in one sentence how the letter stands."""
        match self.letter.state:
            case State.DRAFT if self.remark:
                return _("This draft was sent back to be changed.")
            case State.DRAFT:
                return _("This is a draft: nobody has initialled it yet.")
            case State.INITIALLED:
                given = sum(one.given_at is not None for one in self.places)
                many = len(self.places)
                return ngettext(
                    "%(given)s of %(many)s initial is given.",
                    "%(given)s of %(many)s initials are given.",
                    many,
                ) % {"given": given, "many": many}
            case State.READY if not self.faults:
                return _("Nothing is missing: the letter can have its number.")
            case State.READY:
                many = len(self.faults)
                return ngettext(
                    "%(many)s thing keeps the letter from its number.",
                    "%(many)s things keep the letter from its number.",
                    many,
                ) % {"many": many}
            case State.NUMBERED:
                return _("The letter has its number and waits for the signature.")
            case State.SIGNED:
                return _("The letter is signed and can be handed out.")
            case State.DELIVERED:
                return _("The letter is signed and handed out.")
            case _:
                return _("This letter is void: it has no force.")

    @property
    def who(self) -> str:
        """Return who has the letter now."""
        match self.letter.state:
            case State.DRAFT:
                return str(self.letter.made_by or "Seimbang")
            case State.INITIALLED if self.place:
                return f"{self.place.user}, {self.place.post}"
            case State.READY:
                return holders.named(holders.who_number(self.letter, self.day))
            case State.NUMBERED:
                return self.signer
            case State.SIGNED | State.DELIVERED:
                return self._officers("letter.deliver")
            case _:
                return "–"

    def _officers(self, act: str) -> str:
        return holders.named(holders.of_act(act, self.day, units=False))

    @property
    def next(self) -> str | Promise:
        """Return what comes next."""
        following = {
            State.DRAFT: _("Initials"),
            State.INITIALLED: _("Number"),
            State.READY: _("Number"),
            State.NUMBERED: _("Signature"),
            State.SIGNED: _("Handing out"),
        }
        return following.get(State(self.letter.state), "–")

    @property
    def due(self) -> date | None:
        """Return the day before which it must be signed: the TMT; None: no day."""
        return None if final(self.letter) else self.letter.effective_on

    @property
    def late(self) -> bool:
        """Tell whether that day has passed unsigned."""
        return self.due is not None and self.due < self.day

    @cached_property
    def offers(self) -> list[Offer]:
        """Return the acts of this person now, the first one first."""
        match self.letter.state:
            case State.DRAFT | State.INITIALLED | State.READY:
                return [*self._chain(), *self._numbering(), *self._text()]
            case State.NUMBERED:
                return self._signing()
            case _:
                return []

    def _at(self, name: str) -> str:
        return reverse(name, args=[self.letter.pk])

    def _chain(self) -> list[Offer]:
        found = []
        if self.mine:
            found = [
                Offer("initial", self._at("letter-initial"), _("Initial"), True, True),
                Offer("return", self._at("letter-return"), _("Send back")),
            ]
        if self.drafts and self.letter.state == State.DRAFT:
            words = _("Send for initials") if self.places else _("Ready for its number")
            found.append(
                Offer("send", self._at("letter-send"), words, not self.renewed)
            )
        elif self.drafts and self.letter.state == State.INITIALLED:
            found.append(Offer("send", self._at("letter-send"), _("Name other people")))
        return found

    def _numbering(self) -> list[Offer]:
        found = []
        if self.letter.state == State.READY and not may_number(
            self.rights, self.letter
        ):
            url = self._at("letter-number")
            found.append(Offer("number", url, _("Give the number"), not self.faults))
        if self.citations and may_override(self.rights):
            url = self._at("letter-override")
            found.append(Offer("override", url, _("Decide on what is not confirmed")))
        return found

    def _text(self) -> list[Offer]:
        if not self.drafts:
            return []
        again = Offer(
            "redraft",
            self._at("letter-redraft"),
            _("Compose it again"),
            self.renewed,
            True,
        )
        signer = Offer("signer", self._at("letter-signer"), _("Choose who signs"))
        found = [again, signer] if self.renewed else [signer]
        if self.letter.made_by_id == self.rights.user.pk:
            url = self._at("letter-drop")
            found.append(Offer("drop", url, _("Give the draft up")))
        return found

    def _signing(self) -> list[Offer]:
        found = []
        if sealer() is not None and may_seal(self.rights, self.letter):
            url = f"{reverse('letter-sign')}?letter={self.letter.pk}"
            found.append(Offer("sign", url, _("Sign electronically"), True))
        if self._reached("letter.scan"):
            url = self._at("letter-scan")
            found.append(Offer("scan", url, _("Upload the signed paper"), not found))
        return found

    def _reached(self, act: str) -> bool:
        reach = letters_visible_to(self.rights, act)
        return reach.filter(pk=self.letter.pk).exists()

    @cached_property
    def others(self) -> list[str]:
        """Return who does what this person does not, and why not this person."""
        match self.letter.state:
            case State.DRAFT if not self.drafts:
                return [
                    _("%(who)s completes the draft and sends it on.")
                    % {"who": self.who}
                ]
            case State.INITIALLED if not self.mine:
                return [_("The initial of %(who)s is awaited.") % {"who": self.who}]
            case State.READY:
                return self._numbering_by_others()
            case State.NUMBERED:
                return self._signing_by_others()
            case _:
                return []

    def _numbering_by_others(self) -> list[str]:
        found = []
        if why := may_number(self.rights, self.letter):
            found = [_("The number is given by %(who)s.") % {"who": self.who}, why]
        if self.citations and not may_override(self.rights):
            who = holders.named(
                holders.of_act("letter.override", self.day, Capability.OFFICE_HEAD)
            )
            found.append(
                _("On what is not confirmed decides %(who)s, by name.") % {"who": who}
            )
        return found

    def _signing_by_others(self) -> list[str]:
        found = []
        if not may_seal(self.rights, self.letter):
            found.append(
                _("%(who)s signs: only whom the signature block names does.")
                % {"who": self.signer}
            )
        if not self._reached("letter.scan"):
            who = self._officers("letter.scan")
            found.append(
                _("The scan of the signed paper is uploaded by %(who)s.") % {"who": who}
            )
        return found
