"""That a partner body agrees with a section as it stands, and how an agreement came to its end."""

from django.conf import settings
from django.db import models

from plans.models.bodies import Organisation
from plans.models.plan import Plan


class Agreement(models.Model):
    """A body's agreement with a section: in force until it is ended, and kept afterwards. A new one is a new row."""

    class End(models.TextChoices):
        """How an agreement ended."""

        WITHDRAWN = "withdrawn", "Withdrawn by the body itself"
        CHANGED = "changed", "Taken away by a change of somebody else"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="agreements")
    section = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agreements")
    agreed_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    end = models.CharField(max_length=10, choices=End.choices, blank=True)
    changed = models.CharField(max_length=300, blank=True, help_text="What the change that ended it was made to")
    noticed_at = models.DateTimeField(null=True, help_text="When the body said that it knows that its mark is gone")

    class Meta:
        ordering = ["-agreed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "section", "organisation"], condition=models.Q(ended_at__isnull=True),
                name="one_agreement_in_force",
            ),
            models.CheckConstraint(
                name="agreement_ends_somehow",
                condition=models.Q(ended_at__isnull=True, end="")
                | (models.Q(ended_at__isnull=False) & ~models.Q(end="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.organisation}"

    @property
    def in_force(self) -> bool:
        return self.ended_at is None

    @property
    def taken_away(self) -> bool:
        """Whether somebody else's change ended it."""
        return self.end == self.End.CHANGED
