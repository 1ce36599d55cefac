"""What a profile holds, and how letters write it; no tables here."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

POSTS = {
    "head": _("Head of the region"),
    "secretary": _("Regional secretary"),
    "office_head": _("Head of the personnel office"),
}
STANDINGS = {"": _("nobody"), "plt": "Plt.", "plh": "Plh."}
KINDS = {  # letters that the office numbers, or has numbered
    "memo": _("Staff memo (telaahan staf)"),
    "minutes": _("Minutes of the team (berita acara)"),
    "decree": _("Decree (keputusan) and its extracts"),
    "answer": _("Answer to a request"),
    "objection": _("Decision on an objection"),
}
MODES = {
    "own": _("own register: we count, without gaps"),
    "elsewhere": _("register elsewhere: number and date are typed in"),
}
PAPERS = {"f4": "F4 (215 × 330 mm)", "a4": "A4 (210 × 297 mm)"}
ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
STYLES = {
    "capitals": _("NAME in capitals, degrees as written"),
    "written": _("as written"),
}
TOKENS = ("kode", "urut", "unit", "bulan", "romawi", "tahun")
_TOKEN = re.compile(r"\{([^{}]*)\}")
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
NEEDED = ("regency", "province", "seat", "office", "short", "address")


@dataclass(frozen=True)
class Official:
    """Who holds a post from ``since`` to ``until`` (inclusive), or acts in it."""

    post: str
    standing: str
    name: str
    nip: str
    rank: str
    since: date | None
    until: date | None

    def in_office(self, day: date) -> bool:
        """Tell whether the person holds the post on ``day``; acting ones by dates."""
        if not self.name or (self.standing and self.since is None):
            return False
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True)
class Content:
    """A profile as letters and pages read it; empty where nothing was entered."""

    told: Mapping[str, Any]
    number: int = 0
    logo: int | None = None

    def __getattr__(self, name: str) -> str:
        if name.startswith("_"):
            raise AttributeError(name)
        return str(self.told.get(name) or "")

    @property
    def called(self) -> str:
        """Return the short name of the personnel office, in words when not known."""
        return self.short or gettext("the personnel office")

    @property
    def zone(self) -> str:
        """Return the time zone's letters: WIB, WITA or WIT."""
        return ZONES.get(self.time_zone, "WIB")

    @property
    def place(self) -> str:
        """Return the region's name without its kind: "Batang Hari"."""
        return re.sub(r"^(kabupaten|kota)\s+", "", self.regency, flags=re.IGNORECASE)

    @property
    def head_called(self) -> str:
        """Return "Bupati" or "Wali Kota"."""
        city = self.regency.lower().startswith("kota ")
        return "Wali Kota" if city else "Bupati"

    def held(self, post: str, *, acting: bool = False) -> Official:
        """Return what the profile says of a post, or of who acts in it."""
        prefix = f"{post}_acting_" if acting else f"{post}_"
        told = {
            part: str(self.told.get(prefix + part) or "")
            for part in ("standing", "name", "nip", "rank", "since", "until")
        }
        return Official(
            post=post,
            standing=told["standing"],
            name=told["name"],
            nip=told["nip"],
            rank=told["rank"],
            since=_day(told["since"]),
            until=_day(told["until"]),
        )

    def official(self, post: str, day: date) -> Official | None:
        """Return who signs for ``post`` on ``day``: while one acts, that one."""
        for one in (self.held(post, acting=True), self.held(post)):
            if one.in_office(day):
                return one
        return None

    def signature(self, one: Official) -> str:
        """Return the name as the block of the signer writes it."""
        if self.name_style == "written":
            return one.name
        name, comma, degrees = one.name.partition(",")
        words = (word if "." in word else word.upper() for word in name.split(" "))
        return " ".join(words) + comma + degrees

    def title(self, one: Official) -> str:
        """Return the full office of the signer, with Plt. or Plh. before it."""
        office = {
            "head": f"{self.head_called} {self.place}",
            "secretary": f"Sekretaris Daerah {self.regency}",
            "office_head": f"Kepala {self.office}",
        }[one.post]
        return f"{STANDINGS[one.standing] if one.standing else ''} {office}".strip()

    def letter_number(self, kind: str, count: int, day: date) -> str:
        """Return the number that the pattern of ``kind`` gives; empty: no pattern."""
        return numbered(
            self.told.get(f"{kind}_pattern") or "",
            code=self.told.get(f"{kind}_code") or "",
            unit=self.short,
            count=count,
            day=day,
        )


