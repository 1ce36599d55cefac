"""
``python -m tests.browser.screens``: write the kept pictures of the pages anew.

They stand in docs/screens, at most 16, at most 120 KB each.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.base import loaded, start
from tests.browser import siasn
from tests.browser.conftest import ARGS, chromium
from tests.browser.person import Person
from tests.browser.server import serving, stage

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screens"
LARGEST = 120_000


def shot(person: Person, name: str, *, height: int = 0) -> None:
    """Write a picture of the window; of more of the page where it is told."""
    size = person.page.viewport_size or {"width": 1366, "height": 768}
    high = height or size["height"]
    person.page.set_viewport_size({"width": size["width"], "height": high})
    person.page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    person.page.set_viewport_size(size)


def operator(browser: Browser, address: str, folder: Path) -> None:
    """Take what an operator sees."""
    with Person(browser, address) as rina:
        rina.sign_in("rina")
        shot(rina, "tugas-saya")
        rina.follow("Profil instansi")
        shot(rina, "profil-instansi")
        rina.follow("Data")
        rina.follow("Impor berkas")
        rina.upload("Berkas", siasn.write(folder))
        rina.press("Periksa berkas")
        rina.waits_for("Ada masalah: tidak ada yang disimpan")
        shot(rina, "impor-masalah")
        rina.look_up("sd 98")
        shot(rina, "cari")
        rina.follow("SDN 98/I Jangga Aur")
        shot(rina, "halaman-unit")
        rina.follow("Beban kerja")
        shot(rina, "peta-beban-kerja")
        case(rina)


def case(rina: Person) -> None:
    """Take what would follow from a request, before it is registered."""
    rina.follow("Kasus tunggal")
    rina.follow("Daftarkan kasus")
    rina.fill("Sebagian nama, atau angka terakhir NIP", "Rukiah Julaiha")
    rina.press("Cari orang")
    rina.follow("Rukiah Julaiha")
    rina.tick("Permohonan sendiri")
    rina.page.get_by_label("Pilihan pertama").select_option(index=1)
    rina.press("Tampilkan akibatnya")
    rina.page.locator("section.place").first.evaluate(
        "one => one.scrollIntoView({behavior: 'instant'})"
    )
    shot(rina, "kasus-tunggal")


def planner(browser: Browser, address: str) -> None:
    """Take what a planner sees."""
    with Person(browser, address) as putri:
        putri.sign_in("putri")
        putri.follow("Rencana")
        putri.follow("Rencana 1")
        shot(putri, "rencana")
        putri.follow("Meja rencana")
        shot(putri, "meja-rencana")
        with putri.page.expect_navigation():
            putri.page.locator("main tbody th a").first.click()
        shot(putri, "kartu-perpindahan")


def phones(browser: Browser, address: str) -> None:
    """Take what a head and a teacher see on a phone."""
    for name, picture in (("kepsek", "tugas-saya-ponsel"), ("guru", "guru-ponsel")):
        with Person(browser, address, phone=True) as person:
            person.sign_in(name)
            shot(person, picture, height=1000)


def deciding(browser: Browser, address: str) -> None:
    """Take what stands after the plan: a proposal, a decision, letters, follow-up."""
    for name, link, picture in (
        ("gurukelas", "Baca dan tanggapi usulan", "usulan-ponsel"),
        ("bupati", "Tetapkan 2 mutasi", "lembar-keputusan-ponsel"),
    ):
        with Person(browser, address, phone=True) as person:
            person.sign_in(name)
            person.follow(link)
            shot(person, picture, height=1000)
    with Person(browser, address) as rina:
        rina.sign_in("rina")
        rina.follow("Surat")
        shot(rina, "register-surat")
        rina.follow("Tindak lanjut")
        shot(rina, "tindak-lanjut")


def main() -> int:
    """Write all pictures; 1 when one is too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as named, sync_playwright() as play:
        folder = Path(named)
        browser = play.chromium.launch(executable_path=chromium(), args=ARGS)
        start()
        demo = loaded()
        played = stage(demo, "signed", folder / "signed")
        with serving(played, folder / "played") as address:
            deciding(browser, address)
        with serving(demo, folder / "run") as address:
            operator(browser, address, folder / "files")
            planner(browser, address)
            phones(browser, address)
        browser.close()
    large = [one.name for one in FOLDER.glob("*.png") if one.stat().st_size > LARGEST]
    sys.stdout.write("".join(f"larger than {LARGEST}: {name}\n" for name in large))
    return 1 if large else 0


if __name__ == "__main__":
    sys.exit(main())
