"""Where everything stands: the rows and columns of each sheet, worked out from the round and the plan alone.

Drawing a sheet, naming a cell in a formula and turning a place into ``Sheet!Cell`` all ask the same
frame, so no reference can point beside its cell.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bcf.fund.document import PlanDocument
from bcf.fund.places import Place
from bcf.fund.prose import plain
from bcf.fund.references import References
from bcf.fund.round import Metric, Period, Round
from plans.outputs.workbook.typed import LINE, TALLEST, clean, height

TITLE_ROW, SUBTITLE_ROW, STATUS_ROW, FIRST_ROW = 1, 2, 3, 5
FIRST_COL = 2
Spot = tuple[int, int]


@dataclass(frozen=True)
class Frame:
    """A sheet's frame. ``find`` gives row and column of a place on it, or None."""

    title: str
    planning_round: Round
    plan: PlanDocument

    def find(self, place: Place) -> Spot | None:
        return None


class CoverFrame(Frame):
    """Field and answer, contacts, and the list of sheets."""

    ANSWER, CHECK, PROBLEM = 3, 6, 7
    CONTACT_FIELDS = ("name", "job_title", "email")

    TEMPLATE_ROW = 4
    FACTS_ROW = 6

    @cached_property
    def fields_row(self) -> int:
        """The heading of the cover fields; seven facts about the plan stand above."""
        return self.FACTS_ROW + 10

    @cached_property
    def fields(self) -> Mapping[str, int]:
        return {item.code: self.fields_row + 2 + at for at, item in enumerate(self.planning_round.cover.fields)}

    @cached_property
    def contacts_row(self) -> int:
        return self.fields_row + 2 + len(self.fields) + 1

    @cached_property
    def contacts(self) -> Mapping[str, int]:
        return {item.code: self.contacts_row + 2 + at for at, item in enumerate(self.planning_round.cover.contacts)}

    @cached_property
    def sheets_row(self) -> int:
        return self.contacts_row + 2 + len(self.contacts) + 1 if self.contacts else self.contacts_row

    @property
    def checked(self) -> tuple[int, int]:
        """First and last row of the sheet's own checkers."""
        return self.fields_row + 2, self.sheets_row - 2

    def find(self, place: Place) -> Spot | None:
        if place.item in self.fields:
            return self.fields[place.item], self.ANSWER
        if place.item in self.contacts:
            named = place.field in self.CONTACT_FIELDS
            at = self.CONTACT_FIELDS.index(place.field) if named else 0
            return self.contacts[place.item], self.ANSWER + at
        return None