def numbered(pattern: str, *, code: str, unit: str, count: int, day: date) -> str:
    """Return ``pattern`` with its tokens filled."""
    facts = {
        "kode": code,
        "urut": f"{count:03}",
        "unit": unit,
        "bulan": f"{day.month:02}",
        "romawi": _ROMAN[day.month - 1],
        "tahun": str(day.year),
    }
    return _TOKEN.sub(lambda found: facts.get(found[1], found[0]), pattern)


def pattern_problem(pattern: str) -> str:
    """Return what is wrong with a number pattern; empty: nothing."""
    tokens = _TOKEN.findall(pattern)
    unknown = [token for token in tokens if token not in TOKENS]
    if unknown:
        return gettext("{{{token}}} is not known: use {known}.").format(
            token=unknown[0], known=", ".join(f"{{{one}}}" for one in TOKENS)
        )
    if re.search(r"[{}]", _TOKEN.sub("", pattern)):
        return gettext("A brace is open: write {urut}, {tahun} and so on.")
    for token in ("urut", "tahun"):
        if tokens.count(token) != 1:
            return gettext(
                "The pattern needs {{{token}}} once, so that no number comes twice."
            ).format(token=token)
    return ""


def missing(content: Content) -> list[tuple[str, str]]:
    """Return what letters need and the profile lacks: field, words."""
    found = [(name, str(LABELS[name])) for name in NEEDED if not getattr(content, name)]
    for post, words in POSTS.items():
        acting = content.held(post, acting=True)
        if acting.standing:
            found += _missing_of_acting(acting)
        elif not content.held(post).name:
            found.append((f"{post}_name", str(words)))
    for kind, words in KINDS.items():
        if not content.told.get(f"{kind}_pattern"):
            name = gettext("Number pattern: {kind}").format(kind=words)
            found.append((f"{kind}_pattern", name))
    return found


def _missing_of_acting(one: Official) -> Iterator[tuple[str, str]]:
    who = f"{STANDINGS[one.standing]} {POSTS[one.post]}"
    if not one.name:
        yield f"{one.post}_acting_name", who
    for part in ("since", "until"):
        if getattr(one, part) is None:
            words = gettext("{who}: from when to when").format(who=who)
            yield f"{one.post}_acting_{part}", words
            return


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


LABELS = {
    "regency": _("Name of the region, as letters write it"),
    "province": _("Province"),
    "seat": _("Seat of the government"),
    "office": _("Name of the personnel office"),
    "short": _("Its short name"),
    "address": _("Address of the office"),
    "contact": _("Telephone, e-mail, web"),
    "head_address": _("Address of the head of the region"),
    "time_zone": _("Time zone"),
    "name_style": _("Names of signers"),
    "standing": _("Who acts"),
    "name": _("Name with degrees"),
    "nip": _("NIP"),
    "rank": _("Rank (pangkat)"),
    "since": _("First day"),
    "until": _("Last day"),
    "pattern": _("Number pattern"),
    "code": _("Classification code"),
    "mode": _("Register"),
    "paper": _("Paper"),
    "copies": _("Recipients of copies (tembusan), one a line"),
}


def label(name: str) -> str:
    """Return the words of a field; of parts with their post or kind of letter."""
    if name in LABELS:
        return str(LABELS[name])
    for prefix, words in (*POSTS.items(), *KINDS.items()):
        if name.startswith(f"{prefix}_"):
            return f"{words}: {LABELS[name.rpartition('_')[2]]}"
    return name
