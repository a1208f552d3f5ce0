"""National conditions and planning requirements as the area answers them."""

from typing import ClassVar

from django.db import models

from bcf.fund.places import Section
from plans.models import Plan, Versioned


class RequirementAnswer(Versioned):
    """The area's answer to a planning requirement; a No carries an action and the date it will be met."""

    SECTION: ClassVar[Section] = Section.REQUIREMENTS

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=20)
    met = models.CharField(max_length=3, choices=[("yes", "Yes"), ("no", "No")], blank=True)
    evidence = models.TextField(blank=True)
    action = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_answer_a_requirement")]

    def __str__(self) -> str:
        return self.code
