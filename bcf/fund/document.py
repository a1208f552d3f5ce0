"""A whole plan as one value: immutable, comparable, with a canonical form and a digest.

Money is in pounds as Decimal with at most two places, per financial year. Closed lists are held as
the codes of the round. What is blank is left out, so that two plans with the same content are equal,
have the same canonical JSON and the same digest, whatever way they came about.
"""

import datetime
import hashlib
import json
from collections import Counter
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from bcf.fund.base import Value
from bcf.fund.problems import Problem, Refused, pointer, problems_of
from bcf.fund.values import (
    BodyCode,
    Day,
    Flag,
    Key,
    Line,
    Number,
    Percentage,
    Pounds,
    Quantity,
    Score,
    Text,
    filled,
    filled_twice,
    ordered,
    said,
)

FORMAT: Final = "bcf-plan/1"


class BodyKind(StrEnum):
    """What a partner body is."""

    LA = "LA"
    NHS = "NHS"
    DISTRICT = "district"


class Body(Value):
    """A body that is party to the plan. ``share`` is the part of the board's residents in it, in per cent."""

    code: BodyCode
    name: Line
    kind: BodyKind
    share: Number | None = None


class Board(Value):
    """The Health and Wellbeing Board whose plan this is, with the bodies that serve it."""

    code: Annotated[str, StringConstraints(pattern=r"^E\d{8}$")]
    name: Line
    kind: Line
    region: Line
    two_tier: Flag
    bodies: Annotated[tuple[Body, ...], ordered("kind", "code")] = ()


class AllocationKind(StrEnum):
    """What an allocated figure is: income, a ring-fence's minimum, or a metric's input."""

    INCOME = "income"
    MINIMUM = "minimum"
    METRIC = "metric"


class Allocation(Value):
    """A figure set outside the area. ``code`` is a source, a ring-fence, or METRIC.input; ``year`` a year or period."""

    kind: AllocationKind
    code: str
    year: str
    body: str = ""
    value: Number
    origin: Line = Field(description="Where the figure was published")


class Contribution(Value):
    """A line of income: one source, one year, one contributor. Pounds."""

    source: str
    year: str
    body: str = ""
    contributor: Line = ""
    amount: Pounds | None = None
    comment: Text = ""
    allocated: Flag = False

    @property
    def entered(self) -> tuple[bool, str]:
        """Orders the lines of a source and year: allocated ones by body, then entered ones as they were entered."""
        return (not self.allocated, self.body if self.allocated else "")


class BreakdownLine(Value):
    """What of a source goes to a district in a year. Pounds."""

    source: str
    year: str
    body: str
    amount: Pounds | None = None


class Scheme(Value):
    """A row of the expenditure plan. ``scheme_id`` is a label and may repeat; ``key`` is the row's identity."""

    key: Key
    scheme_id: Line = ""
    name: Line = ""
    description: Text = ""
    scheme_type: str = ""
    sub_type: str = ""
    type_other: Line = ""
    output_unit: str = ""
    output_estimate: Quantity | None = None
    impact: Annotated[dict[str, str], AfterValidator(filled)] = {}
    area: str = ""
    area_other: Line = ""
    commissioner: str = ""
    joint_nhs: Percentage | None = Field(default=None, description="NHS share of a joint row, per cent")
    joint_la: Percentage | None = Field(default=None, description="Council share of a joint row, per cent")
    provider: str = ""
    source: str = ""
    duration: Line = ""
    amounts: Annotated[dict[str, Pounds], AfterValidator(filled)] = Field(default={}, description="Pounds by year")
    payers: Annotated[dict[BodyCode, dict[str, Pounds]], AfterValidator(filled_twice)] = Field(
        default={}, description="Who pays what of the amounts, where partners say so: pounds by body and year"
    )
    pooled_fund: Annotated[str, StringConstraints(max_length=36)] = Field(
        default="", description="Key of the pooled fund that the row is paid from"
    )
    new_or_existing: str = ""

    def amount(self, year: str) -> Decimal:
        """Pounds planned in that year; nought where nothing is entered."""
        return self.amounts.get(year, Decimal(0))

    def paid(self, year: str) -> Decimal:
        """Pounds of that year that are said to be paid by somebody."""
        return sum((by_year.get(year, Decimal(0)) for by_year in self.payers.values()), Decimal(0))


class PooledFund(Value):
    """A pooled fund that rows are paid from (section 75 of the NHS Act 2006): one of its partners hosts it."""

    key: Key
    name: Line = ""
    host: Annotated[str, StringConstraints(max_length=12)] = Field(default="", description="Code of the host body")
    note: Text = ""


