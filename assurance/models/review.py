"""The region's review of a plan: what each side judges, the moderated ratings, and what the area is asked.

None of it is part of the plan. Judgements and ratings say on which version they were given; whether they hold for a
later one is worked out in `assurance.affected`.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from bcf.fund.stages import Capacity
from plans.models import Attachment, Plan, Seal, Versioned

LONGEST = 4_000
"""Characters of a comment, a note, a question or an answer."""


class RatingChoice(models.TextChoices):
    """How far a planning requirement is met."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not_met", "Not met"


class Side(models.TextChoices):
    """For whom an assurer judges."""

    NHS = "nhs", "NHS"
    LOCAL = "local", "Local government"

    @property
    def capacity(self) -> Capacity:
        """In what capacity somebody judges for this side."""
        return Capacity.NHS_ASSURER if self is Side.NHS else Capacity.LOCAL_ASSURER


class Rated(Versioned):
    """A rating of a requirement, given by a person on a version of the plan."""

    WRITTEN_BY_AREA: ClassVar[bool] = False

    requirement = models.CharField(max_length=20)
    rating = models.CharField(max_length=8, choices=RatingChoice.choices)
    comment = models.TextField(max_length=LONGEST, blank=True)
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        abstract = True


class Judgement(Rated):
    """What one side finds of a requirement, before the two agree. The private note is for the region alone."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="judgements")
    side = models.CharField(max_length=5, choices=Side.choices)
    private_note = models.TextField(max_length=LONGEST, blank=True)

    class Meta:
        ordering = ["plan", "requirement", "-side"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "requirement", "side"], name="one_judgement_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement}, {self.get_side_display()}: {self.get_rating_display()}"


class Rating(Rated):
    """The moderated rating of a requirement, on which the recommendation rests."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="ratings")

    class Meta:
        ordering = ["plan", "requirement"]
        constraints = [models.UniqueConstraint(fields=["plan", "requirement"], name="one_rating_a_requirement")]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.get_rating_display()}"


class Query(models.Model):
    """A question of the region to the area about a requirement, to be answered by a day."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="queries")
    requirement = models.CharField(max_length=20)
    text = models.TextField(max_length=LONGEST)
    due = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["plan", "pk"]
        verbose_name_plural = "queries"
        indexes = [models.Index(fields=["plan", "closed_at"], name="queries_of_a_plan")]
        constraints = [
            models.CheckConstraint(
                name="query_closed_by_somebody",
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.text[:60]}"

    @property
    def open(self) -> bool:
        return self.closed_at is None


class QueryMessage(models.Model):
    """Something said about a question, by the area or by the region. It is said once and stays."""

    query = models.ForeignKey(Query, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_area = models.BooleanField()
    text = models.TextField(max_length=LONGEST)
    place = models.CharField(max_length=200, blank=True, help_text="Anchor of the field that it points to")
    about = models.CharField(max_length=300, blank=True, help_text="What that field was called")
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["query", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
