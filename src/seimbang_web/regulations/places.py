"""Codes of districts and agencies, as a limit of the region names them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from seimbang_web.organisation.models import Unit


class WrittenError(ValueError):
    """What stands in a field cannot be read; the text says the line and what to do."""


@dataclass(frozen=True)
class Places:
    """The codes there are."""

    districts: frozenset[str]
    agencies: frozenset[str]

    @staticmethod
    def load() -> Places:
        """Return the codes of the last version of the data."""
        units = Unit.objects.filter(present=True)
        return Places(
            frozenset(units.values_list("district_code", flat=True)) - {""},
            frozenset(units.filter(agency=None).values_list("code", flat=True)),
        )

    def of(self, code: str, line: int) -> dict[str, str | None]:
        """
        Return the place of a ``code`` as the file names it; empty: everywhere.

        :raises WrittenError: when neither a district nor an agency has the code.
        """
        if code and code not in self.districts | self.agencies:
            raise WrittenError(
                _("Line {line}: no district and no agency has the code {code}.").format(
                    line=line, code=code
                )
            )
        return {
            "district_id": code if code in self.districts else None,
            "agency_id": code if code in self.agencies else None,
        }
