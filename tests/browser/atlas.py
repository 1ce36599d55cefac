"""Every kind of page that links lead to, found once: an address for each URL name."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Browser

from tests.browser.person import Person

# who walks first decides whose page it is; together they reach every page
WALKERS = ("rina", "putri", "sari", "guru", "kepsek", "inspektur", "admin", "pdp")
LATER = WALKERS[2:]  # look only for what nobody before them found
DEPTH = 4
FILES = re.compile(r"\.(csv|xlsx|zip|json|yaml|txt|pdf|html|docx|geojson|svg)$")


def atlas(browser: Browser, address: str) -> dict[str, tuple[str, str]]:
    """Return URL name → (who, path), breadth first from *Tugas saya*."""
    found: dict[str, tuple[str, str]] = {}
    for name in WALKERS:
        with Person(browser, address) as person:
            person.sign_in(name)
            _walk(person, name, found)
    return found


def named(path: str) -> str:
    """Return the URL name of a path; empty: it is none of ours."""
    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def _walk(person: Person, name: str, found: dict[str, tuple[str, str]]) -> None:
    line, seen = ["/"], {"", "home"} | (set(found) if name in LATER else set())
    for _ in range(DEPTH):
        onward: list[str] = []
        for path in line:
            answer = person.page.request.get(person.address + path)
            kind = answer.headers.get("content-type", "")
            if answer.status != 200 or not kind.startswith("text/html"):
                continue
            found.setdefault(named(path), (name, path))
            for link in re.findall(r'<a [^>]*href="([^"#]+)', answer.text()):
                where = urlsplit(link.replace("&amp;", "&"))
                inner = where.path
                known = named(inner)
                if where.netloc or not inner.startswith("/") or FILES.search(inner):
                    continue
                if known not in seen:
                    seen.add(known)
                    onward.append(inner)
        line = onward
