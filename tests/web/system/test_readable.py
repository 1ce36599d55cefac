"""
Texts for civil servants: at most 15 words a sentence on average, none above 30.

The pages come from the role matrix: whatever a civil servant reads of the own affairs.
They are walked by the people of the demo's round in all its stages, from link to link;
a page that nobody comes to fails the test.
"""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from seimbang.document.block import Block
from seimbang_web.accounts.matrix import Scope, matrix
from seimbang_web.accounts.models import Role, User
from seimbang_web.cases.scan import Letter as Paper
from seimbang_web.decisions.objections.actions import file_objection
from seimbang_web.follow_up.models import Talk, Track
from seimbang_web.home.stages import play
from seimbang_web.institution.queries import profile
from seimbang_web.organisation.models import Unit
from seimbang_web.outreach.actions import answer_question, ask_question
from seimbang_web.outreach.models import Circular
from seimbang_web.plans.models import Round
from seimbang_web.proposals import last_day, respond, support, talk
from seimbang_web.proposals.models import Proposal, Response, State
from seimbang_web.proposals.queries import Said
from seimbang_web.proposals.texts import text_for
from seimbang_web.wishes.actions import Told, add_evidence, save_draft, send_wish
from tests.document.sample import letters
from tests.web.conftest import DAY, As
from tests.web.system.reading import Page
from tests.web.system.sentences import Reading, of_lines, of_page

AVERAGE, LONGEST, FIRST_LOAD = 15, 30, 100_000
EVERYBODYS = ("home.", "outreach.", "audit.own")
NOT_TOLD = {  # pages that are of the own affairs, and speak to officers
    "institution-logo", "objection-list", "quality-people", "wish-detail", "wish-list",
}  # fmt: skip
FILES = ("-file", "-pdf", "-paper", "-request")  # what is said in them is tried below
SEEDS = (
    "/",
    "/aspirasi/saya/",
    "/usulan/saya/",
    "/sosialisasi/",
    "/tindak-lanjut/saya/",
)
MOST = 6  # addresses of one page: lists of places link to hundreds
To = Callable[[str], User]


