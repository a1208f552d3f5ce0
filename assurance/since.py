"""What changed between two submitted versions of a plan: money, metrics, and every other field with its two texts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bcf.fund.difference import Difference, Fate, RowDifference, TotalDifference, difference
from bcf.fund.document import PlanDocument
from bcf.fund.metrics import shown, values
from bcf.fund.places import Place, Section, section_title
from bcf.fund.round import Round
from bcf.fund.text import number
from plans.together.naming import all_places
from plans.writing.merging import Words, compared

_LISTS = (Section.RISKS, Section.MILESTONES, Section.DOCUMENTS)


@dataclass(frozen=True, slots=True)
class MetricChange:
    """A metric of a period before and after, as it is written."""

    metric: str
    period: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TextChange:
    """A field that says something else, word by word."""

    section: Section
    title: str
    name: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Since:
    """Two versions side by side."""

    money: Difference
    metrics: tuple[MetricChange, ...]
    texts: tuple[TextChange, ...]

    @property
    def income(self) -> Sequence[TotalDifference]:
        """The sources whose income changed."""
        return [total for total in self.money.income if any(change.amount for change in total.changes)]

    @property
    def rows(self) -> Mapping[Fate, Sequence[RowDifference]]:
        """The rows that changed, by what became of them."""
        return {fate: [row for row in self.money.rows if row.fate is fate] for fate in Fate if fate is not Fate.SAME}

    @property
    def altered(self) -> int:
        """How many rows changed in one way or another."""
        return sum(map(len, self.rows.values()))

    @property
    def empty(self) -> bool:
        return self.money.empty and not self.metrics and not self.texts


def since(planning_round: Round, before: PlanDocument, after: PlanDocument) -> Since:
    """What changed from ``before`` to ``after``, both plans of that round."""
    return Since(
        difference(planning_round, before, planning_round, after),
        tuple(_metrics(planning_round, before, after)),
        tuple(_texts(planning_round, before, after)),
    )


def _metrics(planning_round: Round, before: PlanDocument, after: PlanDocument) -> Iterator[MetricChange]:
    """Values that changed, and the figures that were entered for them."""
    old, new = values(planning_round, before), values(planning_round, after)
    was, now = ({entry.code: entry.inputs for entry in plan.metrics} for plan in (before, after))
    for metric in planning_round.metrics.items:
        name = f"{metric.ref} {metric.name}".strip()
        for period in metric.periods:
            key = (metric.code, period.code)
            if old[key] != new[key]:
                yield MetricChange(name, period.label, shown(metric, old[key]), shown(metric, new[key]))
            for given in metric.inputs:
                first, second = (held.get(metric.code, {}).get(period.code, {}).get(given.code) for held in (was, now))
                if first != second:
                    yield MetricChange(name, f"{given.label}, {period.label}", _written(first), _written(second))


def _written(figure: Decimal | None) -> str:
    return "" if figure is None else number(figure)


def _texts(planning_round: Round, before: PlanDocument, after: PlanDocument) -> Iterator[TextChange]:
    old, new = dict(_fields(before)), dict(_fields(after))
    names = {
        (named.place.section, named.place.item, named.place.field): named.words
        for document in (before, after) for named in all_places(planning_round, document)
    }  # fmt: skip
    for place in sorted(old.keys() | new.keys(), key=lambda place: (list(Section).index(place.section), place.item)):
        first, second = old.get(place, ""), new.get(place, "")
        if first != second:
            name = names.get((place.section, place.item, place.field), "") or place.item.capitalize()
            yield TextChange(place.section, section_title(place.section, planning_round), name, compared(first, second))


def _fields(document: PlanDocument) -> Iterator[tuple[Place, str]]:
    """Every field that is neither money, nor a row of the table, nor a figure of a metric."""
    for section, texts in ((Section.COVER, document.cover), (Section.NARRATIVE, document.narrative)):
        for code, text in texts.items():
            yield Place(section=section, item=code, field="value"), text
    for contact in document.contacts:
        yield from _attributes(Section.COVER, contact.role, contact, "role")
    for source, gate in document.gates.items():
        yield Place(section=Section.INCOME, item=source, field="gate"), gate
    yield Place(section=Section.INCOME, item="comment"), document.income_comment
    for fund in document.pooled_funds:
        for name in ("name", "host", "note"):
            yield Place(section=Section.EXPENDITURE, item=fund.key, field=f"fund:{name}"), getattr(fund, name)
    for level in document.maturity:
        yield from _attributes(Section.MATURITY, level.change, level, "change")
    yield Place(section=Section.MATURITY, item="priorities"), document.maturity_priorities
    for metric in document.metrics:
        yield Place(section=Section.METRICS, item=metric.code, field="comment"), metric.comment
    for answer in document.requirements:
        yield from _attributes(Section.REQUIREMENTS, answer.code, answer, "code")
    for section in _LISTS:
        for row in getattr(document, section.value):
            yield from _attributes(section, row.key, row, "key")


def _attributes(section: Section, item: str, entry: Any, identity: str) -> Iterator[tuple[Place, str]]:
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name != identity and value is not None:
            yield Place(section=section, item=item, field=name), str(value)
