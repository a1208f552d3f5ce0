"""Questions to the area as pages show them: what was said, how it stands, whether an answer is overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from assurance.models import Query, QueryMessage
from bcf.fund.text import day


@dataclass(frozen=True)
class Asked:
    """A question with everything that was said about it."""

    query: Query

    @cached_property
    def messages(self) -> Sequence[QueryMessage]:
        return list(self.query.messages.all())

    @property
    def answered(self) -> bool:
        """Whether the area had the last word, so that it is the region's turn."""
        return bool(self.messages) and self.messages[-1].from_area

    @property
    def overdue(self) -> bool:
        """Whether the area should have answered by now."""
        return self.query.open and not self.answered and self.query.due < timezone.localdate()

    @property
    def tone(self) -> str:
        if not self.query.open:
            return "lock"
        return "good" if self.answered else ("bad" if self.overdue else "note")

    @property
    def words(self) -> str:
        """How it stands."""
        if not self.query.open:
            return "Closed"
        if self.answered:
            return "Answered"
        return f"{'Overdue since' if self.overdue else 'Answer by'} {day(self.query.due)}"


def asked_of(queries: "QuerySet[Query]") -> list[Asked]:
    """Questions with what was said about them, open ones first and the most urgent of them on top; three queries."""
    messages = QueryMessage.objects.select_related("author", "attachment")
    found = queries.select_related("asked_by", "closed_by", "seal").prefetch_related(Prefetch("messages", messages))
    return sorted(map(Asked, found), key=lambda asked: (not asked.query.open, asked.answered, asked.query.due))
