"""docs/reference/roles.md says what the matrix says."""

from __future__ import annotations

from django.utils.translation import override

from seimbang_web.accounts.document import FILE, text


def test_the_page_of_roles_is_of_the_matrix() -> None:
    with override("en"):
        assert FILE.read_text() == text(), (
            "run: python -m seimbang_web.accounts.document"
        )
