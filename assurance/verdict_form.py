"""The form in which an outcome is recommended or decided: outcome, reasoning, and conditions in rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from assurance.actions.outcomes import Asked, NotAnOutcome, Verdict
from assurance.models.outcome import LONGEST, OWNER
from bcf.fund.round import Round
from plans.forms.fields import DayField

ROWS = 2
MOST_ROWS = 20
PARTS = ("text", "owner", "due")
WANTED = {"text": "what has to be done", "owner": "who sees to it", "due": "by when"}


class VerdictForm(forms.Form):
    """``rows`` says how many conditions have room. Rows that are left empty do not count."""

    outcome = forms.ChoiceField(
        widget=forms.RadioSelect, label="Outcome", error_messages={"required": "Choose an outcome."}
    )
    reasoning = forms.CharField(
        label="Reasoning", max_length=4 * LONGEST, widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Give the reasoning."},
    )  # fmt: skip
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS, initial=ROWS)

    def __init__(
        self, planning_round: Round, data: Any = None, *, initial: Mapping[str, Any] | None = None, hint: str = ""
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id="verdict-%s")
        outcomes = planning_round.assurance.outcomes
        self.fields["outcome"].choices = [(item.code, item.label) for item in outcomes]  # type: ignore[attr-defined]
        self.fields["reasoning"].help_text = hint
        self.conditional = [item.label for item in outcomes if item.conditions]
        self.count = _count(str((data or initial or {}).get("rows", ROWS))) if self.conditional else 0
        for number in range(1, self.count + 1):
            self.fields[f"text_{number}"] = forms.CharField(
                label=f"Condition {number}: what has to be done", required=False, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.fields[f"owner_{number}"] = forms.CharField(
                label=f"Condition {number}: who sees to it", required=False, max_length=OWNER
            )
            self.fields[f"due_{number}"] = DayField(label=f"Condition {number}: by when")

    @property
    def conditions(self) -> Iterator[tuple[BoundField, ...]]:
        """The fields of each row."""
        for number in range(1, self.count + 1):
            yield tuple(self[f"{part}_{number}"] for part in PARTS)

    def clean(self) -> dict[str, Any]:
        """A row that was begun needs all of its parts."""
        for number in range(1, self.count + 1):
            given = {part: self.cleaned_data.get(f"{part}_{number}") for part in PARTS}
            if any(given.values()):
                for part, value in given.items():
                    if not value and f"{part}_{number}" not in self.errors:
                        self.add_error(f"{part}_{number}", f"Say {WANTED[part]}.")
        return self.cleaned_data

    @property
    def verdict(self) -> Verdict:
        """What was sent. Only of a valid form."""
        sent = self.cleaned_data
        rows = [Asked(*(sent[f"{part}_{number}"] for part in PARTS)) for number in range(1, self.count + 1)]
        return Verdict(sent["outcome"], sent["reasoning"], tuple(asked for asked in rows if asked.text))

    def refuse(self, problem: NotAnOutcome) -> None:
        """Show what the action had against it."""
        for reason in problem.reasons:
            self.add_error(None, reason)


def with_another_row(planning_round: Round, sent: Mapping[str, Any], hint: str = "") -> VerdictForm:
    """The form with everything that was typed, nothing of it judged yet, and room for one more condition."""
    typed = {**sent, "rows": _count(sent.get("rows", "")) + 1}
    return VerdictForm(planning_round, initial=typed, hint=hint)


def filled_with(planning_round: Round, verdict: Verdict, hint: str = "") -> VerdictForm:
    """The form as somebody recommended, to be decided so or otherwise."""
    values: dict[str, Any] = {"outcome": verdict.outcome, "reasoning": verdict.reasoning}
    for number, asked in enumerate(verdict.conditions, 1):
        values |= {f"text_{number}": asked.text, f"owner_{number}": asked.owner, f"due_{number}": asked.due}
    rows = max(ROWS, len(verdict.conditions))
    return VerdictForm(planning_round, initial=values | {"rows": rows}, hint=hint)


def _count(text: str) -> int:
    """How many rows were asked for, within bounds."""
    return min(int(text), MOST_ROWS) if text.isdecimal() and len(text) < 4 else ROWS
