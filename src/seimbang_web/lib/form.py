"""Forms as GOV.UK's: errors in a summary and at the field, checked by the server."""

from __future__ import annotations

from django import forms
from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draw forms and fields with the templates in ``templates/components/``."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"


class Form(forms.Form):
    """A form whose required fields are not checked by the browser."""

    use_required_attribute = False
