"""The keyboard alone: everything is reached by Tab, and one sees where one is."""

from __future__ import annotations

import re

from tests.browser.conftest import Come
from tests.browser.person import PASSWORD, Person

FOCUSED = "document.activeElement"
MOST = 60  # presses of Tab to reach something


def reach(person: Person, text: str) -> None:
    """Press Tab until what has the focus says ``text``; the focus is seen."""
    for _ in range(MOST):
        person.page.keyboard.press("Tab")
        told = person.page.evaluate(
            f"(({FOCUSED}.innerText || '') + ' ' + "
            f"[...({FOCUSED}.labels || [])].map((one) => one.innerText).join(' '))"
        )
        width = person.page.evaluate(f"getComputedStyle({FOCUSED}).outlineWidth")
        if told.strip().casefold().startswith(text.casefold()):
            assert width != "0px"
            return
    raise AssertionError(f"Expected Tab to reach {text!r} on {person.page.url}.")


def enter(person: Person, text: str) -> None:
    """Reach something and press Enter."""
    reach(person, text)
    go(person)


def go(person: Person) -> None:
    """Press Enter and wait for the page it opens."""
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


def come_in(person: Person, name: str) -> Person:
    """Sign in by the keyboard."""
    person.page.goto(person.address)
    reach(person, "nama pengguna")
    person.page.keyboard.type(name)
    reach(person, "kata sandi")
    person.page.keyboard.type(PASSWORD)
    go(person)
    return person


def test_sign_in_skip_the_head_and_open_a_task(come: Come, reading: str) -> None:
    person = come_in(come(reading), "rina")
    assert person.heading() == "Tugas saya"
    reach(person, "Langsung ke isi")
    person.page.keyboard.press("Enter")
    enter(person, "Mulai di sini")
    assert person.heading() == "Mulai di sini"
    enter(person, "Ke tugas saya")
    assert person.heading() == "Tugas saya"


def test_search_by_the_keyboard(come: Come, reading: str) -> None:
    person = come_in(come(reading), "rina")
    reach(person, "Cari orang dan unit")
    person.page.keyboard.type("pkm aro")
    go(person)
    person.sees("Puskesmas Aro")


def test_the_import_by_the_keyboard(come: Come, reading: str) -> None:
    person = come_in(come(reading), "rina")
    enter(person, "Data")
    enter(person, "Impor berkas")
    reach(person, "Berkas")
    enter(person, "Periksa berkas")  # nothing chosen: the summary takes the focus
    focused = person.page.evaluate(f"{FOCUSED}.innerText")
    assert "Pilih berkas" in focused


def test_the_desk_by_the_keyboard(come: Come, reading: str) -> None:
    person = come_in(come(reading), "putri")
    enter(person, "Rencana")
    enter(person, "Rencana 1")
    enter(person, "Buka meja rencana")
    assert person.heading() == "Meja rencana: Rencana 1"
    reach(person, "Ubah")
    person.page.keyboard.press("Enter")
    person.sees(re.compile("Kunci|Tukar|Keluarkan"))
