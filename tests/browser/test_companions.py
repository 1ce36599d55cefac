"""
Two short companions of the clerk's first hour, by visible labels only.

A teacher on a phone, 3G, scripts off, five minutes; the head of a Puskesmas, ten.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Route

from tests.browser.conftest import Come
from tests.browser.person import Person

WAY = {"latency": 300, "download": 400_000 / 8, "upload": 150_000 / 8}  # 3G: ms, B/s
MINUTE = 60.0
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SENTENCE = re.compile(r"[.!?]\s")


def _on_3g(person: Person) -> Person:
    """Slow the person's connection down."""
    talk = person.context.new_cdp_session(person.page)
    talk.send("Network.enable")
    talk.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": WAY["latency"],
            "downloadThroughput": WAY["download"],
            "uploadThroughput": WAY["upload"],
        },
    )
    return person


def test_a_teacher_answers_on_3g_and_the_battery_dies(
    come: Come, serve: Callable[..., str], tmp_path: Path
) -> None:
    site = serve("signed")
    begun = time.monotonic()
    teacher = _on_3g(come(site, phone=True, scripts=False)).sign_in("gurukelas")
    teacher.follow("Baca dan tanggapi usulan untuk Anda")
    assert teacher.heading() == "Anda diusulkan pindah tugas ke SDN 98/I Jangga Aur"
    teacher.sees("Ini usulan, belum keputusan.")
    teacher.sees("Diam tidak kami anggap setuju.")
    _reads_well(teacher)
    teacher.follow("Tanggapi sekarang")
    teacher.tick("Saya bersedia, dengan syarat")
    teacher.press("Lanjut")
    teacher.fill("Apa syarat Anda?", "Setelah rapor semester dibagikan.")
    teacher.press("Lanjut")
    teacher.press("Lanjut")  # no help is asked for
    assert teacher.heading() == "Periksa tanggapan Anda"
    teacher.sees("Setelah rapor semester dibagikan.")
    teacher.sees("Tanggapan tidak akan tercatat dua kali.")
    assert teacher.fits()
    _battery_dies(teacher, "Kirim tanggapan")
    again = _on_3g(come(site, phone=True, scripts=False)).sign_in("gurukelas")
    number = re.search(r"T-2026-\d{6}", again.words())  # among her tasks at once
    assert number is not None
    again.follow(number.group())
    again.sees("Saya bersedia, dengan syarat")
    again.follow(f"Tanda terima {number.group()}")
    again.sees(number.group())
    again.sees("Saya bersedia, dengan syarat")
    taken = again.download("Simpan teks", tmp_path).read_text()
    assert number.group() in taken
    assert time.monotonic() - begun < 5 * MINUTE
    assert teacher.pages + again.pages <= 12


def _reads_well(person: Person) -> None:
    """Sentences are short enough to be read aloud, and nothing overflows."""
    told = [one for one in SENTENCE.split(person.words()) if one.strip()]
    assert sum(len(one.split()) for one in told) / len(told) <= 15
    assert person.fits()


def _battery_dies(person: Person, button: str) -> None:
    """Send; the answer arrives at the office, its page never comes back."""
    arrived: list[int] = []

    def only_there(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        arrived.append(route.fetch(max_redirects=0).status)
        route.abort()

    person.page.route("**/*", only_there)
    person.page.get_by_role("button", name=button).click(no_wait_after=True)
    for _ in range(100):
        if arrived:
            break
        person.page.wait_for_timeout(100)
    assert arrived == [302]
    person.wrong.clear()  # what the phone says of its last page
    person.context.close()


def test_the_head_of_a_puskesmas_in_ten_minutes(
    come: Come, serve: Callable[..., str], tmp_path: Path
) -> None:
    site = serve("signed", day="2026-01-06")
    begun = time.monotonic()
    head = come(site, "kapus")
    head.sees(re.compile("^Puskesmas Muara Tembesi butuh 1 "))
    _consents(head)
    _prints_the_need(head)
    scan = tmp_path / "spmt.pdf"
    scan.write_bytes(PDF)
    _signs_off(head, scan)
    assert time.monotonic() - begun < 10 * MINUTE
    phone = come(site, "kapus", phone=True, scripts=False)
    phone.follow("Beri masukan unit Anda untuk 4 perpindahan")
    assert phone.fits()


def _consents(head: Person) -> None:
    """Consent to release on a condition; nothing is asked that the office has."""
    head.follow("Beri masukan unit Anda untuk 5 perpindahan")
    head.follow("Surya Zainal Hamid")
    head.sees("Puskesmas Muara Tembesi")
    head.sees("setelah pengganti dari Puskesmas Durian Luncuk datang")
    asked = head.page.locator("main").get_by_role("textbox")
    assert (
        asked.count() == 2
    )  # a condition or reason, and who covers: both may be empty
    head.tick("Setuju, setelah pengganti datang")
    head.press("Kirim masukan")
    head.sees("Setuju, setelah pengganti datang")


def _prints_the_need(head: Person) -> None:
    """The need of the unit with its formula, on paper."""
    head.follow("Tugas saya")
    head.follow("Cara menghitungnya")
    head.sees("Puskesmas Muara Tembesi")
    head.page.emulate_media(media="print")
    assert head.page.locator("main table").first.is_visible()
    assert not head.page.locator("nav").first.is_visible()
    head.page.emulate_media(media="screen")


def _signs_off(head: Person, scan: Path) -> None:
    """Write and sign the SPMT with the day on which the person really came."""
    head.follow("Tugas saya")
    head.follow("Tulis SPMT 1 orang yang mulai bertugas")
    head.follow("Tulis: Surat pernyataan melaksanakan tugas")
    head.fill("Sejak kapan pegawai ini nyata bertugas di sini?", "2026-01-05")
    head.fill("Nomor surat", "800/12/PKM-MT/2026")
    head.fill("Tanggal surat", "2026-01-06")
    head.press("Tulis SPMT")
    head.sees("Surat bernomor 800/12/PKM-MT/2026.")
    pdf = head.download("Surat sebagai PDF", scan.parent)
    assert pdf.read_bytes().startswith(b"%PDF")
    head.upload("Pindaian atau foto surat yang sudah ditandatangani", scan)
    head.press("Serahkan surat yang ditandatangani")
    head.sees("5 Januari 2026")