class MaturityLevel(Value):
    change: str
    current: str = ""
    planned: str = ""
    reason: Text = ""


class MetricPlan(Value):
    """A metric's figures by period and input, and its comment."""

    code: str
    inputs: Annotated[dict[str, dict[str, Number]], AfterValidator(filled_twice)] = {}
    comment: Text = ""


class RequirementAnswer(Value):
    """An area's answer to a planning requirement; a No carries an action and a date."""

    code: str
    met: Literal["", "yes", "no"] = ""
    evidence: Text = ""
    action: Text = ""
    due: Day | None = None


class Risk(Value):
    key: Key
    risk: Text = ""
    likelihood: Score | None = None
    impact: Score | None = None
    mitigation: Text = ""
    owner: Line = ""

    @property
    def score(self) -> int | None:
        """Likelihood times impact, or None while either is missing."""
        return None if self.likelihood is None or self.impact is None else self.likelihood * self.impact


class MilestoneState(StrEnum):
    """How far the work on a milestone is."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ").capitalize()


class Milestone(Value):
    """Something to be reached by a day, or worked on from one day to another. A single day is ``end`` alone."""

    key: Key
    title: Line = ""
    workstream: Line = ""
    start: Day | None = None
    end: Day | None = None
    owner: Line = ""
    state: Literal["", "planned", "under_way", "done"] = Field(default="", description="A `MilestoneState`")
    comment: Text = ""

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        """First and last day, the same twice for a single one; None without any. They may stand the wrong way round."""
        first, last = self.start or self.end, self.end or self.start
        return (first, last) if first and last else None


class ReferenceDocument(Value):
    """A document that the plan refers to. ``where`` is a link or says where it can be had."""

    key: Key
    title: Line = ""
    about: Text = ""
    where: Line = ""
    date: Day | None = None


class Contact(Value):
    role: str
    name: Line = ""
    job_title: Line = ""
    email: Line = ""


Texts = Annotated[dict[str, Text], AfterValidator(filled)]


class PlanDocument(Value):
    """A plan of one board for one round."""

    format: Literal["bcf-plan/1"] = FORMAT
    round: str
    board: Board
    allocations: Annotated[tuple[Allocation, ...], ordered("kind", "code", "year", "body")] = ()
    cover: Texts = {}
    contacts: Annotated[tuple[Contact, ...], AfterValidator(said)] = ()
    narrative: Texts = Field(default={}, description=(
        "Answers in Markdown. {name} stands for a figure of the plan, picture:0123456789abcdef for one of its pictures"
    ))
    contributions: Annotated[tuple[Contribution, ...], ordered("source", "year", "entered")] = ()
    breakdown: Annotated[tuple[BreakdownLine, ...], ordered("source", "year", "body")] = ()
    gates: Annotated[dict[str, Literal["yes", "no"]], AfterValidator(filled)] = {}
    income_comment: Text = ""
    schemes: tuple[Scheme, ...] = ()
    pooled_funds: tuple[PooledFund, ...] = ()
    maturity: Annotated[tuple[MaturityLevel, ...], AfterValidator(said)] = ()
    maturity_priorities: Text = ""
    metrics: Annotated[tuple[MetricPlan, ...], AfterValidator(said)] = ()
    requirements: Annotated[tuple[RequirementAnswer, ...], AfterValidator(said)] = ()
    risks: tuple[Risk, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    documents: tuple[ReferenceDocument, ...] = ()

    def canonical(self) -> str:
        """The one JSON text of this plan: keys in order, no blanks, no spaces, decimals as text."""
        return json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def as_json(self) -> dict[str, Any]:
        """The plan as plain JSON values with what is blank left out."""
        content: dict[str, Any] = self.model_dump(mode="json", exclude_defaults=True)
        return {"format": self.format, **content}

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical form, in hexadecimal."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()

    @classmethod
    def from_json(cls, text: str | bytes, name: str = "plan") -> Self:
        """The plan in a JSON text. Raises Refused with a JSON pointer for every problem, all in one pass."""
        try:
            content = json.loads(text, parse_float=Decimal, object_pairs_hook=no_key_twice)
        except (ValueError, RecursionError) as error:
            raise Refused(name, [Problem("", f"is not JSON: {error}")]) from None
        except ArithmeticError:
            raise Refused(name, [Problem("", "holds a number with an exponent out of all bounds")]) from None
        try:
            return cls.model_validate(content)
        except ValidationError as error:
            raise Refused(name, problems_of(error, cls, pointer)) from None


def no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object whose every key is given once. Raises ValueError where one is given twice."""
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key, number in Counter(keys).items() if number > 1)
        raise ValueError(f"the key {twice!r} is given twice in one object")
    return result
