"""What a civil servant's phone must fetch: 100 KB at the first load, no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.person import Person

PAGES = ("/", "/mulai/", "/bantuan/", "/surat/saya/")
FIRST_LOAD = 100_000
SCRIPTS = 20_000


@pytest.mark.parametrize("path", PAGES)
def test_the_first_load_is_light(browser: Browser, reading: str, path: str) -> None:
    with Person(browser, reading, phone=True) as person:
        person.sign_in("guru")
        state = person.context.storage_state()
    context = browser.new_context(viewport={"width": 360, "height": 640})
    context.add_cookies(state["cookies"])  # type: ignore[arg-type]
    page = context.new_page()
    talk = context.new_cdp_session(page)  # transferred bytes, as compressed
    talk.send("Network.enable")
    kinds: dict[str, str] = {}
    sizes: dict[str, int] = {}
    talk.on(
        "Network.responseReceived",
        lambda told: kinds.update({told["requestId"]: told["type"]}),
    )
    talk.on(
        "Network.loadingFinished",
        lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}),
    )
    page.goto(reading + path, wait_until="networkidle")
    context.close()
    total = sum(sizes.values())
    scripts = sum(sizes[one] for one, kind in kinds.items() if kind == "Script")
    assert 0 < total <= FIRST_LOAD
    assert scripts <= SCRIPTS
