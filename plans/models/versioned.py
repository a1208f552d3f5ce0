"""Rows that two people may edit: each carries a version that goes through the browser and back."""

from typing import Any, ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from bcf.fund.places import Section


class Conflict(Exception):
    """Somebody saved this row since it was read. ``current`` is the row as it stands, None if it was deleted."""

    def __init__(self, current: "Versioned | None") -> None:
        self.current = current
        super().__init__("the row was changed by somebody else since it was read")


class Versioned(models.Model):
    """A row with a version, counted up by each save. Version 0 stands for a row that is not there yet.

    ``SECTION`` is the section of the plan in which rows of this model stand; None for what is no part of the plan.
    """

    SECTION: ClassVar[Section | None] = None
    WRITTEN_BY_AREA: ClassVar[bool] = True
    """Whether the partners write it; else it is said about their plan by those who review it."""

    version = models.PositiveIntegerField(default=1)
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    @property
    def stands_in(self) -> Section | None:
        """The section of the plan that a change of this row changes."""
        return self.SECTION

    @property
    def changed_by(self) -> str:
        """Who saved the row last, and when, in words; for a person who meets a conflict."""
        record: Any = self.history.select_related("history_user").first()
        return str(record.history_user or "the system") if record else ""
