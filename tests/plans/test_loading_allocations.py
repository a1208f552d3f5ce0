"""Allocations from CSV: what is taken, what is refused and with which words, and that a wrong file changes nothing."""

from decimal import Decimal
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from bcf.fund.problems import Refused
from bcf.fund.round import Round
from plans.assembling import assemble
from plans.loading import tables
from plans.loading.allocations import compare, read_allocations, store_allocations
from plans.models import Allocation, Job, Plan
from plans.rounds import all_rounds, get_round
from tests.fund.build import MADE_UP, board
from tests.plans.loaded import DEMO, HEADER, csv_of, rounds_from, store_board

pytestmark = pytest.mark.django_db

DFG = "E06000016,income,dfg,2019-20,E06000016,2391923,Published"


@pytest.fixture
def planning_round(leicester: Plan) -> Round:
    """The round of Leicester's stored plan."""
    return leicester.round


def refused(planning_round: Round, content: bytes) -> list[str]:
    """Every problem of the file, having made sure that it changed nothing."""
    before = list(Allocation.objects.order_by("pk").values())
    with pytest.raises(Refused) as caught:
        store_allocations(planning_round, read_allocations(planning_round, content, "figures.csv"))
    assert list(Allocation.objects.order_by("pk").values()) == before
    assert not Job.objects.exists()
    return [str(problem) for problem in caught.value.problems]


def test_the_demo_file_is_as_the_plan_has_it(planning_round: Round) -> None:
    figures = read_allocations(planning_round, (DEMO / "allocations.csv").read_bytes(), "allocations.csv")
    assert len(figures) == 8
    assert not any(change.differs for change in compare(planning_round, figures))
    assert store_allocations(planning_round, figures) == []
    assert not Job.objects.exists()


def test_a_changed_figure_counts_in_the_plan_at_once_and_is_checked_again(leicester: Plan) -> None:
    line = "E06000016,income,dfg,2019-20,E06000016,2500000.50,Letter of May"
    changes = store_allocations(leicester.round, read_allocations(leicester.round, csv_of(line), "f.csv"))
    assert [(change.new, change.value_differs) for change in changes] == [(False, True)]
    document = assemble(leicester)
    assert Decimal("2500000.5") in [entry.amount for entry in document.contributions if entry.source == "dfg"]
    assert [job.plan for job in Job.objects.all()] == [leicester]


def test_storing_twice_stores_once(leicester: Plan) -> None:
    content = csv_of("E06000016,income,dfg,2019-20,E06000016,1,Letter")
    assert len(store_allocations(leicester.round, read_allocations(leicester.round, content, "f.csv"))) == 1
    assert store_allocations(leicester.round, read_allocations(leicester.round, content, "f.csv")) == []


def test_every_problem_comes_in_one_pass_with_line_column_and_what_is_allowed(planning_round: Round) -> None:
    problems = refused(planning_round, csv_of(
        "E06000099,income,dfg,2019-20,E06000016,1,Published",
        "E06000016,grant,dfg,2019-20,E06000016,1,Published",
        "E06000016,income,gift,2018-19,E06000016,-5,",
        "E06000016,minimum,asc,2019-20,04C,1.234,Published",
        "E06000016,metric,RES.admissions,2016-17,,about 5,Published",
    ))  # fmt: skip
    assert [problem.split(":")[0] for problem in problems] == [
        "line 2, column board", "line 3, column kind", "line 4, column code", "line 4, column year",
        "line 4, column value", "line 4, column origin", "line 5, column body", "line 5, column value",
        "line 6, column code", "line 6, column year", "line 6, column value",
    ]  # fmt: skip
    assert "allowed: dfg, ccg_min, ibcf, winter (read: gift)" in problems[2]
    assert "allowed: 2019-20" in problems[3]
    assert "allowed: DTOC.delays, RES.population (read: RES.admissions)" in problems[8]


@pytest.mark.parametrize("body", ["", "04C", "04K", "E06000018"])
def test_income_must_name_a_body_of_the_side_that_pays(planning_round: Round, body: str) -> None:
    problems = refused(planning_round, csv_of(f"E06000016,income,dfg,2019-20,{body},1,Published"))
    assert "line 2, column body" in problems[0]
    assert "allowed: E06000016" in problems[0]


@pytest.mark.parametrize(
    "value", ["", " ", "1,000", "£5", "1e5", "NaN", "Infinity", "-0.01", "0x10", "1_000", "٣", "=1+1", "1.005",
              "999999999999", "1" * 500],
)  # fmt: skip
def test_a_value_that_is_no_amount_of_pounds_is_refused(planning_round: Round, value: str) -> None:
    problems = refused(planning_round, csv_of(f'E06000016,income,dfg,2019-20,E06000016,"{value}",Published'))
    assert ["line 2, column value" in problem for problem in problems] == [True]


