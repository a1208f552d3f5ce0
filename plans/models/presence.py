"""Who has a section open at the moment: one row an open page, overwritten by each heartbeat, without a history."""

from django.conf import settings
from django.db import models

from plans.models.plan import Plan


class Presence(models.Model):
    """An open page of a section. ``tab`` is the page's own random name; ``at`` the field or row in use there."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tab = models.CharField(max_length=40)
    section = models.CharField(max_length=20)
    at = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "user", "tab"], name="one_presence_a_page")]
        indexes = [models.Index(fields=["plan", "section", "seen_at"])]

    def __str__(self) -> str:
        return f"{self.user} in {self.section}"
