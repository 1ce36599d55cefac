"""What every page is held to: no inline code, headers, no NIP in an address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from django.http import HttpResponse

NIP = re.compile(r"(?<!\d)\d{18}(?!\d)")
OWN = re.compile(  # of the address that was asked for
    r'name="(csrfmiddlewaretoken|next|key)" value="[^"]*"| aria-current="page"'
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
    "form-action 'self'",
)


class Page(HTMLParser):
    """Read a page: inline code, addresses, ids that stand there twice."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.inline: list[str] = []
        self.addresses: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "style" or (tag == "script" and not told.get("src")):
            self.inline.append(f"<{tag}>")
        for name, value in attrs:
            if (
                name == "style"
                or name.startswith("on")
                or "javascript:" in (value or "")
            ):
                self.inline.append(f"<{tag} {name}={value!r}>")
            if name in ("href", "src", "action") or name.startswith("hx-"):
                self.addresses.append(value or "")
            if name == "id":
                self.ids.append(value or "")


def faults(answer: HttpResponse) -> Iterator[str]:
    """Yield what is wrong with an answer, whoever asked."""
    for name, value in HEADERS.items():
        if answer.headers.get(name) != value:
            yield f"header {name} is {answer.headers.get(name)!r}"
    if "no-store" not in answer.headers.get("Cache-Control", ""):
        yield "browsers may keep it"
    policy = answer.headers.get("Content-Security-Policy", "")
    yield from (f"no {part} in the policy" for part in POLICY if part not in policy)
    if NIP.search(answer.headers.get("Location", "")):
        yield "a NIP in the redirect"
    if NIP.search(answer.headers.get("Content-Disposition", "")):
        yield "a NIP in the file's name"
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        yield from _in_page(answer.content.decode())


def _in_page(text: str) -> Iterator[str]:
    page = Page(text)
    yield from (f"inline {one}" for one in page.inline)
    yield from (f"a NIP in {one}" for one in page.addresses if NIP.search(one))
    twice = {one for one in page.ids if page.ids.count(one) > 1}
    if twice:
        yield f"ids stand twice: {sorted(twice)}"


def plain(answer: HttpResponse) -> str:
    """Return a page without what differs each time."""
    return OWN.sub("", answer.content.decode())