def test_one_figure_may_stand_once_in_a_file(planning_round: Round) -> None:
    assert refused(planning_round, csv_of(DFG, DFG)) == ["line 3: is for the same figure as line 2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "must be the header"),
        (b"\xff\xfe\x00b", "is not UTF-8"),
        (HEADER.encode() + b"\nE06000016,income,dfg,2019-20,E06000016,1,caf\xe9\n", "line 2: is not UTF-8"),
        (csv_of(DFG).replace(b"Published", b"Publ\0shed"), "line 2: holds a NUL"),
        (b"board;kind;code\n", "must be the header"),
        (csv_of(), "has no rows"),
        (HEADER.replace("board", "hwb").encode() + b"\n", "must be the header"),
        (HEADER.replace("kind", "board").encode() + b"\n", "must be the header"),
        (csv_of(DFG + ",more"), "line 2: has 8 cells; the header has 7"),
        (csv_of("E06000016,income"), "line 2: has 2 cells"),
        (csv_of(DFG, '"' + "x" * 200_000 + '"'), "line 3: is not CSV"),
        (csv_of(DFG + '"x', '"never closed'), "is not CSV"),
        (b"PK\x03\x04" + bytes(range(1, 128)), "must be the header"),
        (csv_of(DFG.replace("Published", "x" * 1001)), "may have at most 1,000 characters"),
        (csv_of(DFG.replace("Published", '"two\nlines"')), "holds a line break"),
    ],
)
def test_a_hostile_or_broken_file_is_refused(planning_round: Round, content: bytes, message: str) -> None:
    assert message in "\n".join(refused(planning_round, content))


def test_a_file_too_large_or_too_long_is_refused(planning_round: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is too large" in refused(planning_round, csv_of(DFG + "x" * tables.LARGEST_FILE))[0]
    monkeypatch.setattr(tables, "MOST_ROWS", 2)
    assert "line 4: is one row too many" in refused(planning_round, csv_of(DFG, DFG, DFG))[0]


def test_a_file_as_excel_writes_it_is_taken(planning_round: Round) -> None:
    content = b"\xef\xbb\xbf" + csv_of(DFG.replace("2391923", " 2391923.00 "), ",,,,,,").replace(b"\n", b"\r\n")
    figures = read_allocations(planning_round, content, "f.csv")
    assert [(figure.value, figure.origin) for figure in figures] == [("2391923", "Published")]


def test_text_like_a_formula_is_kept_as_text(leicester: Plan) -> None:
    content = csv_of("E06000016,income,dfg,2019-20,E06000016,1,\"=HYPERLINK(\"\"http://x\"\")\"")
    store_allocations(leicester.round, read_allocations(leicester.round, content, "f.csv"))
    assert Allocation.objects.get(code="dfg").origin == '=HYPERLINK("http://x")'


def test_a_round_of_three_years_takes_a_figure_for_each() -> None:
    with rounds_from(MADE_UP):
        planning_round = get_round("2031-34")
        store_board(board(two_tier=True))
        lines = [f"E06000099,income,homes_grant,{year},E06000099,10,Made up" for year in planning_round.years]
        lines += [f"E06000099,income,trust_base,{year},{body},10,Made up"
                  for year in planning_round.years for body in ("99X", "99Y")]
        stored = store_allocations(planning_round, read_allocations(planning_round, csv_of(*lines), "f.csv"))
        assert len(stored) == 9
        assert set(Allocation.objects.values_list("round_id", "year")) == {("2031-34", y) for y in planning_round.years}


def test_a_wrong_round_file_changes_nothing(leicester: Plan, tmp_path: Path) -> None:
    before = assemble(leicester).digest
    text = (MADE_UP / "2031-34.yaml").read_text()
    (tmp_path / "2031-34.yaml").write_text(text.replace("payer: NHS", "payer: Trust"))
    with rounds_from(tmp_path), pytest.raises(Refused, match=r"2031-34.yaml: funding_sources.items\[0\].payer"):
        all_rounds()
    assert assemble(leicester).digest == before


def test_the_command_stores_and_says_what(leicester: Plan, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(csv_of(DFG.replace("2391923", "5")))
    call_command("loadallocations", "2019-20", str(path))
    assert "0 new, 1 changed, 0 as they were" in capsys.readouterr().out
    assert Allocation.objects.get(code="dfg").value == "5"


def test_the_command_refuses_with_every_problem(leicester: Plan, tmp_path: Path) -> None:
    path = tmp_path / "figures.csv"
    path.write_bytes(csv_of("E06000016,income,dfg,2019-20,E06000016,x,", DFG))
    with pytest.raises(CommandError, match="Nothing was stored: 3 problems") as caught:
        call_command("loadallocations", "2019-20", str(path))
    assert "figures.csv: line 2, column value" in str(caught.value)
    assert Allocation.objects.get(code="dfg").value == "2391923"


def test_the_command_names_the_rounds_there_are_and_a_file_that_is_not_there(leicester: Plan) -> None:
    with pytest.raises(CommandError, match="Rounds: 2019-20"):
        call_command("loadallocations", "1999-00", "none.csv")
    with pytest.raises(CommandError, match=r"none.csv cannot be read"):
        call_command("loadallocations", "2019-20", "none.csv")
