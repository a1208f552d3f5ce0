"""Rows of the narrative document beside its risks: milestones and the documents it refers to."""

from typing import ClassVar

from django.db import models

from bcf.fund.places import Section
from plans.models.plan import Plan
from plans.models.versioned import Versioned


class Milestone(Versioned):
    """A milestone of delivery. One with an end alone is a single day."""

    SECTION: ClassVar[Section] = Section.MILESTONES

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="milestones")
    key = models.CharField(max_length=36)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=1000, blank=True)
    workstream = models.CharField(max_length=1000, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    owner = models.CharField(max_length=1000, blank=True)
    state = models.CharField(max_length=20, blank=True)
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_milestone_a_key")]

    def __str__(self) -> str:
        return self.title[:60]


class ReferenceDocument(Versioned):
    """A document that the plan refers to, with a link or words for where it is."""

    SECTION: ClassVar[Section] = Section.DOCUMENTS

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="documents")
    key = models.CharField(max_length=36)
    position = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=1000, blank=True)
    about = models.TextField(blank=True)
    where = models.CharField(max_length=1000, blank=True)
    date = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "key"], name="one_document_a_key")]

    def __str__(self) -> str:
        return self.title[:60]
