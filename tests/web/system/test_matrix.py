"""The matrix and the addresses are one: what is missing in one fails the build."""

from __future__ import annotations

from seimbang_web.accounts.matrix import matrix
from tests.web.system.atlas import pages

UNUSED = {  # allauth's pages without a right: the middleware refuses them
    "account_confirm_email",
    "account_confirm_login_code",
    "account_email",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_set_password",
    "account_signup",
}


def test_every_address_is_in_the_matrix() -> None:
    assert set(pages()) - matrix().names() == UNUSED


def test_every_page_of_the_matrix_is_there() -> None:
    assert matrix().names() - set(pages()) == set()


def test_every_page_does_something() -> None:
    empty = [
        name for name, one in matrix().pages.items() if not (one.read or one.write)
    ]
    assert empty == []


def test_every_act_is_somebody_s() -> None:
    assert [act for act, roles in matrix().acts.items() if not roles] == []
