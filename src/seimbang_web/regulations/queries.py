"""The law and the region's choices as they stand on a day."""

from __future__ import annotations

import tempfile
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from seimbang.language import translate
from seimbang.law import Law, Local
from seimbang.plan.policy import Policy, names, policy
from seimbang.plan.policy_file import read_policy
from seimbang_web.accounts.rights import Rights
from seimbang_web.lib.waiting import Waiting
from seimbang_web.regulations.models import LocalVersion, PolicyVersion


@lru_cache(maxsize=1)
def law() -> Law:
    """Return the law's files, read once."""
    return Law.load()


def local_version(day: date) -> LocalVersion | None:
    """Return the region's parameters in force on ``day``; None: as shipped."""
    rows = LocalVersion.objects.filter(approved_at__isnull=False, since__lte=day)
    return rows.order_by("-since", "-number").first()


def local_of(version: LocalVersion | None) -> Local:
    """Return the parameters of a version; None: as shipped."""
    return _local(None if version is None else version.content)


@lru_cache(maxsize=8)
def _local(content: str | None) -> Local:
    return Local.load(None) if content is None else read_local(content)


def read_local(content: str) -> Local:
    """
    Return the parameters that a file with this ``content`` holds.

    :raises LocalFileError: with every fault of the file at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "local.yaml"
        file.write_text(content)
        return Local.load(file)


def policies(day: date) -> list[tuple[str, str]]:
    """Return name and title of each policy of ``day``: shipped, then the region's."""
    return [(one.name, translate(one.description)) for one in every_policy(day)]


def every_policy(day: date) -> list[Policy]:
    """Return each policy of ``day``: shipped, then the region's."""
    own = [policy_in(version) for version in policy_versions(day).values()]
    return [*(policy(name) for name in names()), *own]


def policy_of(name: str, day: date) -> Policy:
    """
    Return the policy ``name`` as it stands on ``day``.

    :raises UnknownPolicyError: when there is none of that name.
    """
    version = policy_versions(day).get(name)
    return policy(name) if version is None else policy_in(version)


def policy_versions(day: date) -> dict[str, PolicyVersion]:
    """Return the region's own policies in force on ``day``, by name."""
    rows = PolicyVersion.objects.filter(approved_at__isnull=False, since__lte=day)
    found = {row.name: row for row in rows.order_by("since", "number")}
    return dict(sorted(found.items()))


def policy_in(version: PolicyVersion) -> Policy:
    """Return the policy that a version holds."""
    return own_policy(version.name, version.content)


@lru_cache(maxsize=64)
def own_policy(name: str, content: str) -> Policy:
    """
    Return the policy that a file of this name and content holds.

    :raises PolicyFileError: with every fault of the file at once.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{name}.yaml"
        file.write_text(content)
        return read_policy(file)


def waiting_for(rights: Rights) -> list[Waiting]:
    """Return the proposals that wait for this person's approval, and one's own."""
    found = []
    for model, page, label, own in (
        (
            LocalVersion,
            "local-list",
            _("Approve changed local parameters"),
            _("Your proposed parameters wait for approval"),
        ),
        (
            PolicyVersion,
            "policy-list",
            _("Approve changed policies"),
            _("Your proposed policies wait for approval"),
        ),
    ):
        rows: QuerySet[LocalVersion] | QuerySet[PolicyVersion]
        rows = model.objects.filter(approved_at=None, refused_at=None)
        if rights.may("local.approve"):
            others = rows.exclude(proposed_by=rights.user).count()
            if others:
                found.append(Waiting(label, reverse(page), others))
        mine = rows.filter(proposed_by=rights.user).count()
        if mine:
            found.append(Waiting(own, reverse(page), mine, state="waiting"))
    return found
