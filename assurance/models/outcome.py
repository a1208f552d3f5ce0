"""What follows from a decision: its letter, conditions with their evidence, and steps of escalation.

The recommendation and the decision themselves are events of the plan, and stand nowhere else.
"""

from django.conf import settings
from django.db import models

from plans.models import Attachment, Event, Plan, Seal
from plans.models.workflow import DIGEST

LONGEST = 2_000
OWNER = 200


class Condition(models.Model):
    """What the area has to do by a day for its approval to hold."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="conditions")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="conditions")
    number = models.PositiveIntegerField(help_text="From 1 within the plan")
    text = models.TextField(max_length=LONGEST)
    owner = models.CharField(max_length=OWNER, help_text="Who sees to it")
    due = models.DateField()
    discharged_at = models.DateTimeField(null=True)
    discharged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    note = models.TextField(max_length=LONGEST, blank=True, help_text="What the national team said in discharging it")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_condition_a_number")]

    def __str__(self) -> str:
        return f"Condition {self.number}"


class ConditionEvidence(models.Model):
    """What the area gave to show that it did what a condition asks for: words, a file, or both."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="evidence")
    text = models.TextField(max_length=LONGEST, blank=True)
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["condition", "at", "pk"]

    def __str__(self) -> str:
        return f"Evidence for {self.condition}"


class EscalationStep(models.Model):
    """A step of escalation of a plan that is not approved. ``kind`` is a code of the round, or none."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="escalation")
    kind = models.CharField(max_length=40, blank=True)
    note = models.TextField(max_length=LONGEST, blank=True)
    due = models.DateField(help_text="The day on which it takes place, or by which it must")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "due", "pk"]

    def __str__(self) -> str:
        return self.words

    @property
    def words(self) -> str:
        """What the round calls the step; what was said of it where the round has no name for it."""
        named = (item.label for item in self.plan.round.assurance.escalation if item.code == self.kind)
        return next(named, self.note)


class Letter(models.Model):
    """The letter that tells of a decision: made once by the worker, from what ``body`` holds."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="letters")
    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="letter")
    outcome = models.CharField(max_length=40, help_text="Code of the outcome in the round")
    body = models.JSONField(help_text="Everything that the letter says and that is not the template's")
    sha256 = models.CharField(max_length=DIGEST)
    size = models.PositiveIntegerField(help_text="Bytes")
    file = models.FileField(upload_to="letters", max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return f"Letter about {self.plan}"
