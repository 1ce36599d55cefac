"""A case and a card on a phone, without JavaScript, by visible labels."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import Come

FIND = "Sebagian nama, atau angka terakhir NIP"


def test_a_case_is_registered_and_decided_without_a_script(
    come: Come, server: str, tmp_path: Path
) -> None:
    scan = tmp_path / "surat.pdf"
    scan.write_bytes(b"%PDF-1.4 one page")
    rina = come(server, "rina", phone=True, scripts=False)
    rina.page.get_by_text("Menu", exact=True).click()
    rina.follow("Kasus tunggal")
    rina.follow("Daftarkan kasus")
    rina.fill(FIND, "Abdul Putra Hamid")
    rina.press("Cari orang")
    assert "Abdul" not in rina.page.url
    rina.follow("Abdul Putra Hamid")
    rina.tick("Permohonan sendiri")
    rina.page.get_by_label("Pilihan pertama").select_option(index=1)
    rina.press("Tampilkan akibatnya")
    rina.sees("Kedua unit, sebelum dan sesudah")
    rina.fill("Nomor surat", "tanpa nomor")
    rina.fill("Tanggal surat", "2025-12-20")
    rina.upload("Pindaian surat", scan)
    rina.press("Daftarkan dan beri nomor agenda")
    rina.sees(re.compile(r"A-2026-\d{4}"))
    rina.sees("Kedua unit, sebelum dan sesudah")
    assert rina.fits()
    rina.follow("Tanda terima")
    rina.sees("Tanda terima bukan keputusan")

    sari = come(server, "sari", phone=True, scripts=False)
    sari.follow("Beri disposisi 1 kasus tunggal")
    sari.follow("A-2026-0001")
    sari.follow("Beri disposisi")
    sari.tick("Menunggu putaran")
    sari.press("Beri disposisi")
    sari.sees("Disposisi tersimpan: Menunggu putaran")


def test_a_card_reads_well_on_a_phone_without_a_script(
    come: Come, reading: str
) -> None:
    tono = come(reading, "tono", phone=True, scripts=False)
    tono.page.goto(f"{reading}/kartu/1/")
    for question in ("Mengapa dia?", "Mengapa ke sana?"):
        expect(tono.page.get_by_role("heading", name=question)).to_be_visible()
    assert tono.fits()
    tono.follow("Untuk dicetak")
    tono.sees("terpenuhi")
