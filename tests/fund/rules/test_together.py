"""One cause gives one finding, however many places it shows at."""

from decimal import Decimal

from bcf.fund.document import Scheme
from bcf.fund.findings import Finding, apart
from bcf.fund.rules import check_plan
from tests.fund.build import EACH, changed, complete_plan, good_scheme
from tests.fund.rules.found import ROUND, YEAR


def _found(*rows: Scheme) -> list[Finding]:
    return [finding for finding in check_plan(ROUND, changed(complete_plan(YEAR), schemes=rows))
            if finding.rule.startswith("ROW")]  # fmt: skip


def _rows(count: int, **changes: str) -> list[Scheme]:
    return [good_scheme(ROUND, "dfg", f"row-{number}", **changes) for number in range(count)]


def test_forty_blank_cells_of_one_column_are_one_finding() -> None:
    (finding,) = _found(*_rows(40, provider=""))
    assert finding.count == len(finding.places) == 40
    assert finding.message == (
        "“Provider” is blank. This stands at 40 places: “Scheme row-0”, “Scheme row-1”, “Scheme row-2” and 37 others."
    )
    assert [place.item for place in finding.places] == [f"row-{number}" for number in range(40)]


def test_two_columns_are_two_findings() -> None:
    assert [finding.place.field for finding in _found(*_rows(3, provider="", area=""))] == ["area", "provider"]


def test_one_place_is_told_by_its_name() -> None:
    (finding,) = _found(*_rows(1, provider=""))
    assert finding.message == "“Scheme row-0”: “Provider” is blank."


def test_different_amounts_are_different_findings() -> None:
    rows = (good_scheme(ROUND, "dfg", f"row-{n}", Decimal(-n)) for n in (1, 2))
    assert len([finding for finding in _found(*rows) if finding.rule == "ROW-014"]) == 2


def test_a_finding_can_be_taken_apart_again() -> None:
    (finding,) = _found(*_rows(3, provider=""))
    alone = apart([finding])
    assert [one.message for one in alone] == [f"“Scheme row-{n}”: “Provider” is blank." for n in range(3)]
    assert [one.place for one in alone] == list(finding.places)
    assert {one.count for one in alone} == {1}


def test_fingerprint_follows_the_figures_and_not_the_name() -> None:
    def fingerprint(**row: object) -> str:
        plan = changed(complete_plan(YEAR), schemes=(good_scheme(ROUND, "dfg", "row-0", EACH + 1, **row),))
        return next(one for one in check_plan(ROUND, plan) if one.place.item == "dfg").fingerprint

    assert fingerprint() == fingerprint(name="Another name")
    assert fingerprint() != fingerprint(amounts={YEAR: EACH + 2})
