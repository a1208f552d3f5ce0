"""Written reasons with which findings of the checks may stand."""

from django.conf import settings
from django.db import models

from plans.models.plan import Plan
from plans.models.versioned import Versioned

LONGEST = 4_000


class Reason(Versioned):
    """Why one finding may stand. It holds for exactly what was found: see `Finding.fingerprint`.

    ``message`` and ``places`` are the finding as it was when the reason was given, for the day on which the
    figures under it have changed. A reason is no part of the plan's document.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reasons")
    rule = models.CharField(max_length=7)
    fingerprint = models.CharField(max_length=32)
    message = models.TextField()
    places = models.JSONField()
    text = models.TextField(max_length=LONGEST)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["rule", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "rule", "fingerprint"], name="one_reason_a_finding"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.text[:80]}"
