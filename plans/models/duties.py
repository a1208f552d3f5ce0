"""Who looks after a section, and by when it is to be done."""

from django.conf import settings
from django.db import models

from plans.models.plan import Plan
from plans.models.versioned import Versioned


class SectionDuty(Versioned):
    """The owner and the due date of a section. Neither is part of the plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="duties")
    section = models.CharField(max_length=20)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="duties")
    due = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "section"], name="one_duty_a_section")]

    def __str__(self) -> str:
        return self.section
