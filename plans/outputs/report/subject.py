"""What a report is about, handed to whoever makes one of its parts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from bcf.fund.balances import Figures
from bcf.fund.document import PlanDocument, Scheme
from bcf.fund.findings import Finding
from bcf.fund.places import Place
from bcf.fund.references import References
from bcf.fund.round import Item, Round
from plans.outputs.given import Given


@dataclass(frozen=True)
class Subject:
    """A plan with its round, what the checks found, and how it is known."""

    planning_round: Round
    plan: PlanDocument
    findings: Sequence[Finding]
    digest: str
    status: str
    cell_of: Callable[[Place], str] | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    """The pictures that the narrative shows, by name."""
    reasons: Mapping[str, Given] = field(default_factory=dict)
    """The reasons with which findings stand, by the findings' fingerprints."""
    sealed: bool = False
    """Whether ``digest`` is that of a seal, else that of the plan."""

    @cached_property
    def figures(self) -> Figures:
        return Figures(self.planning_round, self.plan)

    @cached_property
    def references(self) -> References:
        """The plan's figures by the names under which its text may call them."""
        return References(self.figures)

    @cached_property
    def bodies(self) -> dict[str, str]:
        """The bodies of the board by code."""
        return {body.code: body.name for body in self.plan.board.bodies}

    @cached_property
    def rows(self) -> Mapping[str, tuple[int, Scheme]]:
        """Rows of the expenditure plan by key, each with its number from 1."""
        return {scheme.key: (number, scheme) for number, scheme in enumerate(self.plan.schemes, 1)}

    @property
    def board(self) -> str:
        """The board's whole name."""
        name = self.plan.board.name
        return name if "health and wellbeing" in name.lower() else f"{name} Health and Wellbeing Board"

    @property
    def years(self) -> tuple[str, ...]:
        return self.planning_round.years

    @property
    def many_years(self) -> bool:
        return len(self.years) > 1

    def in_year(self, text: str, year: str) -> str:
        """The text with the year after it, where the round has more than one."""
        return f"{text}, {year}" if self.many_years else text


@dataclass(frozen=True)
class Part:
    """A part of the report: a heading, the template that shows it and what that template is given as ``body``.

    ``wide`` puts it on pages on their side, ``follows`` on the page of the part before it where there is room.
    """

    anchor: str
    title: str
    template: str
    body: object
    wide: bool = False
    follows: bool = False
    entries: tuple[tuple[str, str], ...] = field(default=())
    """Sub-headings to list in the contents, as anchor and words."""


def label_of(items: Iterable[Item], code: str) -> str:
    """The label of a code in a closed list; the code itself where the list has it not, "" for none."""
    return next((item.label for item in items if item.code == code), code)


def across(amounts: Iterable[Decimal]) -> Decimal:
    """The sum of amounts."""
    return sum(amounts, Decimal(0))
