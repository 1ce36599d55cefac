"""Every page × every role × somebody else's object: what is refused reads the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from seimbang_web.accounts.matrix import matrix
from seimbang_web.accounts.models import User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from tests.web.conftest import DAY, As
from tests.web.system.atlas import MARK, address, others, pages
from tests.web.system.reading import faults, plain

pytestmark = pytest.mark.both

CAST = (
    "guru", "kepsek", "rina", "putri", "sari", "disdik", "tono", "bupati",
    "inspektur", "admin", "pdp",
)  # fmt: skip
EVERYBODYS = {"institution-logo"}  # an object, but nobody's own
OBJECT = {"pk", "person", "unit", "job", "number", "order"}
TRACES = {
    "usersessions.UserSession",
    "sessions.Session",
    "audit.Entry",
    "audit.Content",
}
READING = ("read", "export", "file", "scan-read", "list")  # acts that only read
LISTS = {name for name in matrix().pages if name.endswith("-list")} | {"workload-map"}
MOST = 12  # questions to the database of a list
Parts = dict[str, dict[str, object]]


@pytest.fixture
def parts(now: datetime) -> Parts:
    return others(now)


def rows() -> dict[str, int]:
    """Return how many rows each table has, but those that reading leaves."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.label not in TRACES and model._meta.managed
    }


def allowed(rights: Rights, act: str | None, name: str) -> bool:
    """Tell whether the matrix lets the person do ``act`` on somebody else's object."""
    if act is None or not rights.may(act):
        return False
    theirs = set(pages()[name]) & OBJECT and name not in EVERYBODYS
    return rights.reach(act).everything or not theirs


def visit(
    client: Client, rights: Rights, name: str, url: str, refused: str
) -> Iterator[str]:
    """Yield what is wrong with a page as the person gets it."""
    page = matrix().pages[name]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = client.get(url)
    yield from faults(answer)
    status = answer.status_code
    if not allowed(rights, page.read, name):
        if status != 404:
            yield f"status {status} where 404 was due"
        elif plain(answer) != refused:
            yield "a refusal that reads differently"
    elif status not in (200, 286, 302, 404):
        yield f"status {status}"
    elif name in LISTS and (questions := _questions(asked)) > MOST:
        yield f"{questions} questions to the database"
    if status == 404 and MARK in answer.content.decode():
        yield "a refusal with what is somebody else's"


def _questions(asked: CaptureQueriesContext) -> int:
    told = [one["sql"] for one in asked.captured_queries]
    return sum(not one.startswith(("SAVEPOINT", "RELEASE")) for one in told)


@pytest.mark.parametrize("who", CAST)
def test_reading(who: str, as_: As, parts: Parts, user: Callable[[str], User]) -> None:
    client, rights = as_(who), Rights(user(who), DAY)
    client.raise_request_exception = False
    refused = plain(client.get("/nowhere/"))
    before, last = rows(), Entry.objects.order_by("-seq")[0].seq
    wrong = [
        f"{name} {url}: {fault}"
        for name in matrix().pages
        for url in [address(name, parts)]
        for fault in visit(client, rights, name, url, refused)
    ]
    after = rows()
    wrong += [f"{name} changed" for name in after if after[name] != before[name]]
    acts = Entry.objects.filter(seq__gt=last).values_list("act", flat=True)
    wrong += [f"{act} was recorded" for act in acts if not act.endswith(READING)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", CAST)
def test_writing_what_is_not_allowed(
    who: str, as_: As, parts: Parts, user: Callable[[str], User]
) -> None:
    client, rights = as_(who), Rights(user(who), DAY)
    refused = plain(client.get("/nowhere/"))
    before, wrong = rows(), []
    last = Entry.objects.order_by("-seq")[0].seq
    for name, page in matrix().pages.items():
        if allowed(rights, page.write, name):
            continue
        url = address(name, parts)
        answer = client.post(url)
        if answer.status_code != 404:
            wrong.append(f"{name} {url}: status {answer.status_code}")
        elif plain(answer) != refused:
            wrong.append(f"{name} {url}: a refusal that reads differently")
    after = rows()
    wrong += [f"{name} changed" for name in after if after[name] != before[name]]
    assert not Entry.objects.filter(seq__gt=last).exists()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["rina", "putri", "sari", "admin"])
def test_a_form_of_another_site_does_nothing(
    who: str, user: Callable[[str], User], parts: Parts
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user(who), backend="django.contrib.auth.backends.ModelBackend")
    wrong = [
        f"{name}: {status}"
        for name, page in matrix().pages.items()
        if page.write
        for status in [client.post(address(name, parts)).status_code]
        if status not in (403, 404)
    ]
    assert not wrong, "\n".join(wrong)


def test_strangers_are_sent_to_sign_in(parts: Parts) -> None:
    client, wrong = Client(), []
    for name in [*matrix().pages, *matrix().signed_in]:
        url = address(name, parts)
        for answer in (client.get(url), client.post(url)):
            there = answer.headers.get("Location", "")
            if answer.status_code != 302 or not there.startswith("/akun/login/"):
                wrong.append(f"{name}: {answer.status_code} {there}")
            wrong += [f"{name}: {fault}" for fault in faults(answer)]
    assert not wrong, "\n".join(wrong)


def test_what_is_not_there_reads_as_what_is_refused(as_: As) -> None:
    client = as_("putri")
    refused = plain(client.get("/nowhere/"))
    none = dict.fromkeys(OBJECT, 999999999)
    words = dict.fromkeys(("code", "form", "kind", "name", "key", "id", "side"), "zz")
    wrong = []
    for name in matrix().pages:
        if set(pages()[name]) & OBJECT:
            answer = client.get(address(name, {"": {**words, **none}}))
            if answer.status_code != 404 or plain(answer) != refused:
                wrong.append(f"{name}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["", "putri", "guru"])
def test_open_pages_and_ones_own_account(who: str, as_: As, parts: Parts) -> None:
    client = as_(who) if who else Client()
    names = matrix().open | (matrix().signed_in if who else set())
    wrong = []
    for name in sorted(names):
        answer = client.get(address(name, parts))
        if answer.status_code not in (200, 302, 404, 405):
            wrong.append(f"{name}: {answer.status_code}")
        wrong += [f"{name}: {fault}" for fault in faults(answer)]
    assert not wrong, "\n".join(wrong)
