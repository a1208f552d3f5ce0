"""Ambitions for the metrics, and levels of the maturity model."""

from typing import ClassVar

from django.db import models

from bcf.fund.places import Section
from plans.models import Plan, Versioned


class MetricPlan(Versioned):
    """A metric's plan. ``inputs`` holds decimals as text by period and input: one row, one save, one history."""

    SECTION: ClassVar[Section] = Section.METRICS

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=20)
    inputs = models.JSONField(default=dict, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_plan_a_metric")]

    def __str__(self) -> str:
        return self.code


class MaturityLevel(Versioned):
    """The current and the planned level of a change of the maturity model."""

    SECTION: ClassVar[Section] = Section.MATURITY

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    change = models.CharField(max_length=40)
    current = models.CharField(max_length=40, blank=True)
    planned = models.CharField(max_length=40, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "change"], name="one_level_a_change")]

    def __str__(self) -> str:
        return self.change
