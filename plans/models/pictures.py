"""Pictures that the narrative shows."""

from django.conf import settings
from django.db import models

from plans.models.plan import Plan


class Picture(models.Model):
    """A picture kept with a plan, by its content. A text names it ``picture:`` and ``name``; it never changes.

    Pictures that no text shows any more are kept: an older version of the text may.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=16, help_text="The first 16 digits of the SHA-256")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to="pictures", max_length=300)
    words = models.TextField(help_text="What it shows, for those who cannot see it, as given with the upload")
    width = models.PositiveIntegerField(help_text="Pixels")
    height = models.PositiveIntegerField(help_text="Pixels")
    size = models.PositiveIntegerField(help_text="Bytes")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "name"], name="one_picture_a_name")]

    def __str__(self) -> str:
        return f"{self.name}: {self.words[:60]}"

    @property
    def content_type(self) -> str:
        """Fixed by what we made of the upload, whatever that was called."""
        return "image/png" if str(self.file.name).endswith(".png") else "image/jpeg"
