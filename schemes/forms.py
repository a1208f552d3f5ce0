"""One row as a calm form, field by field. It shows and it names errors; reading is `schemes.reading`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django import forms
from django.forms import BoundField

from bcf.fund.places import Place, Section
from bcf.fund.round import Column, Round
from schemes.choices import every
from schemes.columns import Cell, Kind, cells_of
from schemes.reading import Refusal

GROUPS = (
    ("What it is", (Column.SCHEME_ID, Column.NAME, Column.DESCRIPTION, Column.SCHEME_TYPE, Column.SUB_TYPE,
                    Column.TYPE_OTHER)),
    ("Planned outputs and impact", (Column.OUTPUT_UNIT, Column.OUTPUT_ESTIMATE, Column.IMPACT)),
    ("Money", tuple(Column)),
)  # fmt: skip
"""The parts of the form; a column stands in the first that has it."""


Choice = tuple[str, str | list[tuple[str, str]]]
"""A code with its label, or a heading with the codes and labels under it."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """A part of the form under a heading of its own."""

    title: str
    fields: tuple[BoundField, ...]


class SchemeForm(forms.Form):
    """The cells of a row as GOV.UK fields, with the texts that they hold and those that were refused."""

    def __init__(
        self, planning_round: Round, key: str, texts: Mapping[Cell, str], refused: Iterable[Refusal] = ()
    ) -> None:
        self.refused = tuple(refused)
        self.cells = cells_of(planning_round)
        values = {cell.name: texts.get(cell, "") for cell in self.cells}
        values |= {refusal.cell.name: refusal.typed for refusal in self.refused}
        super().__init__(
            data=values if self.refused else None,
            initial=values,
            auto_id=f"{Place(section=Section.EXPENDITURE, item=key).anchor}-%s",
        )
        for cell in self.cells:
            self.fields[cell.name] = forms.CharField(
                required=False, strip=False, label=cell.label, help_text=_hint(cell),
                widget=_widget(cell, planning_round, values[cell.name]),
            )  # fmt: skip

    def _post_clean(self) -> None:
        for refusal in self.refused:
            self.add_error(refusal.cell.name, refusal.message)

    def groups(self) -> Iterator[FieldGroup]:
        """The parts that have fields in this round."""
        left = list(self.cells)
        for title, columns in GROUPS:
            here = [cell for cell in left if cell.column in columns]
            left = [cell for cell in left if cell.column not in columns]
            if here:
                yield FieldGroup(title, tuple(self[cell.name] for cell in here))


def _hint(cell: Cell) -> str:
    hints = {
        Column.SUB_TYPE: "Each belongs to the scheme type under whose name it stands.",
        Column.JOINT_NHS: "Only for a joint commissioner. If you leave the other share blank, it is worked out.",
        Column.JOINT_LA: "Only for a joint commissioner. If you leave the other share blank, it is worked out.",
    }
    return hints.get(cell.column) or cell.hint


def _widget(cell: Cell, planning_round: Round, held: str) -> forms.Widget:
    match cell.kind:
        case Kind.CHOICE:
            return forms.Select(choices=_choices(cell, planning_round, held))
        case Kind.TEXT:
            return forms.Textarea(attrs={"rows": 4})
        case Kind.MONEY:
            return _figure({"data-prefix": "£"})
        case Kind.PERCENT:
            return _figure({"data-suffix": "%", "class": "govuk-input--width-5"})
        case Kind.QUANTITY:
            return _figure({})
    return forms.TextInput()


def _figure(attrs: dict[str, str]) -> forms.Widget:
    return forms.TextInput(
        attrs={"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10", **attrs}
    )


def _choices(cell: Cell, planning_round: Round, held: str) -> list[Choice]:
    groups = every(cell, planning_round)
    choices: list[Choice] = [("", "")]
    for group in groups:
        choices += [(group.label, list(group.options))] if group.label else list(group.options)
    if held and not any(code == held for group in groups for code, _ in group.options):
        choices.append((held, f"{cell.words(planning_round, held)} (not in this list)"))
    return choices
