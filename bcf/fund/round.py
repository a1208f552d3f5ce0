"""What a planning round is: its conditions, money, lists, metrics, questions and sheets, all of it data.

A round is one YAML file. Nothing in the product asks which round it has; whatever differs between
rounds stands here. Reading and checking such a file is `bcf.fund.rounds_on_disk`.
"""

import datetime
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from bcf.fund import formula
from bcf.fund.base import Code, Confidence, Label, Sourced, Value
from bcf.fund.bounds import Checks
from bcf.fund.called import Names
from bcf.fund.papers import Chapter, Documents, Milestones, Risks
from bcf.fund.text import Counting

FinancialYear = Annotated[str, StringConstraints(pattern=r"^20\d\d-\d\d$")]


class Item(Value):
    """An entry of a closed list: the code that is stored and the label that is shown."""

    code: Code
    label: Label
    note: str = ""
    confidence: Confidence | None = Field(default=None, description="Where it differs from that of the list")


class Items(Sourced):
    """A closed list with its provenance."""

    items: tuple[Item, ...] = Field(min_length=1)


class Payer(StrEnum):
    """Who pays a source of funding into the pool."""

    LA = "LA"
    NHS = "NHS"


class RoundFacts(Sourced):
    """What the round is called and which financial years it plans."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,30}$")]
    title: Label
    financial_years: tuple[FinancialYear, ...] = Field(min_length=1)
    nhs_body: Label = Field(description="What the NHS partner is called in this round, such as CCG")


class RoundDate(Sourced):
    """A date of the round's timetable."""

    event: Label
    date: datetime.date
    submission: bool = Field(default=False, description="Whether this is the day on which plans were due")


class Condition(Value):
    """A national condition. ``concept`` keeps its meaning when the number changes between rounds."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]+$")]
    concept: Code
    title: Label
    requires: str


class Conditions(Sourced):
    items: tuple[Condition, ...] = Field(min_length=1)


class ShownBy(Value):
    """A check that speaks against a Yes to a requirement where it finds something.

    ``items`` narrows it to those entries of its section, such as the questions that the requirement is about.
    """

    rule: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}-\d{3}$")]
    items: tuple[str, ...] = ()


class Requirement(Value):
    """A planning requirement with its key lines of enquiry. ``theme`` is a condition's code or a theme of its own."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]+[0-9]+$")]
    theme: Label
    concept: Code | None = Field(default=None, description="What it is about, where that is not its condition's")
    ask: str
    enquiries: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    ring_fence: Code | None = Field(default=None, description="The ring-fence whose figures answer this requirement")
    shown_by: tuple[ShownBy, ...] = Field(default=(), description="What in the plan shows whether it is met")


class Requirements(Sourced):
    items: tuple[Requirement, ...] = Field(min_length=1)


class Breakdown(StrEnum):
    """How a source's income is broken down."""

    NONE = "none"
    NHS_BODY = "nhs_body"
    DISTRICT = "district"


class FundingSource(Value):
    """A source of the pool. An allocated source is pre-filled; one with a ``gate`` is offered behind a yes or no."""

    code: Code
    label: Label
    payer: Payer
    mandatory: bool = False
    allocated: bool = False
    capital: bool = False
    breakdown: Breakdown = Breakdown.NONE
    gate: str = ""
    note: str = ""


class Subtotal(Value):
    """A total over several sources that the template prints."""

    code: Code
    label: Label
    sources: tuple[Code, ...] = Field(min_length=1)


class FundingSources(Sourced):
    items: tuple[FundingSource, ...] = Field(min_length=1)
    subtotals: tuple[Subtotal, ...] = ()
    comment_label: Label = "Comments on funding contributions"


class JointShare(StrEnum):
    """How much of a jointly commissioned row counts to a ring-fence."""

    FULL = "full"
    NHS = "nhs"
    LA = "la"
    NONE = "none"


class Counts(Sourced):
    """Which expenditure counts to a ring-fence. A list that is not given admits everything."""

    sources: tuple[Code, ...] = Field(min_length=1)
    areas: tuple[Code, ...] | None = None
    areas_except: tuple[Code, ...] = ()
    commissioners: tuple[Code, ...] | None = None
    joint_share: JointShare = JointShare.FULL


