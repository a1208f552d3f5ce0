"""What of a version a requirement is about: answers of the narrative, rows and sources, metrics, levels.

Taken from the round: what its checks look at (`shown_by`), and what counts towards its ring-fence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe

from assurance.affected import looked_at
from bcf.fund.balances import Figures
from bcf.fund.counting import counted_share
from bcf.fund.metrics import shown, values
from bcf.fund.places import Place, Section, section_title
from bcf.fund.references import References
from bcf.fund.round import Requirement
from bcf.fund.text import pounds
from plans.models import Picture, Plan
from plans.outputs.markdown import Rendering, to_html
from plans.pages import section_url

HEADING = 4


@dataclass(frozen=True, slots=True)
class Text:
    """An answer of the narrative, or a comment, as it reads."""

    title: str
    html: SafeString
    url: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of two or more cells, the first with the address of where it stands in the plan."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Relevant:
    """All of it."""

    texts: tuple[Text, ...]
    tables: tuple[Table, ...]


def relevant(plan: Plan, figures: Figures, requirement: Requirement) -> Relevant:
    """What a reviewer of that requirement reads of the version whose figures these are."""
    items = {item for one in requirement.shown_by for item in one.items}
    reader = _Reader(plan, figures, requirement, items)
    tables = (reader.counted(), reader.paid_from(), reader.balances(), reader.metrics(), reader.levels())
    return Relevant((*reader.texts(), *reader.comments()), tuple(table for table in tables if table and table.rows))


class _Reader:
    def __init__(self, plan: Plan, figures: Figures, requirement: Requirement, items: set[str]) -> None:
        self.plan, self.figures, self.requirement, self.items = plan, figures, requirement, items
        self.planning_round, self.document = figures.planning_round, figures.plan
        self.looked = looked_at(self.planning_round, requirement)

    def texts(self) -> Iterator[Text]:
        """The questions that are named, all where the narrative is looked at and none is."""
        questions = self.planning_round.narrative.questions
        named = [question for question in questions if question.code in self.items]
        wanted = named or (questions if Section.NARRATIVE in self.looked and not self.items else ())
        if not wanted:
            return
        pictures = set(Picture.objects.filter(plan=self.plan).values_list("name", flat=True))

        def picture(name: str) -> str | None:
            return reverse("picture", args=(*self.plan.args, name)) if name in pictures else None

        rendering = Rendering(References(self.figures), picture, scrolling=True)
        for question in wanted:
            html = to_html(self.document.narrative.get(question.code, ""), HEADING, rendering)
            place = Place(section=Section.NARRATIVE, item=question.code, field="value")
            title = f"{section_title(Section.NARRATIVE, self.planning_round)}: {question.ref} {question.title}".strip()
            yield Text(title, html, section_url(self.plan, place))

    def comments(self) -> Iterator[Text]:
        """What the area says of each metric."""
        said = {metric.code: metric.comment for metric in self.document.metrics}
        for metric in self.planning_round.metrics.items if Section.METRICS in self.looked else ():
            place = Place(section=Section.METRICS, item=metric.code, field="comment")
            html = mark_safe(linebreaks(said.get(metric.code, ""), autoescape=True))  # noqa: S308 - escaped here
            yield Text(f"{section_title(Section.METRICS, self.planning_round)}: {metric.name}", html,
                       section_url(self.plan, place))  # fmt: skip

    def counted(self) -> Table | None:
        """The rows that count towards the ring-fence, with what of them does."""
        fence = next((one for one in self.planning_round.ring_fences if one.code == self.requirement.ring_fence), None)
        if fence is None:
            return None
        shares = {row.key: counted_share(fence, row, self.planning_round) for row in self.document.schemes}
        return self._rows(f"Rows that count towards {fence.short_label}", shares)

    def paid_from(self) -> Table | None:
        """The rows that are paid from a source that is named."""
        named = [code for code in self.planning_round.sources if code in self.items]
        if not named:
            return None
        labels = ", ".join(self.planning_round.sources[code].label for code in named)
        return self._rows(f"Rows paid from {labels}", {
            row.key: Decimal(row.source in named) for row in self.document.schemes
        })  # fmt: skip

    def _rows(self, title: str, shares: dict[str, Decimal]) -> Table:
        years = self.planning_round.years
        rows = tuple(
            (
                row.name or "Scheme without a name",
                section_url(self.plan, Place(section=Section.EXPENDITURE, item=row.key)),
                tuple(pounds(row.amount(year) * shares[row.key]) for year in years),
            )
            for row in self.document.schemes if shares[row.key]
        )  # fmt: skip
        return Table(title, ("Scheme", *years), rows)

    def balances(self) -> Table | None:
        """Income and spending by source, where the requirement is about all of the money."""
        money = {Section.INCOME, Section.EXPENDITURE} & self.looked
        if not money or self.requirement.ring_fence or self.items & self.planning_round.sources.keys():
            return None
        rows = tuple(
            (
                self.planning_round.sources[one.source].label
                + (f", {one.year}" if len(self.planning_round.years) > 1 else ""),
                section_url(self.plan, Place(section=Section.INCOME, item=one.source, field="amount", year=one.year)),
                (pounds(one.income), pounds(one.planned), pounds(one.left)),
            )
            for one in self.figures.balances if one.income or one.planned
        )  # fmt: skip
        return Table("Income and spending by source", ("Source", "Income", "Planned", "Left"), rows)

    def metrics(self) -> Table | None:
        """Every metric with its values."""
        if Section.METRICS not in self.looked:
            return None
        found = values(self.planning_round, self.document)
        rows = tuple(
            (
                f"{metric.name}, {period.label}",
                section_url(self.plan, Place(section=Section.METRICS, item=metric.code, field="comment")),
                (shown(metric, found[metric.code, period.code]) or "–",),
            )
            for metric in self.planning_round.metrics.items for period in metric.periods
        )  # fmt: skip
        return Table(section_title(Section.METRICS, self.planning_round), ("Metric", "Value"), rows)

    def levels(self) -> Table | None:
        """The levels of the maturity model."""
        model = self.planning_round.maturity
        if model is None or Section.MATURITY not in self.looked:
            return None
        labels = {level.code: level.label for level in model.levels}
        held = {level.change: level for level in self.document.maturity}
        rows = tuple(
            (
                change.label,
                section_url(self.plan, Place(section=Section.MATURITY, item=change.code, field="current")),
                tuple(labels.get(getattr(held.get(change.code), name, ""), "–") for name in ("current", "planned")),
            )
            for change in model.changes
        )  # fmt: skip
        return Table(section_title(Section.MATURITY, self.planning_round), ("Change", "Now", "Planned"), rows)