class NarrativeFrame(Frame):
    """Question, prompts and answer below one another in one wide column; word counts to the right of the answer."""

    TEXT, LIMIT, USED, LEFT, CHECK = 2, 3, 4, 5, 6
    WIDTH = 104.0
    ROWS_AT_LEAST = 8

    @cached_property
    def questions(self) -> Mapping[str, tuple[int, int, int]]:
        """By question: the row of its heading, the first row of its answer and how many rows the answer has."""
        found, row = {}, FIRST_ROW + (1 if self.planning_round.narrative.prompt else 0)
        for question in self.planning_round.narrative.questions:
            answer = row + 1 + len(question.prompts)
            needed = height(self.text(question.code), self.WIDTH)
            rows = max(self.ROWS_AT_LEAST, int(min(needed, 40_000) // (2 * LINE)) + 2)
            found[question.code] = (row, answer, rows)
            row = answer + rows + 1
        return found

    @cached_property
    def _references(self) -> References:
        return References.of(self.planning_round, self.plan)

    def text(self, question: str) -> str:
        """The answer as plain words, figures put in."""
        return clean(plain(self.plan.narrative.get(question, ""), self._references))

    def find(self, place: Place) -> Spot | None:
        return (self.questions[place.item][1], self.TEXT) if place.item in self.questions else None


@dataclass(frozen=True)
class MetricBlock:
    """A metric's rows: heading, one row per input, the value and the comment."""

    metric: Metric
    row: int

    @property
    def inputs(self) -> Mapping[str, int]:
        return {entry.code: self.row + 1 + at for at, entry in enumerate(self.metric.inputs)}

    @property
    def value_row(self) -> int | None:
        return self.row + 1 + len(self.metric.inputs) if self.metric.formula else None

    @property
    def comment_row(self) -> int:
        """The label of the comment; the comment itself is the row below."""
        return (self.value_row or self.row) + 1

    @property
    def last(self) -> int:
        return self.comment_row + 1


class MetricsFrame(Frame):
    """A block per metric; figures in a column per period."""

    LABEL, FIGURES = 2, 3

    @cached_property
    def blocks(self) -> Mapping[str, MetricBlock]:
        found, row = {}, FIRST_ROW
        for metric in self.planning_round.metrics.items:
            found[metric.code] = MetricBlock(metric, row + (1 if metric.note else 0))
            row = found[metric.code].last + 2
        return found

    @property
    def periods(self) -> int:
        return max((len(metric.periods) for metric in self.planning_round.metrics.items), default=0) or 1

    @property
    def check(self) -> int:
        return self.FIGURES + self.periods

    @property
    def problem(self) -> int:
        return self.check + 1

    def column(self, metric: Metric, period: str) -> int | None:
        codes = [item.code for item in metric.periods]
        return self.FIGURES + codes.index(period) if period in codes else None

    def value_cell(self, metric: Metric, period: Period) -> Spot:
        block = self.blocks[metric.code]
        return block.value_row or block.row, self.column(metric, period.code) or self.FIGURES

    def find(self, place: Place) -> Spot | None:
        block = self.blocks.get(place.item)
        if block is None:
            return None
        if place.field in block.inputs:
            return block.inputs[place.field], self.column(block.metric, place.year) or self.FIGURES
        if place.field == "comment" or not block.metric.periods:
            return block.comment_row + 1, self.LABEL
        return block.row, self.LABEL


class ListFrame(Frame):
    """A sheet with one row per entry of a list and one column per field."""

    COLUMNS: Mapping[str, int] = {}
    HEAD_ROW = FIRST_ROW

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {}

    @property
    def last(self) -> int:
        return max(self.rows.values(), default=self.HEAD_ROW)

    def find(self, place: Place) -> Spot | None:
        if place.item not in self.rows:
            return None
        return self.rows[place.item], self.COLUMNS.get(place.field, next(iter(self.COLUMNS.values())))


class MaturityFrame(ListFrame):
    COLUMNS = {"current": 3, "planned": 4, "reason": 5}
    CHECK, PROBLEM = 6, 7

    @cached_property
    def rows(self) -> Mapping[str, int]:
        maturity = self.planning_round.maturity
        return {change.code: FIRST_ROW + 1 + at for at, change in enumerate(maturity.changes if maturity else ())}

    @property
    def priorities(self) -> int | None:
        """The row of the priorities' text; its label is the row above."""
        maturity = self.planning_round.maturity
        return self.last + 3 if maturity and maturity.priorities_label else None

    def find(self, place: Place) -> Spot | None:
        if place.item == "priorities" and self.priorities:
            return self.priorities, FIRST_COL
        return super().find(place)


class RequirementsFrame(ListFrame):
    COLUMNS = {"met": 6, "evidence": 7, "action": 8, "due": 9}
    CHECK, PROBLEM = 10, 11

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {item.code: FIRST_ROW + 1 + at for at, item in enumerate(self.planning_round.requirements.items)}


class RisksFrame(ListFrame):
    COLUMNS = {"risk": 2, "likelihood": 3, "impact": 4, "score": 5, "mitigation": 6, "owner": 7}
    CHECK, PROBLEM = 8, 9
    SPARE = 10

    @cached_property
    def rows(self) -> Mapping[str, int]:
        return {risk.key: FIRST_ROW + 1 + at for at, risk in enumerate(self.plan.risks)}

    @property
    def last(self) -> int:
        """The last row that is made for input."""
        return FIRST_ROW + len(self.rows) + self.SPARE


def tall(text: str, width: float) -> float:
    """The height of a row for that text, within what a row can have."""
    return min(TALLEST, height(text, width))