@dataclass
class Found:
    """What was read: page → who and where → sentences; the weight of each page."""

    pages: dict[str, dict[str, Reading]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    faults: list[str] = field(default_factory=list)  # too heavy, links to nowhere


def addressed() -> set[str]:
    """Return the pages that speak to a civil servant of the own affairs."""
    acts = matrix().acts
    return {
        name
        for name, page in matrix().pages.items()
        if page.read
        and name not in NOT_TOLD
        and (scope := acts[page.read].get(Role.ASN))
        and (scope == Scope.OWN or page.read.startswith(EVERYBODYS))
    }


def name_of(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).url_name or ""
    except Resolver404:
        return ""


def walk(client: Client, who: str, seeds: Sequence[str], found: Found) -> None:
    """Follow the links from ``seeds`` as far as pages speak to the person."""
    wanted, seen = addressed(), set(seeds)
    left = [(url, "") for url in seeds]
    count: dict[str, int] = defaultdict(int)
    while left:
        url, before = left.pop(0)
        answer = client.get(url, follow=True)
        here = answer.request["PATH_INFO"]
        name = name_of(here)
        if answer.status_code == 404 and before:
            found.faults.append(f"{who}: {before} leads to {url}, which is not there")
        if answer.status_code != 200 or name not in wanted:
            continue
        for there in read(answer, name, f"{who} {url}", found):
            further = here + there if there.startswith("?") else there
            page = name_of(further)
            if page in wanted and further not in seen and count[page] < MOST:
                seen.add(further)
                left.append((further, url))
                count[page] += 1


def read(answer: HttpResponse, name: str, at: str, found: Found) -> list[str]:
    """Keep what stands on a page; return the addresses it links to."""
    media = answer["Content-Type"]
    if not media.startswith("text/"):
        found.pages[name][at] = Reading()
        return []
    text = answer.content.decode()
    if media.startswith("text/plain"):
        found.pages[name][at] = of_lines(text.splitlines())
        return []
    found.pages[name][at] = of_page(text)
    addresses = Page(text).addresses
    if (size := weight(text, addresses)) > FIRST_LOAD:
        found.faults.append(f"{name} {at}: {size} bytes at the first load")
    posted = set(re.findall(r'action="([^"]*)"', text))
    return [one.partition("#")[0] for one in addresses if one not in posted]


def weight(text: str, addresses: list[str]) -> int:
    """Return the bytes of a page with its styles and pictures, compressed."""
    total = len(gzip.compress(text.encode()))
    for one in set(addresses):
        file = finders.find(one.removeprefix("/static/")) if "/static/" in one else None
        if isinstance(file, str):
            total += len(gzip.compress(Path(file).read_bytes()))
    return total


def wrong(pages: dict[str, dict[str, Reading]]) -> Iterator[str]:
    """Yield what asks too much of a reader, or is not told in Indonesian."""
    for name, readings in sorted(pages.items()):
        for at, reading in readings.items():
            if reading.average > AVERAGE:
                yield f"{name} {at}: {reading.average:.1f} words a sentence"
            for one in reading.longer_than(LONGEST):
                yield f"{name} {at}: too long: {one}"
            if reading.english:
                yield f"{name} {at}: English: {reading.english}"


@dataclass(frozen=True)
class World:
    """What the people of a stage have done beside the demo's own acts."""

    user: To
    now: datetime

    def wishes(self, name: str, *, send: bool) -> None:
        """Write a wish of each kind, with goals and a paper; perhaps send it."""
        user, round = self.user(name), Round.objects.get(closed_on=None)
        assert user.person is not None
        unit = Unit.objects.filter(kind="sd", present=True).exclude(
            pk=user.person.unit_id
        )[0]
        told = {
            "places": [
                {"kind": "unit", "unit": unit.pk},
                {
                    "kind": "kecamatan",
                    "code": unit.district_code,
                    "name": unit.district,
                },
                {"kind": "kriteria", "criterion": "dibutuhkan"},
            ],
            "career": "jenjang",
            "competences": ["digital"],
        }
        about = {"round": round, "person": user.person, "helper": None, "day": DAY}
        wish = save_draft(**about, changes=told)
        papers = [Paper("application/pdf", b"%PDF-1.4 x")]
        add_evidence(**about, papers=papers, actor=user, now=self.now)
        if send:
            send_wish(
                wish=wish, version=wish.version, told=Told("tell", "merawat", "Ibu."),
                helper=None, actor=user, now=self.now, day=DAY,
            )  # fmt: skip

    def question(self, name: str) -> None:
        """Ask the help desk, which answers."""
        asked = ask_question(text="Kapan?", actor=self.user(name), now=self.now)
        answer_question(
            question=asked, answer="Mei.", actor=self.user("rina"), now=self.now
        )

    def proposal(self, name: str) -> Proposal:
        return Proposal.objects.get(person=self.user(name).person)

    def talks(self, name: str) -> None:
        """Ask, talk with the head, doubt the data, ask for help, object."""
        proposal, user = self.proposal(name), self.user(name)
        by = {"proposal": proposal, "actor": user, "now": self.now}
        talk.write_message(**by, text="Kapan saya pindah?")
        talk.record_dialogue(
            **(by | {"actor": self.user("rina")}), held_on=DAY, said="Jarak dibahas.",
            agreed="", day=DAY,
        )  # fmt: skip
        respond.doubt_data(**by, field="major", wanted="PGSD", proof="Ijazah")
        support.ask_support(**by, kind="pendamping", day=DAY)
        file_objection(**by, reasons=["jarak"], told="Jauh.", day=DAY)


def drafted(name: str, world: World, client: Client, found: Found) -> None:
    """Walk through the questions of every answer."""
    proposal = world.proposal(name)
    url = reverse("response-give", args=[proposal.pk])
    steps = [
        f"{url}?langkah={one}" for one in ("condition", "reasons", "support", "check")
    ]
    for answer in Response.Answer.values:
        said = Said(answer, reasons=("kesehatan",), condition="Mulai Juli.")
        respond.keep_draft(
            proposal=proposal, said=said, actor=world.user(name), now=world.now
        )
        walk(client, f"{name} {answer}", [url, *steps], found)


def standings(name: str, world: World, client: Client, found: Found) -> None:
    """Read the own page when the last day has passed, moved, and when it is over."""
    proposal = world.proposal(name)
    rows = Proposal.objects.filter(pk=proposal.pk)
    rows.update(respond_until=date(2025, 12, 31))
    walk(client, f"{name} late", ["/usulan/saya/"], found)
    last_day.reopen(
        proposal=proposal, until=date(2026, 1, 30), why="Sinyal terputus.",
        actor=world.user("sari"), now=world.now, day=DAY,
    )  # fmt: skip
    walk(client, f"{name} moved", ["/usulan/saya/"], found)
    for state in (State.WITHDRAWN, State.REFUSED, State.DECIDED, State.DONE):
        rows.update(state=state, why="Kebutuhan unit berubah.")
        walk(client, f"{name} {state}", ["/usulan/saya/"], found)


def desk_of_wishes() -> list[str]:
    """Return the questions of wishes, which a form leads to and no link."""
    pages = [f"/aspirasi/saya/pilihan/{rank}/" for rank in (1, 2, 3)]
    parts = ("tujuan", "bukti", "keadaan", "periksa")
    return (
        pages
        + [f"{one}tempat/" for one in pages]
        + [f"{one}pertimbangan/" for one in pages]
        + [f"/aspirasi/saya/{one}/" for one in parts]
    )


def test_every_page_reads_easily(as_: As, user: To, now: datetime) -> None:
    found, world = Found(), World(user, now)
    world.wishes("guru", send=False)
    walk(as_("guru"), "guru", [*SEEDS, *desk_of_wishes()], found)
    play("proposed", day=DAY)
    world.question("perawat")
    for name in ("perawat", "pelaksana", "gurukelas"):
        walk(as_(name), name, SEEDS, found)
    drafted("gurukelas", world, as_("gurukelas"), found)
    play("signed", day=DAY)
    track = Track.objects.get(proposal=world.proposal("perawat"))
    Talk.objects.update_or_create(track=track, days=30, defaults={"due_on": DAY})
    walk(as_("perawat"), "perawat signed", SEEDS, found)
    world.talks("gurukelas")
    reasons = reverse("response-reasons", args=[world.proposal("gurukelas").pk])
    walk(as_("gurukelas"), "gurukelas talks", [*SEEDS, reasons], found)
    standings("gurukelas", world, as_("gurukelas"), found)
    missing = sorted(addressed() - set(found.pages))
    assert [*wrong(found.pages), *found.faults] == []
    assert not missing, missing


def body(blocks: list[Block]) -> list[str]:
    """Return what a letter says, without its head, its signers and its annex."""
    told = [one for one in blocks if one.kind in ("paragraph", "clause", "list")]
    return [
        text
        for one in told
        if not one.name.endswith("tembusan")
        for text in (one.text, *one.lines)
    ]


@pytest.mark.parametrize("name", ["permohonan", "jawaban", "keberatan-terima"])
def test_letters_to_civil_servants_read_easily(name: str) -> None:
    reading = of_lines(body(letters()[name][0]))
    assert list(wrong({name: {"": reading}})) == []


def test_messages_by_hand_read_easily(user: To) -> None:
    play("proposed", day=DAY)
    told = [text_for(Proposal.objects.all()[0], profile(), "https://seimbang.example")]
    told += Circular.objects.values_list("short", flat=True)
    for one in told:
        assert list(wrong({"by hand": {one: of_lines([one])}})) == []


def test_what_is_hard_to_read_is_found() -> None:
    long = "Ini kalimat " + "panjang " * LONGEST + "sekali."
    page = f"<main><p>{long}</p><li>Read the law.</li><h2>Judul</h2></main>"
    told = list(wrong({"x": {"": of_page(page)}}))
    assert [one.partition(":")[2].split()[0] for one in told] == [
        "33.0",
        "too",
        "English:",
    ]
    easy = of_page(
        "<main><p>Yth. Dra. Siti, S.Pd. Anda dapat menjawab. Terima.</p></main>"
    )
    assert easy.sentences == ["Yth Dra Siti, SPd Anda dapat menjawab."]
    assert list(wrong({"x": {"": easy}})) == []
