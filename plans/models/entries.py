"""What people enter into a plan outside the expenditure, metrics and requirements: each row with its history."""

import uuid
from typing import ClassVar

from django.db import models

from bcf.fund.places import Section
from plans.models.money import PoundsField
from plans.models.plan import Plan
from plans.models.versioned import Versioned


class Answer(Versioned):
    """One answer in words, or a yes or no: a cover field, a narrative question, an income gate or comment."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="answers")
    section = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "section", "code"], name="one_answer_a_question")]

    def __str__(self) -> str:
        return f"{self.section} {self.code}"

    @property
    def stands_in(self) -> Section:
        return Section(self.section)


class Contact(Versioned):
    """Who holds a role of the cover sheet."""

    SECTION: ClassVar[Section] = Section.COVER

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="contacts")
    role = models.CharField(max_length=60)
    name = models.CharField(max_length=1000, blank=True)
    job_title = models.CharField(max_length=1000, blank=True)
    email = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "role"], name="one_contact_a_role")]

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


def new_line() -> str:
    """A key for a new line of income."""
    return uuid.uuid4().hex


class ContributionLine(Versioned):
    """A year of a line of income that the area enters: an additional contribution, or a source not yet allocated.

    ``line`` names the contribution over the years: one contributor's part in one source. Pounds.
    """

    SECTION: ClassVar[Section] = Section.INCOME

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="contribution_lines")
    source = models.CharField(max_length=40)
    year = models.CharField(max_length=20)
    body = models.CharField(max_length=12, blank=True)
    line = models.CharField(max_length=40, default=new_line)
    contributor = models.CharField(max_length=1000, blank=True)
    amount = PoundsField(null=True, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "source", "year", "line"], name="one_row_a_line_and_year")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year}"


class BreakdownLine(Versioned):
    """What of a source goes to a district in a year. Pounds."""

    SECTION: ClassVar[Section] = Section.INCOME

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="breakdown_lines")
    source = models.CharField(max_length=40)
    year = models.CharField(max_length=20)
    body = models.CharField(max_length=12)
    amount = PoundsField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "source", "year", "body"], name="one_breakdown_line_a_district")
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year} {self.body}"


class Risk(Versioned):
    """A row of the risk log. Likelihood and impact from 1 to the round's scale."""

    SECTION: ClassVar[Section] = Section.RISKS

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    key = models.CharField(max_length=36)
    position = models.PositiveIntegerField(default=0)
    risk = models.TextField(blank=True)
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    mitigation = models.TextField(blank=True)
    owner = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_risk_a_key")]

    def __str__(self) -> str:
        return self.risk[:60]
