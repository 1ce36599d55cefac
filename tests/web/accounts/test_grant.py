"""Roles: one person proposes, another approves, nobody for oneself (S3, S4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from seimbang_web.accounts import actions, queries
from seimbang_web.accounts.actions import Wish
from seimbang_web.accounts.matrix import matrix
from seimbang_web.accounts.models import Capability, Grant, Role, User
from seimbang_web.accounts.rights import Rights
from seimbang_web.audit.models import Entry
from seimbang_web.lib.act import ActError
from seimbang_web.organisation.models import Person, Unit
from tests.web.accounts.proving import prove, signed_in
from tests.web.conftest import DAY, As

pytestmark = pytest.mark.both

Get = Callable[[str], User]
PLANNER = Wish(role=Role.PLANNER, since=DAY)


@pytest.fixture
def proposed(user: Get, now: datetime) -> Grant:
    return actions.propose_grant(
        user=user("rina"), wish=PLANNER, actor=user("admin"), now=now
    )


def form(**changes: object) -> dict[str, object]:
    fields = {"username": "Budi", "name": "Budi", "nip": "", "role": "prn"}
    return {**fields, "since": "2026-01-01", "key": "k1", **changes}


def last_acts(number: int) -> list[str]:
    return list(Entry.objects.order_by("-seq").values_list("act", flat=True)[:number])


def test_a_user_is_proposed_and_comes_in_when_another_approves(as_: As) -> None:
    page = as_("admin").post("/akun/pengguna/baru/", form(), follow=True)
    assert "menunggu orang kedua" in page.content.decode()
    budi = User.objects.get(username="budi")
    assert not budi.is_active
    assert not Rights(budi, DAY).roles
    grant = budi.grants.get()
    sari = prove(signed_in("sari"))
    assert "Setujui usulan peran" in sari.get("/").content.decode()
    page = sari.post(f"/akun/peran/{grant.pk}/setujui/", follow=True)
    assert "Peran sekarang berlaku" in page.content.decode()
    budi.refresh_from_db()
    assert budi.is_active
    assert Rights(budi, DAY).roles == {Role.PLANNER}
    assert last_acts(3) == ["grant.approve", "grant.propose", "user.propose"]


def test_the_same_form_twice_proposes_once(as_: As) -> None:
    client = as_("admin")
    for _number in range(2):
        assert client.post("/akun/pengguna/baru/", form()).status_code == 302
    assert User.objects.filter(username="budi").count() == 1
    page = client.post("/akun/pengguna/baru/", form(key="k2")).content.decode()
    assert "sudah dipakai" in page


def test_a_civil_servant_is_found_by_nip_which_is_kept_nowhere(as_: As) -> None:
    person = Person.objects.exclude(nip="").filter(present=True, user=None)[0]
    client = as_("admin")
    sent = form(role="asn", nip=person.nip)
    there = client.post("/akun/pengguna/baru/", sent)
    assert person.nip not in there["Location"]
    assert User.objects.get(username="budi").person == person
    again = form(username="budi2", role="asn", nip=person.nip, key="k2")
    assert (
        "sudah punya pengguna"
        in client.post("/akun/pengguna/baru/", again).content.decode()
    )
    for changes, told in (
        ({"username": person.nip}, "bukan NIP"),
        ({"username": "a b"}, "tanpa spasi"),
        ({"nip": "199001012020121001"}, "Tidak ada pegawai"),
        ({"role": "asn"}, "memerlukan orangnya"),
        ({"role": "ku"}, "satu unit"),
        ({"role": "prn", "capabilities": ["pyb"]}, "tidak cocok"),
        ({"until": "2025-12-31"}, "lebih awal"),
    ):
        page = client.post(
            "/akun/pengguna/baru/", form(**{"username": "b3", "key": "", **changes})
        ).content.decode()
        assert told in page, changes


def test_a_role_of_a_unit_holds_for_the_unit(as_: As, user: Get, now: datetime) -> None:
    unit = Unit.objects.filter(kind="sd")[5]
    sent = form(role="ku", unit=unit.pk)
    page = as_("admin").post(f"/akun/pengguna/{user('guru').pk}/peran/", sent)
    assert page.status_code == 302
    grant = user("guru").grants.get()
    actions.approve_grant(grant=grant, actor=user("sari"), now=now)
    reach = Rights(user("guru"), DAY).reach("roster.read")
    assert reach.units == {unit.pk}


def test_nobody_approves_for_oneself_or_ones_own_proposal(
    user: Get, now: datetime
) -> None:
    admin, sari = user("admin"), user("sari")
    with pytest.raises(ActError, match="diri sendiri"):
        actions.propose_grant(user=admin, wish=PLANNER, actor=admin, now=now)
    own = actions.propose_grant(user=sari, wish=PLANNER, actor=admin, now=now)
    with pytest.raises(ActError):
        actions.approve_grant(grant=own, actor=sari, now=now)
    with pytest.raises(ActError):
        actions.approve_grant(grant=own, actor=admin, now=now)
    own.refresh_from_db()
    assert own.open


@pytest.mark.parametrize(
    "fields",
    [
        {"proposed_by": "rina"},
        {"approved_by": "rina"},
        {"proposed_by": "sari", "approved_by": "sari"},
        {"role": "ku"},
    ],
)
def test_the_database_holds_two_persons_too(
    user: Get, now: datetime, fields: dict[str, str]
) -> None:
    told = {
        name: value if name == "role" else user(value) for name, value in fields.items()
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            **{"user": user("rina"), "role": "prn", "since": DAY, **told}
        )


@pytest.mark.parametrize(
    "change",
    [
        lambda rows, user: rows.update(role="ppk"),
        lambda rows, user: rows.update(user=user("dedi")),
        lambda rows, user: rows.update(capabilities=["pyb"]),
        lambda rows, user: rows.update(since=date(2020, 1, 1)),
        lambda rows, user: rows.update(approved_by=user("tono")),
        lambda rows, user: rows.delete(),
    ],
)
def test_what_was_approved_stays_what_was_approved(
    proposed: Grant, user: Get, now: datetime, change: Callable[..., object]
) -> None:
    actions.approve_grant(grant=proposed, actor=user("sari"), now=now)
    rows = Grant.objects.filter(pk=proposed.pk)
    with pytest.raises(DatabaseError, match="ended, not changed"), transaction.atomic():
        change(rows, user)


def test_it_is_answered_once(proposed: Grant, user: Get, now: datetime) -> None:
    actions.approve_grant(grant=proposed, actor=user("sari"), now=now)
    with pytest.raises(ActError):
        actions.refuse_grant(grant=proposed, actor=user("sari"), now=now)
    with pytest.raises(ActError):
        actions.approve_grant(grant=proposed, actor=user("sari"), now=now)


def test_it_may_be_refused_and_taken_back(
    proposed: Grant, user: Get, now: datetime
) -> None:
    page = as_admin(f"/akun/peran/{proposed.pk}/tolak/")
    assert "Usulan ditutup" in page
    assert not Rights(user("rina"), DAY).roles - {Role.OPERATOR}
    states = [one.state for one in queries.held(user("rina"), DAY)]
    assert states == ["refused", "held"]
    again = actions.propose_grant(
        user=user("rina"), wish=PLANNER, actor=user("admin"), now=now
    )
    assert again.open


def as_admin(url: str) -> str:
    client = prove(signed_in("admin"))
    return str(client.post(url, follow=True).content.decode())


def test_a_role_ends_at_once_and_only_once(user: Get) -> None:
    grant = user("rina").grants.get()
    url = f"/akun/peran/{grant.pk}/akhiri/"
    client = prove(signed_in("sari"))
    assert "Peran telah berakhir" in client.post(url, follow=True).content.decode()
    assert not Rights(user("rina"), DAY).roles
    assert "sudah berakhir" in client.post(url, follow=True).content.decode()
    assert signed_in("rina").get("/beban-kerja/").status_code == 404


def test_a_closed_account_opens_again_by_a_new_role(user: Get, now: datetime) -> None:
    rina = user("rina")
    actions.disable_user(user=rina, actor=user("sari"), now=now, day=DAY)
    rina.refresh_from_db()
    assert not rina.is_active
    assert not Rights(rina, DAY).roles
    with pytest.raises(ActError):
        actions.disable_user(user=user("sari"), actor=user("sari"), now=now, day=DAY)
    wish = replace(PLANNER, role=Role.OPERATOR)
    grant = actions.propose_grant(user=rina, wish=wish, actor=user("admin"), now=now)
    actions.approve_grant(grant=grant, actor=user("sari"), now=now)
    rina.refresh_from_db()
    assert rina.is_active


@pytest.mark.parametrize("name", ["inspektur", "admin"])
def test_auditor_and_technician_hold_no_other_role(
    user: Get, now: datetime, name: str
) -> None:
    actor = user("sari") if name == "admin" else user("admin")
    with pytest.raises(ActError, match="Auditor"):
        actions.propose_grant(user=user(name), wish=PLANNER, actor=actor, now=now)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.TECHNICIAN])
def test_who_has_a_role_does_not_become_auditor_or_technician(
    user: Get, now: datetime, role: Role
) -> None:
    wish = replace(PLANNER, role=role)
    with pytest.raises(ActError):
        actions.propose_grant(
            user=user("putri"), wish=wish, actor=user("admin"), now=now
        )


def test_two_accounts_of_one_being_hold_no_auditor_beside_another(
    user: Get, now: datetime
) -> None:
    User.objects.filter(username="inspektur").update(email="Ir@contoh.id")
    User.objects.filter(username="putri").update(email="ir@contoh.id")
    with pytest.raises(ActError, match="Auditor"):
        actions.propose_grant(
            user=user("putri"), wish=PLANNER, actor=user("admin"), now=now
        )


@pytest.mark.parametrize("same", [True, False])  # account, or address alone
@pytest.mark.parametrize(
    ("first", "then"),
    [(Role.AUDITOR, Role.PLANNER), (Role.PLANNER, Role.TECHNICIAN)],
)
def test_the_database_itself_keeps_them_alone(
    user: Get, first: Role, then: Role, same: bool
) -> None:
    one, admin = User.objects.create(username="satu", email="satu@contoh.id"), "admin"
    two = one if same else User.objects.create(username="dua", email="SATU@contoh.id")
    by = user(admin)
    held = Grant.objects.create(user=one, role=first, since=DAY, proposed_by=by)
    week = DAY + timedelta(days=7)

    def again(**changes: object) -> Grant:
        fields = {"user": two, "role": then, "since": DAY, "proposed_by": by}
        with transaction.atomic():
            return Grant.objects.create(**{**fields, **changes})

    with pytest.raises(DatabaseError, match="no other role"):
        again()
    Grant.objects.filter(pk=held.pk).update(until=week)
    with pytest.raises(DatabaseError, match="no other role"):
        again()
    later = again(since=week)
    with pytest.raises(DatabaseError, match="no other role"), transaction.atomic():
        Grant.objects.filter(pk=held.pk).update(until=None)
    Grant.objects.filter(pk=later.pk).update(ended_by=by)  # refused
    Grant.objects.filter(pk=held.pk).update(until=None)


def test_the_technician_reads_no_content() -> None:
    content = ("roster", "private", "coarse", "plan", "card", "case", "import", "unit")
    reached = {
        act
        for act, roles in matrix().acts.items()
        if Role.TECHNICIAN in roles and act.split(".")[0] in content
    }
    assert reached == set()


def test_a_capability_is_carried_by_its_role(user: Get, now: datetime) -> None:
    wish = Wish(role=Role.TEAM, since=DAY, capabilities=(Capability.PYB,))
    grant = actions.propose_grant(
        user=user("putri"), wish=wish, actor=user("admin"), now=now
    )
    actions.approve_grant(grant=grant, actor=user("sari"), now=now)
    assert Rights(user("putri"), DAY).can(Capability.PYB)
    assert next(one.capabilities for one in queries.held(user("putri"), DAY))


def test_a_role_holds_from_its_first_to_before_its_last_day(
    user: Get, now: datetime
) -> None:
    wish = replace(PLANNER, since=DAY + timedelta(1), until=DAY + timedelta(3))
    grant = actions.propose_grant(
        user=user("rina"), wish=wish, actor=user("admin"), now=now
    )
    actions.approve_grant(grant=grant, actor=user("sari"), now=now)
    days = [
        Role.PLANNER in Rights(user("rina"), DAY + timedelta(n)).roles for n in range(5)
    ]
    assert days == [False, True, True, False, False]
    assert next(one.state for one in queries.held(user("rina"), DAY)) == "later"


def test_who_may_read_and_who_may_not(as_: As, proposed: Grant) -> None:
    page = as_("sari").get("/akun/pengguna/").content.decode()
    assert "1 usulan peran menunggu" in page
    assert as_("inspektur").get("/akun/pengguna/?peran=prn").status_code == 200
    for name in ("rina", "putri", "pdp", "bupati", "kepsek", "disdik", "guru"):
        client = as_(name)
        for url in (
            "/akun/pengguna/",
            f"/akun/pengguna/{proposed.user_id}/",
            "/akun/pengguna/baru/",
        ):
            assert client.get(url).status_code == 404, (name, url)
        for act in ("setujui", "tolak", "akhiri"):
            url = f"/akun/peran/{proposed.pk}/{act}/"
            assert client.post(url).status_code == 404
            assert client.get(url).status_code == 404
    assert as_("admin").post(f"/akun/peran/{proposed.pk}/setujui/").status_code == 404
    assert as_("sari").get("/akun/pengguna/999999/").status_code == 404
    assert as_("sari").post("/akun/peran/999999/tolak/").status_code == 404
