"""What every sheet is drawn from: the round, the plan, its figures, the labels and where everything stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bcf.fund import metrics
from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.round import Column, Round, SheetKind
from plans.outputs.workbook.cells import frames_of
from plans.outputs.workbook.frames import (
    CoverFrame,
    Frame,
    MaturityFrame,
    MetricsFrame,
    NarrativeFrame,
    RequirementsFrame,
    RisksFrame,
)
from plans.outputs.workbook.lists import Labels, Lists
from plans.outputs.workbook.long_texts import LongTexts
from plans.outputs.workbook.money_frames import ExpenditureFrame, IncomeFrame
from plans.outputs.workbook.paper_frames import DocumentsFrame, MilestonesFrame
from plans.outputs.workbook.payers_frame import PayersFrame, free_title
from plans.outputs.workbook.refs import literal

_PLAIN_LABEL = re.compile(r"[^\W\d][^*?~]*")
POUNDS = '"£"#,##0;[Red]-"£"#,##0'
POUNDS_AND_PENCE = '"£"#,##0.00;[Red]-"£"#,##0.00'
SHARE = "0%"
SHARE_FINE = "0.00%"


@dataclass(frozen=True)
class Book:
    """A plan about to become a workbook. ``findings`` is None where the plan has not been checked."""

    planning_round: Round
    plan: PlanDocument
    findings: Sequence[Finding] | None
    digest: str
    version: int = 0
    """The number of the sealed version, whose seal ``digest`` then is; 0 for a draft."""

    @property
    def mark(self) -> str:
        """How every sheet says which plan it shows."""
        return f"version {self.version}, seal {self.digest[:12]}" if self.version else f"plan {self.digest[:12]}"

    @property
    def mark_whole(self) -> str:
        """The same with the whole digest, for the properties of the file."""
        return f"version {self.version}; seal {self.digest}" if self.version else f"plan {self.digest}"

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.planning_round, self.plan)

    @cached_property
    def metric_values(self) -> dict[tuple[str, str], Decimal | None]:
        return metrics.values(self.planning_round, self.plan)

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.planning_round)

    @cached_property
    def lists(self) -> Lists:
        return Lists(self._free_title("Lists"), self.labels)

    @cached_property
    def long_texts(self) -> LongTexts:
        """Texts too long for one cell; sheets add to it while they are drawn."""
        return LongTexts(self._free_title("Long texts"))

    def _free_title(self, title: str) -> str:
        return free_title(self.planning_round, title)

    @cached_property
    def money(self) -> str:
        """The number format of amounts: whole pounds unless the plan has pence somewhere."""
        plan = self.plan
        amounts = [line.amount for line in plan.contributions if line.amount is not None]
        amounts += [part.amount for part in plan.breakdown if part.amount is not None]
        amounts += [amount for scheme in plan.schemes for amount in scheme.amounts.values()]
        amounts += [paid for scheme in plan.schemes for by_year in scheme.payers.values() for paid in by_year.values()]
        amounts += [figure.value for figure in plan.allocations if figure.kind != "metric"]
        return POUNDS_AND_PENCE if any(amount % 1 for amount in amounts) else POUNDS

    @property
    def years(self) -> tuple[str, ...]:
        return self.planning_round.years

    def year_label(self, label: str, year: str) -> str:
        """A column's label with its year, where the round plans more than one."""
        return f"{label} {year}" if len(self.years) > 1 else label

    def in_year(self, text: str, year: str) -> str:
        """A sentence with its year, where the round plans more than one."""
        return f"{text} in {year}." if len(self.years) > 1 else f"{text}."

    @cached_property
    def frames(self) -> dict[SheetKind, Frame]:
        return frames_of(self.planning_round, self.plan)

    @property
    def cover(self) -> CoverFrame | None:
        frame = self.frames.get(SheetKind.COVER)
        return frame if isinstance(frame, CoverFrame) else None

    @property
    def narrative(self) -> NarrativeFrame | None:
        frame = self.frames.get(SheetKind.NARRATIVE)
        return frame if isinstance(frame, NarrativeFrame) else None

    @property
    def income(self) -> IncomeFrame | None:
        frame = self.frames.get(SheetKind.INCOME)
        return frame if isinstance(frame, IncomeFrame) else None

    @property
    def expenditure(self) -> ExpenditureFrame | None:
        frame = self.frames.get(SheetKind.EXPENDITURE)
        return frame if isinstance(frame, ExpenditureFrame) else None

    @property
    def maturity(self) -> MaturityFrame | None:
        frame = self.frames.get(SheetKind.MATURITY)
        return frame if isinstance(frame, MaturityFrame) else None

    @property
    def metrics(self) -> MetricsFrame | None:
        frame = self.frames.get(SheetKind.METRICS)
        return frame if isinstance(frame, MetricsFrame) else None

    @property
    def requirements(self) -> RequirementsFrame | None:
        frame = self.frames.get(SheetKind.REQUIREMENTS)
        return frame if isinstance(frame, RequirementsFrame) else None

    @cached_property
    def payers(self) -> PayersFrame:
        """The frame of a sheet that no round lists: it is drawn where the plan names payers or pooled funds."""
        return PayersFrame(self.planning_round, self.plan)

    @property
    def risks(self) -> RisksFrame | None:
        frame = self.frames.get(SheetKind.RISKS)
        return frame if isinstance(frame, RisksFrame) else None

    @property
    def milestones(self) -> MilestonesFrame | None:
        frame = self.frames.get(SheetKind.MILESTONES)
        return frame if isinstance(frame, MilestonesFrame) else None

    @property
    def documents(self) -> DocumentsFrame | None:
        frame = self.frames.get(SheetKind.DOCUMENTS)
        return frame if isinstance(frame, DocumentsFrame) else None


def equals(cells: str, label: str) -> str:
    """Which of the cells hold that label, as noughts and ones."""
    return f"({cells}={literal(label)})"


def any_of(cells: str, labels: Sequence[str]) -> str:
    """Which of the cells hold one of those labels; labels differ, so at most one matches."""
    tests = [equals(cells, label) for label in labels]
    return tests[0] if len(tests) == 1 else f"({'+'.join(tests)})" if tests else "0"


def spent(frame: ExpenditureFrame, column: Column, label: str, label_ref: str, year: str) -> str:
    """Spend in a year on the rows whose column holds that label, which stands in the cell ``label_ref``."""
    amounts, cells = frame.range(Column.AMOUNT, year), frame.range(column)
    if cells is None:
        return "0"
    if _PLAIN_LABEL.fullmatch(label):
        return f"SUMIFS({amounts},{cells},{label_ref})"
    return f"SUMPRODUCT({amounts},--({cells}={label_ref}))"