class Fraction(Value):
    """A part of a source's income: ``times`` over ``over``."""

    source: Code
    times: int = Field(gt=0)
    over: int = Field(gt=0)


class Minimum(Sourced):
    """Where the minimum of a ring-fence comes from. The figure itself is loaded per area and year.

    ``fraction`` and ``raised_with`` say how it can be worked out, as second opinions: the published figure wins.
    """

    rule: str
    fraction: Fraction | None = None
    raised_with: Code | None = Field(default=None, description="It rises from year to year as income from that source")


class RingFence(Value):
    """A part of the pool that must be spent in a certain way; tested separately for each financial year."""

    code: Code
    label: Label
    short_label: Label
    counts: Counts
    minimum: Minimum


class Column(StrEnum):
    """The columns that an expenditure sheet can have. A round says which it has, in which order."""

    SCHEME_ID = "scheme_id"
    NAME = "name"
    DESCRIPTION = "description"
    SCHEME_TYPE = "scheme_type"
    SUB_TYPE = "sub_type"
    TYPE_OTHER = "type_other"
    OUTPUT_UNIT = "output_unit"
    OUTPUT_ESTIMATE = "output_estimate"
    IMPACT = "impact"
    AREA = "area"
    AREA_OTHER = "area_other"
    COMMISSIONER = "commissioner"
    JOINT_NHS = "joint_nhs"
    JOINT_LA = "joint_la"
    PROVIDER = "provider"
    SOURCE = "source"
    DURATION = "duration"
    AMOUNT = "amount"
    NEW_OR_EXISTING = "new_or_existing"


class ColumnSpec(Value):
    """A column of the expenditure sheet. ``impact`` stands for one per impact metric, ``amount`` for one per year."""

    code: Column
    label: Label
    group: str = ""
    hint: str = ""


class CommissionerKind(StrEnum):
    """On whose side a commissioner stands."""

    LA = "LA"
    NHS = "NHS"
    JOINT = "joint"
    OTHER = "other"


class Commissioner(Item):
    kind: CommissionerKind


class Commissioners(Sourced):
    items: tuple[Commissioner, ...] = Field(min_length=1)


class Area(Item):
    needs_text: bool = False


class Areas(Sourced):
    items: tuple[Area, ...] = Field(min_length=1)


