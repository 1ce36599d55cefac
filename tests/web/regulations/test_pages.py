"""The pages of the rules answer everybody who may read the law, in both languages."""

from __future__ import annotations

import pytest
from django.urls import reverse

from seimbang.rules import RULES
from seimbang_web.regulations.queries import law
from tests.web.conftest import As

PAGES = (
    ("rule-list", {}),
    ("law-list", {}),
    ("source-list", {}),
    ("local-list", {}),
    ("local-difference", {}),
    ("policy-list", {}),
    ("policy-detail", {"name": "pemerataan"}),
    ("law-detail", {"key": "wisn.rounding"}),
    ("source-detail", {"id": "pp-11-2017"}),
)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("name", "kwargs"), PAGES)
def test_a_civil_servant_reads_the_rules(
    as_: As, name: str, kwargs: dict[str, str], language: str
) -> None:
    client = as_("guru")
    client.cookies["django_language"] = language
    answer = client.get(reverse(name, kwargs=kwargs))
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("key", [rule.key for rule in RULES])
def test_every_rule_has_a_page(as_: As, key: str) -> None:
    answer = as_("tono").get(reverse("rule-detail", args=[key]))
    assert answer.status_code == 200


def test_every_number_and_source_has_a_page(as_: As) -> None:
    client = as_("tono")
    for key in law().keys():  # noqa: SIM118
        assert client.get(reverse("law-detail", args=[key])).status_code == 200
    for id in law().sources:
        assert client.get(reverse("source-detail", args=[id])).status_code == 200


@pytest.mark.parametrize(
    ("name", "argument"),
    [
        ("rule-detail", "R99"),
        ("law-detail", "no.such"),
        ("source-detail", "no"),
        ("policy-detail", "no-such"),
        ("policy-file", "no-such"),
        ("local-detail", 999999),
        ("policy-version", 999999),
    ],
)
def test_what_is_not_there_is_not_found(as_: As, name: str, argument: str) -> None:
    assert as_("putri").get(reverse(name, args=[argument])).status_code == 404


def test_nobody_signed_in_sees_nothing(client: object) -> None:
    from django.test import Client

    answer = Client().get(reverse("rule-list"))
    assert answer.status_code == 302


def test_the_head_says_how_much_is_not_confirmed(as_: As) -> None:
    page = as_("putri").get(reverse("rule-list"))
    assert page.context["open"] == sum(
        line.open for _w, _a, lines in page.context["groups"] for line in lines
    )
    assert page.context["number"] == len(RULES)
