"""The office's day on which a proposal was opened and an answer was given."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.utils.timezone import localtime


def fill(apps: Any, schema_editor: Any) -> None:
    """Take the day from the moment, for what is there already."""
    for model, name in (("Proposal", "opened"), ("Response", "given")):
        kind = apps.get_model("proposals", model)
        for pk, moment in kind.objects.values_list("pk", f"{name}_at"):
            day = localtime(moment).date()
            kind.objects.filter(pk=pk).update(**{f"{name}_on": day})


class Migration(migrations.Migration):
    dependencies = [("proposals", "0002_heard")]

    operations = [
        migrations.AddField(
            model_name="proposal",
            name="opened_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="response",
            name="given_on",
            field=models.DateField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
