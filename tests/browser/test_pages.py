"""Every page: no serious finding of axe, both languages, phone and desktop."""

from __future__ import annotations

from collections import defaultdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.atlas import atlas
from tests.browser.person import PHONE, Person

# a desk for a wide screen: the page says so on a phone
WIDE_ONLY: frozenset[str] = frozenset()


@pytest.fixture(scope="session")
def pages(browser: Browser, reading: str) -> dict[str, dict[str, str]]:
    """Return who → shape → path."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, (name, path) in atlas(browser, reading).items():
        found[name][kind] = path
    return found


def findings(person: Person) -> list[str]:
    """Return what axe finds serious or critical on the page."""
    answer = Axe().run(person.page, options={"resultTypes": ["violations"]})
    return [
        f"{person.page.url} {one['id']}: {one['nodes'][0]['html'][:200]}"
        for one in answer.response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_has_a_serious_finding(
    browser: Browser,
    reading: str,
    pages: dict[str, dict[str, str]],
    language: str,
) -> None:
    found: list[str] = []
    for name, paths in pages.items():
        with Person(browser, reading, language=language) as person:
            person.sign_in(name)
            for path in paths.values():
                person.page.goto(reading + path)
                found += findings(person)
    assert found == []


def test_before_sign_in_too(browser: Browser, reading: str) -> None:
    for language in ("id", "en"):
        with Person(browser, reading, language=language, phone=True) as person:
            person.page.goto(reading)
            assert findings(person) == []
            assert person.fits()
            person.expected = {404}
            person.page.goto(f"{reading}/akun/password/reset/")
            assert person.fits()


def test_every_page_fits_a_phone(
    browser: Browser, reading: str, pages: dict[str, dict[str, str]]
) -> None:
    wide = []
    for name, paths in pages.items():
        with Person(browser, reading, phone=True) as person:
            person.sign_in(name)
            for kind, path in paths.items():
                person.page.goto(reading + path)
                if kind not in WIDE_ONLY and not person.fits():
                    wide.append(path)
                if path == "/":
                    found = findings(person)
                    assert found == []
    assert wide == []
    assert PHONE["width"] == 360
