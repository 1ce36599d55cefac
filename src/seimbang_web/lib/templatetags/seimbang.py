"""Tags and filters of the pages: exact numbers, people in words, pages of a list."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import template
from django.template import RequestContext
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

register = template.Library()


@register.filter
def ratio(value: Any, decimals: int = 2) -> str:
    """Return an exact ratio (pair or Fraction; None is –) in decimals, halves up."""
    if value is None:
        return "–"
    exact = value if isinstance(value, int | Fraction) else Fraction(*value)
    unit = 10**decimals
    whole, rest = divmod(int(abs(exact) * unit + Fraction(1, 2)), unit)
    sign = "−" if exact < 0 and (whole or rest) else ""
    digits = f"{rest:0{decimals}}".rstrip("0") if rest else ""
    mark = number_format("0.1", use_l10n=True)[1]
    return f"{sign}{number_format(whole)}{mark + digits if digits else ''}"


@register.filter
def item(mapping: Any, key: Any) -> Any:
    """Return ``mapping[key]``, nothing when it is not there."""
    return mapping.get(key) if mapping else None


@register.filter
def may(rights: Any, act: str) -> bool:
    """Tell whether the person may do ``resource.act`` somewhere."""
    return bool(rights and rights.may(act))


@register.simple_tag(takes_context=True)
def with_query(context: RequestContext, **changes: Any) -> str:
    """Return the query of this page with some values changed; None takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.filter
def styled(field: Any) -> Any:
    """Return the widget of a bound field with the classes of our style sheet."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    name = {"checkbox": "form-check-input", "radio": "form-check-input"}.get(
        kind, "form-select" if kind == "select" else "form-control"
    )
    attrs = {"class": name}
    if field.errors:
        attrs["aria-invalid"] = "true"
        attrs["aria-describedby"] = f"{field.auto_id}_error"
    return field.as_widget(attrs=attrs)


STAGES = {  # what jobs and the core call their stages → words
    "queue": _("waiting for the solver"),
    "read": _("reading"),
    "check": _("checking"),
    "merge": _("joining with the present data"),
    "compare": _("comparing"),
    "units": _("units"),
    "people": _("people"),
    "placements": _("placements"),
    "measure": _("measuring the workload"),
    "workload": _("measuring the workload"),
    "rules": _("applying the rules"),
    "moves": _("finding the possible moves"),
    "solve": _("looking for the best plan"),
    "reasons": _("finding the reasons"),
    "relief": _("looking for what helps without a transfer"),
    "report": _("writing the report"),
    "keep": _("keeping the result"),
}


@register.filter
def stage(name: str) -> str:
    """Return a job's stage in words; a name we do not know as it is."""
    return str(STAGES.get(name, name))
