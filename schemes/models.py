"""The expenditure plan: a row per scheme and funding source, with an amount per financial year."""

import uuid
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from bcf.fund.places import Section
from plans.models import Plan, User, Versioned
from plans.models.money import PoundsField


def new_key() -> str:
    """A key for a new row."""
    return str(uuid.uuid4())


class Scheme(Versioned):
    """A row of the expenditure plan. Closed lists hold the round's codes; blank is not chosen yet.

    The version counts for the row with its amounts and payers: whoever changes one of them changes the scheme.
    """

    SECTION: ClassVar[Section] = Section.EXPENDITURE

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=36, default=new_key, help_text="The row's identity between versions of the plan")
    position = models.PositiveIntegerField(default=0)
    scheme_id = models.CharField("scheme ID", max_length=1000, blank=True, help_text="A label; may repeat")
    name = models.CharField(max_length=1000, blank=True)
    description = models.TextField(blank=True)
    scheme_type = models.CharField(max_length=40, blank=True)
    sub_type = models.CharField(max_length=40, blank=True)
    type_other = models.CharField(max_length=1000, blank=True)
    output_unit = models.CharField(max_length=40, blank=True)
    output_estimate = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    impact = models.JSONField(default=dict, blank=True, help_text="Level by metric")
    area = models.CharField(max_length=40, blank=True)
    area_other = models.CharField(max_length=1000, blank=True)
    commissioner = models.CharField(max_length=40, blank=True)
    joint_nhs = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True, help_text="Per cent")
    joint_la = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True, help_text="Per cent")
    provider = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=40, blank=True)
    duration = models.CharField(max_length=1000, blank=True)
    new_or_existing = models.CharField(max_length=40, blank=True)
    pooled_fund = models.CharField(max_length=36, blank=True, help_text="Key of the fund that the row is paid from")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_scheme_a_key")]
        indexes = [models.Index(fields=["plan", "position"])]

    def __str__(self) -> str:
        return self.name or "Scheme without a name"


class SchemeAmount(models.Model):
    """What a scheme is planned to spend in a financial year. Pounds."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="amounts")
    year = models.CharField(max_length=20)
    amount = PoundsField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["scheme", "year"], name="one_amount_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.amount}"


class SchemePayer(models.Model):
    """What a body pays of a scheme in a financial year. Pounds."""

    scheme = models.ForeignKey(Scheme, on_delete=models.CASCADE, related_name="payers")
    body = models.CharField(max_length=12, help_text="Code of a body, which need not serve the board any longer")
    year = models.CharField(max_length=20)
    amount = PoundsField()
    history = HistoricalRecords()

    class Meta:
        ordering = ["body", "year"]
        constraints = [models.UniqueConstraint(fields=["scheme", "body", "year"], name="one_part_a_payer_and_year")]

    def __str__(self) -> str:
        return f"{self.body} {self.year}: {self.amount}"


class PooledFund(Versioned):
    """A pooled fund that rows of the plan are paid from. ``host`` is the code of the body that hosts it."""

    SECTION: ClassVar[Section] = Section.EXPENDITURE

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=36, default=new_key)
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=1000, blank=True)
    host = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_fund_a_key")]

    def __str__(self) -> str:
        return self.name or "Pooled fund without a name"


class Change(models.Model):
    """What one person did to the table in one go: what undo takes back.

    ``steps`` holds what each row was before and after, as `schemes.steps` reads it. ``turn`` orders the changes
    of a plan by when they were last made, taken back or given back.
    """

    class Kind(models.TextChoices):
        EDIT = "edit", "change"
        ADD = "add", "add"
        COPY = "copy", "duplicate"
        DELETE = "delete", "delete"
        MOVE = "move", "move"
        PASTE = "paste", "paste"
        FILL = "fill", "fill down"
        BULK = "bulk", "change chosen rows"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(auto_now_add=True)
    turn = models.PositiveBigIntegerField()
    undone = models.BooleanField(default=False)
    rows = models.PositiveIntegerField(help_text="How many rows it touches")
    key = models.CharField(max_length=36, help_text="The first row it touches")
    title = models.CharField(max_length=120, help_text="What that row was called")
    once = models.CharField(max_length=32, blank=True, help_text="The form that it came from: done once")
    leaf = models.CharField(max_length=120, blank=True, help_text="The one part that it sets, if it is one")
    steps = models.JSONField()

    class Meta:
        ordering = ["-turn"]
        indexes = [models.Index(fields=["plan", "turn"]), models.Index(fields=["plan", "person", "undone", "turn"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.title}"
