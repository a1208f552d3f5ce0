"""What `checkplan --json` prints: the fields that other programs rely on."""

import datetime
import json
from contextlib import suppress
from decimal import Decimal
from io import StringIO
from typing import Literal

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pydantic import AwareDatetime, BaseModel, ConfigDict

from bcf.fund.rules.registry import CATALOGUE
from plans.models import Plan
from plans.saving import save_row
from plans.standing import Standing
from schemes.models import Scheme


class Closed(BaseModel):
    """Exactly the documented fields."""

    model_config = ConfigDict(extra="forbid")


class PlaceTold(Closed):
    section: str
    item: str
    field: str
    year: str
    words: str


class SeenTold(Closed):
    place: PlaceTold
    link: str
    cell: str
    about: str
    read: str
    difference: Decimal | None


class ReasonTold(Closed):
    text: str
    by: str
    at: AwareDatetime


class FindingTold(Closed):
    id: str
    severity: Literal["blocking", "explain", "advice", "beta"]
    title: str
    section: str
    place: PlaceTold
    link: str
    cell: str
    read: str
    expected: str
    difference: Decimal | None
    message: str
    remedy: str
    places: list[SeenTold]
    fingerprint: str
    reason: ReasonTold | None


class Counts(Closed):
    blocking: int
    explain: int
    advice: int
    beta: int
    explained: int
    open: int


class Told(Closed):
    board: str
    round: str
    digest: str
    rule_set: str
    counts: Counts
    findings: list[FindingTold]


def told(plan: Plan) -> Told:
    out = StringIO()
    # Ends so where a finding would keep the plan from being sealed.
    with suppress(SystemExit):
        call_command("checkplan", plan.board.code, plan.round_id, json=True, stdout=out)
    return Told.model_validate(json.loads(out.getvalue()))


def test_every_field_is_there_and_no_other(leicester: Plan) -> None:
    content = told(leicester)
    assert content.digest == Standing(leicester).document.digest
    assert content.findings
    for finding in content.findings:
        assert finding.id in CATALOGUE
        assert finding.places[0].place == finding.place
        assert {seen.place.section for seen in finding.places} == {finding.section}
        assert finding.message.endswith(".")
        assert finding.remedy.endswith(".")


def test_places_lead_to_the_field_and_the_cell(leicester: Plan) -> None:
    (finding,) = (one for one in told(leicester).findings if one.id == "ROW-007")
    assert finding.link == f"{reverse('expenditure', args=leicester.args)}#expenditure-row-09-output_estimate"
    assert finding.cell.startswith("'6. Expenditure'!")
    assert finding.place.words.startswith("Row 9")
    assert finding.place.words.endswith("Planned output estimate")


def test_every_place_of_a_cause_is_listed(leicester: Plan) -> None:
    (cause,) = (one for one in told(leicester).findings if one.id == "NAR-001")
    assert [seen.place.item for seen in cause.places] == ["b_i", "b_ii"]
    assert all(reverse("narrative-question", args=[*leicester.args, seen.place.item]) in seen.link
               for seen in cause.places)  # fmt: skip


def test_a_difference_is_in_pounds(leicester: Plan) -> None:
    row = Scheme.objects.get(plan=leicester, key="row-01")

    def less(scheme: Scheme) -> bool:
        amount = scheme.amounts.get()
        amount.amount -= 1
        amount.save()
        return True

    save_row(Scheme, leicester, {"key": row.key}, row.version, {}, also=less)
    (balance,) = (one for one in told(leicester).findings if one.id == "BAL-001")
    assert balance.difference == -1


def test_counts_are_of_causes(leicester: Plan, commissioner: Client) -> None:
    before = told(leicester)
    assert before.counts.blocking == sum(one.severity == "blocking" for one in before.findings)
    assert before.counts.open == before.counts.blocking + before.counts.explain
    (finding,) = (one for one in before.findings if one.id == "ROW-007")
    commissioner.post(reverse("reason", args=[*leicester.args, finding.fingerprint]), {"text": "So it is."})
    after = told(leicester)
    assert (after.counts.explained, after.counts.open) == (1, before.counts.open - 1)
    (explained,) = (one for one in after.findings if one.reason)
    assert explained.reason
    assert explained.reason.text == "So it is."
    assert explained.reason.at <= datetime.datetime.now(tz=datetime.UTC)


def test_what_a_person_reads_names_rule_place_and_cell(leicester: Plan) -> None:
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("checkplan", leicester.board.code, leicester.round_id, stdout=out)
    text = out.getvalue()
    assert "Blocking: " in text
    assert "NAR-001  The question has no answer. Write an answer." in text
    assert "at Row 9" in text
    assert "'6. Expenditure'!" in text
