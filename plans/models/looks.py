"""Which version of a plan a signatory has had before their eyes."""

from django.conf import settings
from django.db import models

from plans.models.workflow import Seal


class Look(models.Model):
    """That somebody opened the signing page of a version, for the first time then. Never changed."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="looks")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "seal"], name="one_look_a_version")]

    def __str__(self) -> str:
        return f"{self.person}, {self.seal}"
