"""The closed lists of a round as a hidden sheet of the workbook holds them: labels, and what goes with each.

Labels are what people see and what formulas compare, so within a list no two may read alike; where a
round gives two entries one label, the code is added to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from bcf.fund.round import Column, CommissionerKind, Round, SchemeType
from plans.outputs.workbook.refs import column_of
from plans.outputs.workbook.typed import clean

FIRST_ROW = 2
YES, NO = "Yes", "No"
ANSWERS = {"yes": YES, "no": NO}


class Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...


def distinct(items: Iterable[Named]) -> dict[str, str]:
    """Code to label, with the code added to labels that differ from another by case at most."""
    entries = [(item.code, clean(item.label).strip()) for item in items]
    read = [label.casefold() for _, label in entries]
    return {code: label if read.count(label.casefold()) == 1 else f"{label} ({code})" for code, label in entries}


@dataclass(frozen=True)
class Labels:
    """The labels of a round's lists by code."""

    planning_round: Round

    @cached_property
    def sources(self) -> Mapping[str, str]:
        return distinct(self.planning_round.funding_sources.items)

    @cached_property
    def types(self) -> Mapping[str, str]:
        return distinct(self.planning_round.scheme_types.items)

    @cached_property
    def sub_types(self) -> Mapping[str, Mapping[str, str]]:
        """Labels of sub-types by scheme type and code."""
        return {item.code: distinct(item.sub_types) for item in self.planning_round.scheme_types.items}

    def sub_type(self, scheme_type: str, sub_type: str) -> str:
        """A row's sub-type; one that belongs to another type says to which, as labels such as Other repeat."""
        if label := self.sub_types.get(scheme_type, {}).get(sub_type):
            return label
        owner = next((code for code, labels in self.sub_types.items() if sub_type in labels), None)
        return f"{self.sub_types[owner][sub_type]} (of {self.types[owner]})" if owner else sub_type

    @cached_property
    def areas(self) -> Mapping[str, str]:
        return distinct(self.planning_round.expenditure.areas.items)

    @cached_property
    def commissioners(self) -> Mapping[str, str]:
        return distinct(self.planning_round.expenditure.commissioners.items)

    @cached_property
    def providers(self) -> Mapping[str, str]:
        return distinct(self.planning_round.expenditure.providers.items)

    @cached_property
    def units(self) -> Mapping[str, str]:
        units = self.planning_round.expenditure.output_units
        return distinct(units.items) if units else {}

    @cached_property
    def impact(self) -> Mapping[str, str]:
        impact = self.planning_round.expenditure.impact
        return distinct(impact.levels) if impact else {}

    @cached_property
    def new_or_existing(self) -> Mapping[str, str]:
        return distinct(self.planning_round.expenditure.new_or_existing.items)

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """Levels of the maturity model."""
        maturity = self.planning_round.maturity
        return distinct(maturity.levels) if maturity else {}

    def units_of(self, scheme_type: SchemeType) -> list[str]:
        """The units that a scheme type may be counted in: its own, or any where it names none."""
        return [self.units[code] for code in scheme_type.units if code in self.units] or list(self.units.values())


Flag = int | str


@dataclass(frozen=True)
class Lists:
    """The hidden sheet: named columns, each with its entries, and the names of their ranges in formulas."""

    title: str
    labels: Labels

    @cached_property
    def columns(self) -> Mapping[str, Sequence[Flag]]:
        """Every column by name; columns of one table stand beside each other and are equally long."""
        labels, planning_round = self.labels, self.labels.planning_round
        plain: dict[str, Sequence[Flag]] = {
            "Yes or no": [YES, NO],
            "Source": list(labels.sources.values()),
            "Provider": list(labels.providers.values()),
            "Impact": list(labels.impact.values()),
            "New or existing": list(labels.new_or_existing.values()),
            "Maturity level": list(labels.levels.values()),
            "Area": list(labels.areas.values()),
            "Area needs text": [int(area.needs_text) for area in planning_round.expenditure.areas.items],
            "Commissioner": list(labels.commissioners.values()),
            "Commissioner is joint": [
                int(item.kind is CommissionerKind.JOINT) for item in planning_round.expenditure.commissioners.items
            ],
        }
        return {**plain, **self._types(), **self._pairs(), **self._units()}

    def _types(self) -> dict[str, Sequence[Flag]]:
        types = self.labels.planning_round.scheme_types.items
        return {
            "Type": list(self.labels.types.values()),
            "Type has sub-types": [int(bool(item.sub_types)) for item in types],
            "Type needs text": [int(item.needs_text) for item in types],
            "Type needs outputs": [int(item.outputs) for item in types],
        }

    def _pairs(self) -> dict[str, Sequence[Flag]]:
        """Scheme types with their sub-types; a type without any has one entry with a blank."""
        rows: list[tuple[Flag, Flag, Flag, Flag]] = []
        for item in self.labels.planning_round.scheme_types.items:
            label = self.labels.types[item.code]
            for sub in item.sub_types:
                named = self.labels.sub_types[item.code][sub.code]
                rows.append((label, named, int(sub.needs_text), int(item.needs_outputs(sub.code))))
            if not item.sub_types:
                rows.append((label, "", 0, int(item.outputs)))
        names = ("Sub-type's type", "Sub-type", "Sub-type needs text", "Sub-type needs outputs")
        return dict(zip(names, (list(column) for column in zip(*rows, strict=True)), strict=True))

    def _units(self) -> dict[str, Sequence[Flag]]:
        rows = [
            (self.labels.types[item.code], unit)
            for item in self.labels.planning_round.scheme_types.items
            for unit in self.labels.units_of(item)
        ]
        return {"Unit's type": [row[0] for row in rows], "Unit": [row[1] for row in rows]}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.columns, start=1)}

    def range(self, name: str) -> str:
        """The range of a column: ``Lists!$B$2:$B$7``."""
        last = FIRST_ROW + max(1, len(self.columns[name])) - 1
        return column_of(self.title, self.numbers[name], FIRST_ROW, last)


    def cell(self, column: Column, code: str) -> tuple[int, int]:
        """Row and column of an entry of one of the expenditure's lists."""
        name, labels = {
            Column.SOURCE: ("Source", self.labels.sources),
            Column.SCHEME_TYPE: ("Type", self.labels.types),
            Column.AREA: ("Area", self.labels.areas),
            Column.COMMISSIONER: ("Commissioner", self.labels.commissioners),
            Column.PROVIDER: ("Provider", self.labels.providers),
        }[column]
        return FIRST_ROW + list(labels).index(code), self.numbers[name]

    def dependent(self, key: str, value: str, cell: str) -> str:
        """The entries of ``value`` whose ``key`` is what ``cell`` holds, as a list for a drop-down."""
        keys, start = self.range(key), column_of(self.title, self.numbers[value], FIRST_ROW, FIRST_ROW).split(":")[0]
        wanted = wildcard_free(cell, [str(entry) for entry in self.columns[key]])
        return f"OFFSET({start},MATCH({wanted},{keys},0)-1,0,COUNTIF({keys},{wanted}),1)"


def wildcard_free(cell: str, labels: Iterable[str]) -> str:
    """A cell's text as MATCH and COUNTIF take it literally; plain where no label holds a wildcard."""
    if not any(character in label for label in labels for character in "*?~"):
        return cell
    for character in "~*?":
        cell = f'SUBSTITUTE({cell},"{character}","~{character}")'
    return cell
