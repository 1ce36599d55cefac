"""The way from data to a chosen plan: calculate, compare, edit, choose; labels only."""

from __future__ import annotations

import re

from tests.browser.conftest import Come


def test_from_a_new_plan_to_the_chosen_one(come: Come, server: str) -> None:
    putri = come(server, "putri")
    putri.follow("Rencana")
    putri.follow("Susun rencana")
    putri.fill("Nama (boleh kosong)", "Paling sedikit pindah")
    putri.tick("paling-sedikit-pindah")
    putri.press("Hitung rencana")
    assert putri.heading().startswith("Paling sedikit pindah")
    putri.waits_for("Apa yang berubah", seconds=90)
    putri.follow("Bandingkan")
    putri.page.get_by_text("Pilih yang dibandingkan").click()
    putri.tick("Rencana 1")
    putri.press("Bandingkan")
    putri.sees("3 rencana berdampingan")
    putri.follow("Meja rencana Rencana 1")
    putri.sees("perpindahan")
    putri.follow("Rencana 1")
    putri.fill("Alasan", "Kekurangan paling kecil; perpindahannya masih sanggup.")
    putri.press("Pilih rencana ini untuk dibahas")
    putri.sees(re.compile("dipilih", re.IGNORECASE))
    putri.follow("Tugas saya")
    putri.sees("langkah 5 dari 6")
    tono = come(server, "tono")
    tono.follow("Rencana")
    tono.sees(re.compile("Rencana 1"))
