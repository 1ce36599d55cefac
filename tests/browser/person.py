"""A person at a browser: reads labels, clicks what is named, types no addresses."""

from __future__ import annotations

import re
from pathlib import Path
from types import TracebackType
from typing import Literal

from playwright.sync_api import Browser, Locator, Page, Response, expect

PASSWORD = "seimbang-contoh-2026"
DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 360, "height": 640}
LABELS = {
    "id": ("nama pengguna", "sandi", "Masuk"),
    "en": ("user ?name", "password", "Sign in"),
}
CONFIRM = {"id": "Konfirmasi", "en": "Confirm"}


class Person:
    """
    One browser of one person. What goes wrong in it fails the test at the end.

    ``pages`` and ``clicks`` are counted, for the limits of a step.
    """

    def __init__(
        self,
        browser: Browser,
        address: str,
        *,
        phone: bool = False,
        language: str = "id",
        scripts: bool = True,
    ) -> None:
        self.address = address
        self.language = language
        self.context = browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            locale="id-ID" if language == "id" else "en-GB",
            java_script_enabled=scripts,
            has_touch=phone,
            accept_downloads=True,
        )
        self.context.set_default_timeout(30_000)
        self.context.add_cookies(
            [{"name": "django_language", "value": language, "url": address}]
        )
        self.page: Page = self.context.new_page()
        self.wrong: list[str] = []
        self.pages = self.clicks = self.bytes = 0
        self.expected: set[int] = set()  # statuses a test provokes
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        self.page.on("response", self._response)

    def __enter__(self) -> Person:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()
        if error is None:
            assert self.wrong == []

    def _console(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if any(f"status of {status}" in text for status in self.expected):
            return
        if kind == "error" or "Content Security Policy" in text:
            self.wrong.append(f"console: {text} {self.page.url}")

    def _response(self, answer: Response) -> None:
        if answer.status >= 500:
            self.wrong.append(f"{answer.status} {answer.url}")
        if answer.request.is_navigation_request() and not 300 <= answer.status < 400:
            self.pages += 1

    # --- what a person does -------------------------------------------------------
    def sign_in(self, name: str, password: str = PASSWORD) -> Person:
        """Open the address and sign in."""
        user, secret, button = LABELS[self.language]
        self.page.goto(self.address)
        self.page.get_by_label(re.compile(user, re.I)).first.fill(name)
        self.page.get_by_label(re.compile(secret, re.I)).first.fill(password)
        self.press(button)
        return self

    def fill(self, label: str, value: str) -> None:
        """Write into the field with this label."""
        self.page.get_by_label(label, exact=True).first.fill(value)

    def tick(self, label: str) -> None:
        """Tick a box or a circle by its words."""
        self.page.get_by_label(label).first.check()

    def upload(self, label: str, file: Path) -> None:
        """Put a file into the field with this label."""
        self.page.get_by_label(label).first.set_input_files(file)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press the button with this name; say again who one is, where asked."""
        self._go(self._named("button", name))
        self._prove()

    def follow(self, name: str | re.Pattern[str]) -> None:
        """Follow the link with this name; say again who one is, where asked."""
        self._go(self._named("link", name))
        self._prove()

    def _prove(self) -> None:
        if self.page.url.startswith(f"{self.address}/akun/reauthenticate/"):
            _user, secret, _button = LABELS[self.language]
            field = self.page.get_by_label(re.compile(secret, re.I))
            if field.count():  # else the page is already what comes after the proof
                field.first.fill(PASSWORD)
                self._go(self._named("button", CONFIRM[self.language]))

    def _named(
        self, role: Literal["button", "link"], name: str | re.Pattern[str]
    ) -> Locator:
        """Return what has this name, on the page itself before head and menu."""
        inner = self.page.locator("main").get_by_role(role, name=name)
        seen = inner.locator("visible=true")
        return seen if seen.count() else self.page.get_by_role(role, name=name)

    def _go(self, found: Locator) -> None:
        self.clicks += 1
        with self.page.expect_navigation():
            found.locator("visible=true").first.click()

    def look_up(self, text: str) -> None:
        """Search as on every page."""
        label, button = {
            "id": ("Cari orang dan unit", "Cari"),
            "en": ("Search people and units", "Search"),
        }[self.language]
        self.fill(label, text)
        self._go(self.page.get_by_role("button", name=button, exact=True))

    def download(self, name: str, folder: Path) -> Path:
        """Take the file behind a link."""
        self.clicks += 1
        with self.page.expect_download() as taken:
            self._named("link", name).first.click()
        file = folder / taken.value.suggested_filename
        taken.value.save_as(file)
        return file

    # --- what a person sees -------------------------------------------------------
    def sees(self, text: str | re.Pattern[str], *, seconds: int = 20) -> None:
        """Wait until the page shows a text."""
        expect(self._shown(text)).to_be_visible(timeout=seconds * 1000)

    def waits_for(self, text: str | re.Pattern[str], *, seconds: int = 60) -> None:
        """Wait for a job: load the page again until it shows a text."""
        shown, before = self._shown(text), self.pages
        for _ in range(seconds):
            try:
                expect(shown).to_be_visible(timeout=1000)
            except AssertionError:
                self.page.reload()
                self.pages = before  # waiting is no page more
            else:
                return
        raise AssertionError(f"Expected {text!r} within {seconds} s: {self.words()}")

    def _shown(self, text: str | re.Pattern[str]) -> Locator:
        found = self.page.locator("main").get_by_text(text)
        return found.locator("visible=true").first

    def heading(self) -> str:
        """Return the heading of the page."""
        return self.page.locator("h1").first.inner_text()

    def words(self) -> str:
        """Return what stands on the page."""
        return self.page.locator("main").inner_text()

    def fits(self) -> bool:
        """Tell whether nothing stands outside the window's width."""
        width = self.page.evaluate("document.documentElement.scrollWidth")
        return int(width) <= int((self.page.viewport_size or PHONE)["width"])
