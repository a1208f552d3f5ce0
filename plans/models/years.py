"""What ties a plan to the one before it: where it was carried from, what stayed behind, what is decided row by row.

None of this is part of the plan document, so none of it is ever submitted.
"""

from django.conf import settings
from django.db import models

from plans.models.jobs import Snapshot
from plans.models.money import PoundsField
from plans.models.plan import Plan
from plans.models.versioned import Versioned


class RollForward(models.Model):
    """That a plan was made from an earlier one, as that stood in ``snapshot``. A plan is made so once."""

    plan = models.OneToOneField(Plan, on_delete=models.CASCADE, related_name="rolled_forward")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    uplifts = models.JSONField(default=dict, help_text="Per cent as text, by source and then year")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.plan} from {self.snapshot.plan}"


class Uncarried(Versioned):
    """Something of the earlier plan that the later round has no place for; kept until people have dealt with it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="uncarried")
    section = models.CharField(max_length=20)
    key = models.CharField(max_length=60, blank=True, help_text="The row's key, or the code of a question or role")
    title = models.CharField(max_length=1000, help_text="What it belonged to, in words")
    field = models.CharField(max_length=300)
    was = models.TextField()
    why = models.TextField()
    dealt_with = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.field}"


class Decision(Versioned):
    """What the partners decide about a row carried over. ``kept`` is the row's JSON while "stop" has it out."""

    class Choice(models.TextChoices):
        CONTINUE = "continue", "Continue"
        REVIEW = "review", "Review"
        STOP = "stop", "Stop"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=36)
    choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    note = models.TextField(blank=True)
    kept = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_decision_a_row")]

    def __str__(self) -> str:
        return f"{self.key}: {self.get_choice_display()}"


class Slippage(Versioned):
    """What partners expect to remain unspent of a source in a year, while they draft. Pounds."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="slippages")
    source = models.CharField(max_length=40)
    year = models.CharField(max_length=20)
    amount = PoundsField(null=True, blank=True)
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "source", "year"], name="one_slippage_a_source_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year}"
