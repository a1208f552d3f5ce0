"""What the partnership says to itself about its plan. Never part of the plan: no document, digest or file has it."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from bcf.fund.places import Place, Section
from plans.models.plan import Plan


class Thread(models.Model):
    """A discussion of one place of the plan. The version counts every comment, resolution and reopening."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="threads")
    section = models.CharField(max_length=20)
    item = models.CharField(max_length=60, blank=True)
    field = models.CharField(max_length=80, blank=True)
    year = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=300, help_text="What the place was called when somebody last wrote here")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    spoken_at = models.DateTimeField(help_text="When somebody last wrote, resolved or reopened")
    addressed = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="threads", blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    resolved_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        ordering = ["-spoken_at", "-pk"]
        indexes = [models.Index(fields=["plan", "resolved_at", "section"])]
        constraints = [
            models.CheckConstraint(
                name="resolved_by_somebody",
                condition=models.Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | models.Q(resolved_at__isnull=False, resolved_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.about

    @property
    def open(self) -> bool:
        return self.resolved_at is None

    @property
    def last(self) -> "Comment | None":
        """What was said last; without a query where the comments were prefetched."""
        said = list(self.comments.all())
        return said[-1] if said else None

    @property
    def place(self) -> Place:
        """What is discussed. Raises ValueError for a section that this release does not know."""
        return Place(section=Section(self.section), item=self.item, field=self.field, year=self.year)


class Comment(models.Model):
    """Something said in a thread. A withdrawn comment keeps its place and loses its text, but not its history."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    edited_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:60]
