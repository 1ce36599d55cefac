"""The first two users of an office let in all others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.web.real import Place

pytestmark = pytest.mark.both

FIRST = """
import json
from io import StringIO
from django.core.management import CommandError, call_command
from seimbang_web.accounts.codes import activation_of
from seimbang_web.accounts.models import Grant
from seimbang_web.lib import clock
out, refused = StringIO(), []
for names in (["Budi", "budi"], ["Budi", "siti"], ["a", "b"]):
    try:
        call_command("first_users", *names, stdout=out)
    except CommandError as error:
        refused.append(str(error))
codes = dict(line.split() for line in out.getvalue().splitlines())
fit = [bool(activation_of(username=u, code=c, now=clock.now()))
       for u, c in codes.items()]
roles = list(Grant.objects.order_by("pk").values_list("user__username", "role"))
print(json.dumps([refused, fit, roles]))
"""


def test_two_persons_begin_and_only_once(tmp_path: Path) -> None:
    refused, fit, roles = json.loads(Place(tmp_path).run(FIRST))
    assert len(refused) == 2
    assert fit == [True, True]
    assert roles == [["budi", "adm"], ["siti", "ver"]]
