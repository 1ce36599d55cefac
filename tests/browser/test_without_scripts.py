"""Sign in and see one's tasks without JavaScript, on a phone."""

from __future__ import annotations

from tests.browser.conftest import Come


def test_a_teacher_signs_in_and_reads(come: Come, reading: str) -> None:
    teacher = come(reading, "guru", phone=True, scripts=False)
    assert teacher.heading() == "Tugas saya"
    teacher.sees("Data saya")
    teacher.page.get_by_text("Menu", exact=True).click()  # opens without a script
    teacher.follow("Bantuan")
    assert teacher.heading() == "Bantuan"


def test_a_head_finds_the_school_and_its_sentence(come: Come, reading: str) -> None:
    head = come(reading, "kepsek", phone=True, scripts=False)
    head.sees("SDN 98/I Jangga Aur butuh")
    head.look_up("sd 98")
    head.sees("SDN 98/I Jangga Aur")


def test_the_language_changes_without_a_script(come: Come, reading: str) -> None:
    teacher = come(reading, "guru", scripts=False)
    teacher.press("English")
    assert teacher.heading() == "My tasks"
    teacher.press("Bahasa Indonesia")
    assert teacher.heading() == "Tugas saya"


def test_a_teacher_asks_to_correct_a_mistake(come: Come, server: str) -> None:
    teacher = come(server, "guru", phone=True, scripts=False)
    teacher.follow("Ada yang keliru: minta perbaikan")
    teacher.page.get_by_label("Apa yang keliru?").select_option(index=1)
    teacher.page.get_by_label("Apa yang benar?").fill("IV/b sejak 1 April 2025")
    teacher.press("Kirim permintaan")
    teacher.sees("Permintaan Anda")
    assert teacher.fits()
