"""Figures set outside the area and loaded by an administrator: read-only to the area."""

from django.db import models

from bcf.fund.document import AllocationKind
from plans.models.bodies import Board


class Allocation(models.Model):
    """An allocated figure of a board in a round.

    ``code`` is a funding source, a ring-fence, or METRIC.input; ``year`` a financial year or a metric's
    period; ``body`` the code of the body that pays or receives. Pounds, or the metric's own unit.
    """

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="allocations")
    round_id = models.CharField(max_length=32)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in AllocationKind])
    code = models.CharField(max_length=60)
    year = models.CharField(max_length=20)
    body = models.CharField(max_length=12, blank=True)
    value = models.CharField(max_length=40, help_text="A decimal as text, so that no digit is lost")
    origin = models.CharField(max_length=1000)
    loaded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["board", "kind", "code", "year", "body"]
        constraints = [
            models.UniqueConstraint(
                fields=["board", "round_id", "kind", "code", "year", "body"], name="one_allocation_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code} {self.year}"
