"""Every page: no serious finding of axe, both languages, phone and desktop."""

from __future__ import annotations

from collections import defaultdict

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.atlas import atlas
from tests.browser.person import DESKTOP, PHONE, Person

# a desk for a wide screen: the page says so on a phone
WIDE_ONLY: frozenset[str] = frozenset()


@pytest.fixture(scope="session")
def pages(browser: Browser, reading: str) -> dict[str, dict[str, str]]:
    """Return who → URL name → path."""
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


def test_no_page_has_a_serious_finding_and_all_fit_a_phone(
    browser: Browser, reading: str, pages: dict[str, dict[str, str]]
) -> None:
    found: list[str] = []
    for name, paths in pages.items():
        with Person(browser, reading) as person:
            person.sign_in(name)
            for kind, path in paths.items():
                person.page.set_viewport_size(DESKTOP)
                person.page.goto(reading + path)
                found += findings(person)
                person.page.set_viewport_size(PHONE)
                if kind not in WIDE_ONLY and not person.fits():
                    found.append(f"{path}: wider than a phone")
    assert found == []


@pytest.mark.soak  # the same pages, in other words
def test_no_page_has_a_serious_finding_in_english(
    browser: Browser, reading: str, pages: dict[str, dict[str, str]]
) -> None:
    found: list[str] = []
    for name, paths in pages.items():
        with Person(browser, reading, language="en") as person:
            person.sign_in(name)
            for path in paths.values():
                person.page.goto(reading + path)
                found += findings(person)
    assert found == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_before_sign_in_too(browser: Browser, reading: str, language: str) -> None:
    with Person(browser, reading, language=language, phone=True) as person:
        person.page.goto(reading)
        assert findings(person) == []
        assert person.fits()


@pytest.mark.parametrize("name", ["kepsek", "guru", "bupati"])
def test_tasks_on_a_phone_have_no_serious_finding(
    browser: Browser, reading: str, name: str
) -> None:
    with Person(browser, reading, phone=True) as person:
        person.sign_in(name)
        person.page.get_by_text("Menu", exact=True).click()
        assert findings(person) == []
        assert person.fits()
