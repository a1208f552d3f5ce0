"""Rules on trial that a national administrator has promoted: their findings count in full."""

from django.conf import settings
from django.db import models

from plans.models.versioned import Versioned


class Promotion(Versioned):
    """That a rule is no longer on trial. Taking it back deletes the row; its history stays."""

    rule = models.CharField(max_length=7, unique=True)
    promoted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    promoted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["rule"]

    def __str__(self) -> str:
        return self.rule
