"""A key for each line of income, so that whoever adds a year of it adds to the same line. Keeps what is entered."""

import uuid

import plans.models.entries
from django.db import migrations, models


def name_lines(apps, schema_editor):
    """Rows with the same contributor and comment in one source were one line over the years, each year once."""
    rows = apps.get_model("plans", "ContributionLine").objects.order_by("plan_id", "pk")
    keys, turns = {}, {}
    for row in rows:
        what = (row.plan_id, row.source, row.body, row.contributor, row.comment)
        turn = turns[(*what, row.year)] = turns.get((*what, row.year), -1) + 1
        row.line = keys.setdefault((*what, turn), uuid.uuid4().hex)
        row.save(update_fields=["line"])


class Migration(migrations.Migration):

    dependencies = [
        ("plans", "0005_together"),
    ]

    operations = [
        migrations.AddField(
            model_name="contributionline",
            name="line",
            field=models.CharField(default=plans.models.entries.new_line, max_length=40),
        ),
        migrations.AddField(
            model_name="historicalcontributionline",
            name="line",
            field=models.CharField(default=plans.models.entries.new_line, max_length=40),
        ),
        migrations.RunPython(name_lines, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="contributionline",
            constraint=models.UniqueConstraint(
                fields=("plan", "source", "year", "line"), name="one_row_a_line_and_year"
            ),
        ),
    ]