class Impact(Sourced):
    """The metrics that a scheme may bear on and the levels of that."""

    metrics: tuple[Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+$")], ...]
    levels: tuple[Item, ...] = Field(min_length=1)


class Expenditure(Sourced):
    """The expenditure sheet: columns, closed lists and limits. Amounts are in pounds."""

    columns: tuple[ColumnSpec, ...] = Field(min_length=1)
    areas: Areas
    commissioners: Commissioners
    providers: Items
    output_units: Items | None = None
    impact: Impact | None = None
    new_or_existing: Items
    newly: Code = Field(default="new", description="Which entry of new_or_existing says that a scheme is new")
    largest_amount: Decimal = Decimal(1_000_000_000)

    def has(self, column: Column) -> bool:
        """Whether this round's expenditure has that column."""
        return any(spec.code is column for spec in self.columns)


class SubType(Value):
    """A sub-type of a scheme type. ``outputs`` left out means as its scheme type."""

    code: Code
    label: Label
    needs_text: bool = False
    outputs: bool | None = None
    note: str = ""
    confidence: Confidence | None = Field(default=None, description="Where it differs from that of the list")


class SchemeType(Value):
    """A scheme type; ``short_label`` is how the summary prints it where that differs."""

    code: Code
    label: Label
    short_label: str = ""
    sub_types: tuple[SubType, ...] = ()
    needs_text: bool = False
    outputs: bool = False
    units: tuple[Code, ...] = ()
    note: str = ""
    confidence: Confidence | None = Field(default=None, description="Where it differs from that of the list")

    @property
    def summary_label(self) -> str:
        return self.short_label or self.label

    def sub_type(self, code: str) -> SubType | None:
        """The sub-type with that code, or None if this type has no such."""
        return next((sub_type for sub_type in self.sub_types if sub_type.code == code), None)

    def outputs_unknown(self, sub_type: str = "") -> bool:
        """Whether it takes a sub-type, which is not chosen yet, to say if outputs are needed."""
        return not sub_type and any(sub.outputs not in (None, self.outputs) for sub in self.sub_types)

    def needs_outputs(self, sub_type: str = "") -> bool:
        """Whether a row of this type and sub-type must give an output unit and an estimate."""
        found = self.sub_type(sub_type)
        return self.outputs if found is None or found.outputs is None else found.outputs


class SchemeTypes(Sourced):
    items: tuple[SchemeType, ...] = Field(min_length=1)


class Direction(StrEnum):
    """Which way a metric should move."""

    UP = "up"
    DOWN = "down"


class Display(StrEnum):
    """How a metric's value is shown; the value itself is kept unrounded."""

    NUMBER = "number"
    PERCENT = "percent"


class PeriodRole(StrEnum):
    PREVIOUS = "previous"
    PLAN = "plan"


_PERIOD = re.compile(r"(20\d\d-\d\d)(?:-Q([1-4]))?")


class Period(Value):
    """A period for which a metric has figures. Its code says which: 2019-20 a year, 2019-20-Q1 its first quarter."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")]
    label: Label
    role: PeriodRole = PeriodRole.PLAN

    @property
    def year(self) -> str:
        """The financial year that it is or is part of; "" where its code does not say."""
        match = _PERIOD.fullmatch(self.code)
        return match[1] if match else ""

    @property
    def quarter(self) -> int:
        """Which quarter of its year it is, from 1 for April to June; nought for a whole year."""
        match = _PERIOD.fullmatch(self.code)
        return int(match[2] or 0) if match else 0


class MetricInput(Value):
    """A figure that goes into a metric's formula; ``allocated`` where an administrator may load it.

    ``is_population`` marks the number of people of the area: it moves little from year to year, but it moves.
    """

    code: Code
    label: Label
    allocated: bool = False
    is_population: bool = False
    decimals: int = Field(default=0, ge=0, le=6)


class Metric(Value):
    """A metric: its inputs, the formula over them and how the value is shown. No formula: told in words only."""

    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+$")]
    ref: Label
    name: Label
    direction: Direction
    inputs: tuple[MetricInput, ...] = ()
    formula: str = ""
    value_label: str = "Value"
    display: Display = Display.NUMBER
    decimals: int = Field(default=1, ge=0, le=6)
    periods: tuple[Period, ...] = ()
    comment_label: Label = "Comments"
    comment_required: bool = True
    note: str = ""

    @model_validator(mode="after")
    def _formula_fits_inputs(self) -> Self:
        if not self.formula:
            if self.inputs:
                raise ValueError("inputs are given but no formula uses them")
            return self
        needed, given = formula.names(self.formula), {entry.code for entry in self.inputs}
        if needed != given:
            raise ValueError(f"the formula needs {sorted(needed)}, the inputs are {sorted(given)}; they must agree")
        if not self.periods:
            raise ValueError("a metric with a formula needs at least one period")
        return self

    def input(self, code: str) -> MetricInput | None:
        return next((entry for entry in self.inputs if entry.code == code), None)


class Metrics(Sourced):
    items: tuple[Metric, ...] = Field(min_length=1)


class Change(Value):
    code: Code
    label: Label


class Maturity(Sourced):
    """A maturity model, such as the High Impact Change Model: levels current and planned for each change."""

    title: Label
    short_title: Label
    planned_by: Label
    levels: tuple[Item, ...] = Field(min_length=2)
    established: Code = Field(description="A plan below this level needs a reason")
    changes: tuple[Change, ...] = Field(min_length=1)
    priorities_label: str = ""

    def rank(self, level: str) -> int | None:
        """The level's place in the order of levels, from 0, or None for what is not a level."""
        codes = [item.code for item in self.levels]
        return codes.index(level) if level in codes else None


class NarrativeForm(StrEnum):
    """Whether the narrative is answered in the workbook or is a document of its own."""

    WORKBOOK = "workbook"
    DOCUMENT = "document"


class Question(Value):
    """A narrative question or section. ``limit`` is in words, counted as the narrative says."""

    code: Code
    ref: str = ""
    title: Label
    prompts: tuple[str, ...] = ()
    limit: int | None = Field(default=None, gt=0)
    required: bool = True


class Narrative(Sourced):
    """The narrative. ``chapters`` put its questions, and lists such as the risk log, together as a document."""

    form: NarrativeForm
    counting: Counting
    prompt: str = ""
    questions: tuple[Question, ...] = Field(min_length=1)
    chapters: tuple[Chapter, ...] = ()


class CoverKind(StrEnum):
    TEXT = "text"
    EMAIL = "email"
    PHONE = "phone"
    DATE = "date"
    YES_NO = "yes_no"


class CoverDay(StrEnum):
    """When the day falls that a date on the cover names."""

    SUBMITTED = "submitted"
    """The day of something that was handed in, so not after the day on which plans were due."""
    LATER = "later"
    """The day of what was still to come when the plan was handed in."""


class CoverField(Value):
    code: Code
    label: Label
    kind: CoverKind = CoverKind.TEXT
    required: bool = True
    required_when: tuple[Code, str] | None = Field(default=None, description="Needed when that field has that answer")
    day: CoverDay | None = Field(default=None, description="For a date: when it falls")


class ContactRole(Value):
    """A role on the cover. ``payer`` is the side whose bodies it answers for; ``apart_from`` are roles that nobody
    holds together with this one."""

    code: Code
    label: Label
    required: bool = True
    payer: Payer | None = None
    apart_from: tuple[Code, ...] = ()


class Cover(Sourced):
    fields: tuple[CoverField, ...] = Field(min_length=1)
    contacts: tuple[ContactRole, ...] = ()


class SigningTime(StrEnum):
    """By when a signature is needed."""

    SUBMISSION = "submission"
    LATER = "later"


class Signatory(Value):
    """A place for a signature: the board's chair's, or one of each organisation that pays in."""

    code: Code
    label: Label
    payer: Payer | None = Field(default=None, description="Of which bodies; none for the board's own")
    needed: SigningTime = Field(default=SigningTime.SUBMISSION, description="By when the signature is needed")


class Signatories(Sourced):
    items: tuple[Signatory, ...] = Field(min_length=1)
    statement: str = Field(
        default="I have read this version of the plan. The organisation or board that I sign for has agreed it, and "
        "the money in it is committed as it shows.",
        description="What a person confirms by signing",
    )


class Outcome(Item):
    """An outcome of assurance: whether it approves the plan, and whether conditions go with it."""

    approves: bool = True
    conditions: bool = False


class Assurance(Sourced):
    """How plans end. ``escalation`` are the steps that follow where one is not approved, in their order."""

    outcomes: tuple[Outcome, ...] = Field(min_length=2)
    escalation: tuple[Item, ...] = ()

    def outcome(self, code: str) -> Outcome | None:
        """The outcome with that code, or None if the round has no such."""
        return next((outcome for outcome in self.outcomes if outcome.code == code), None)


class SheetKind(StrEnum):
    """What a sheet of the workbook holds. A round names its sheets and puts them in order."""

    GUIDANCE = "guidance"
    CHECKLIST = "checklist"
    COVER = "cover"
    SUMMARY = "summary"
    NARRATIVE = "narrative"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    MATURITY = "maturity"
    METRICS = "metrics"
    REQUIREMENTS = "requirements"
    RISKS = "risks"
    MILESTONES = "milestones"
    DOCUMENTS = "documents"
    MAPPING = "mapping"


class Sheet(Value):
    kind: SheetKind
    title: Annotated[str, StringConstraints(min_length=1, max_length=31, pattern=r"^[^\[\]:*?/\\']+$")]


class Sheets(Sourced):
    items: tuple[Sheet, ...] = Field(min_length=1)

    def title(self, kind: SheetKind) -> str | None:
        """The title of the sheet of that kind, or None if the round's workbook has none."""
        return next((sheet.title for sheet in self.items if sheet.kind is kind), None)


class Carry(Sourced):
    """What entries of an earlier round are called in this one, where code and label have both changed.

    ``round`` is the earlier round's id. Each mapping goes from the earlier code to this round's; what has the
    same code or the same label in both needs no entry.
    """

    round: str
    lists: Mapping[Column, Mapping[str, Code]] = {}
    questions: Mapping[str, Code] = Field(default={}, description="Narrative questions")
    contacts: Mapping[str, Code] = Field(default={}, description="Roles of the cover")


class Round(Value):
    """A whole planning round."""

    round: RoundFacts
    references: Mapping[str, str] = Field(description="What each source code stands for")
    dates: tuple[RoundDate, ...] = ()
    conditions: Conditions
    requirements: Requirements
    funding_sources: FundingSources
    ring_fences: tuple[RingFence, ...] = ()
    expenditure: Expenditure
    scheme_types: SchemeTypes
    metrics: Metrics
    maturity: Maturity | None = None
    narrative: Narrative
    risks: Risks | None = None
    milestones: Milestones | None = None
    documents: Documents | None = None
    cover: Cover
    signatories: Signatories
    assurance: Assurance
    sheets: Sheets
    carries: tuple[Carry, ...] = ()
    checks: Checks = Checks()
    names: Names | None = None

    @property
    def id(self) -> str:
        return self.round.id

    @property
    def title(self) -> str:
        return self.round.title

    @property
    def years(self) -> tuple[str, ...]:
        """The financial years that the round plans, in order."""
        return self.round.financial_years

    @property
    def period(self) -> tuple[datetime.date, datetime.date]:
        """First and last day in which milestones should fall: those of the financial years unless the round says."""
        block, first, last = self.milestones, int(self.years[0][:4]), int(self.years[-1][:4])
        begins = block.begins if block else None
        ends = block.ends if block else None
        return begins or datetime.date(first, 4, 1), ends or datetime.date(last + 1, 3, 31)

    @property
    def last_day(self) -> datetime.date:
        """The last day of the last financial year."""
        return datetime.date(int(self.years[-1][:4]) + 1, 3, 31)

    @property
    def submission(self) -> datetime.date | None:
        """The day on which plans were due, where the round says."""
        return next((entry.date for entry in self.dates if entry.submission), None)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the round's content: what was checked or rendered under another digest is out of date."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @cached_property
    def sources(self) -> Mapping[str, FundingSource]:
        """Funding sources by code, in the round's order."""
        return {source.code: source for source in self.funding_sources.items}

    @cached_property
    def types(self) -> Mapping[str, SchemeType]:
        """Scheme types by code, in the round's order."""
        return {scheme_type.code: scheme_type for scheme_type in self.scheme_types.items}

    @cached_property
    def areas(self) -> Mapping[str, Area]:
        return {area.code: area for area in self.expenditure.areas.items}

    @cached_property
    def commissioners(self) -> Mapping[str, Commissioner]:
        return {item.code: item for item in self.expenditure.commissioners.items}

    @cached_property
    def metric(self) -> Mapping[str, Metric]:
        return {metric.code: metric for metric in self.metrics.items}

    @cached_property
    def closed_lists(self) -> Mapping[Column, Mapping[str, str]]:
        """The closed list of every column that has one, as code to label."""
        spending = self.expenditure
        lists: dict[Column, Sequence[Item | SchemeType | FundingSource | SubType]] = {
            Column.SCHEME_TYPE: self.scheme_types.items,
            Column.SUB_TYPE: [sub for scheme_type in self.scheme_types.items for sub in scheme_type.sub_types],
            Column.OUTPUT_UNIT: spending.output_units.items if spending.output_units else (),
            Column.IMPACT: spending.impact.levels if spending.impact else (),
            Column.AREA: spending.areas.items,
            Column.COMMISSIONER: spending.commissioners.items,
            Column.PROVIDER: spending.providers.items,
            Column.SOURCE: self.funding_sources.items,
            Column.NEW_OR_EXISTING: spending.new_or_existing.items,
        }
        return {column: {item.code: item.label for item in items} for column, items in lists.items()}

    def labels(self, column: Column) -> Mapping[str, str]:
        """The closed list of a column as code to label; empty for a column of free text or numbers.

        Sub-types are listed whole, over all scheme types; which of them fit a row is its scheme type's matter.
        """
        return self.closed_lists.get(column, {})

    @cached_property
    def columns(self) -> Mapping[Column, str]:
        """The expenditure columns of this round as column to label, in the round's order."""
        return {spec.code: spec.label for spec in self.expenditure.columns}
