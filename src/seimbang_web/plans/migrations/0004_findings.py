"""What a plan betters, as told; pins are of people and units only."""

from importlib import import_module

from django.db import migrations, models

immutable = import_module("seimbang_web.plans.migrations.0003_immutable")


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_immutable")]
    operations = [
        migrations.RunPython(immutable.unguard, immutable.guard),
        migrations.RemoveField(model_name="pin", name="job"),
        migrations.AddField(
            model_name="plan", name="findings", field=models.JSONField(default=list)
        ),
        migrations.RunPython(immutable.guard, immutable.unguard),
    ]
