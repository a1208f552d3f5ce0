"""What a paste would make of rows: by position, by name, over rows and beyond them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.document import Scheme
from plans.rounds import get_round
from schemes.columns import cells_of
from schemes.pasting.block import Unusable
from schemes.pasting.preview import Asked, preview
from tests.factories import leicester_document
from tests.fund.strategies import schemes as any_row
from tests.fund.strategies import valid_schemes
from tests.schemes.pasting.blocks import as_block, copied

ROUND = get_round("2019-20")
CELLS = cells_of(ROUND)
ROWS = leicester_document().schemes


def look(text="", rows=(), held=ROWS, **more):
    asked = Asked(text, rows=tuple(rows), **more)
    return preview(asked, ROUND, CELLS, held, {row.key: 1 for row in held})


def becoming(found):
    return [one.row for one in found.wanted]


def same(one: Scheme, other: Scheme) -> bool:
    """Whether two rows hold the same in every cell of the table; who pays is no column of it."""
    return [cell.value(one) for cell in CELLS] == [cell.value(other) for cell in CELLS]


def stripped(row: Scheme) -> Scheme:
    """As reading keeps texts: without white space around them."""
    return row.model_copy(update={name: value.strip() for name, value in row if isinstance(value, str)})


def test_the_whole_plan_copied_and_pasted_back_changes_nothing():
    found = look(copied(ROUND, ROWS), [row.key for row in ROWS])
    assert (found.wanted, found.questions) == ((), ())


@pytest.mark.parametrize("named", [True, False])
def test_the_whole_plan_pasted_into_an_empty_one_is_the_same_rows(named):
    found = look(copied(ROUND, ROWS, named=named), held=())
    assert found.questions == ()
    assert found.added == len(ROWS)
    assert all(same(stripped(one), stripped(row)) for one, row in zip(becoming(found), ROWS, strict=True))


@settings(deadline=None, max_examples=60)
@given(st.lists(any_row(ROUND), min_size=1, max_size=4))
def test_any_rows_copied_out_paste_back_to_themselves(rows):
    held = tuple(stripped(row).model_copy(update={"key": f"k{at}"}) for at, row in enumerate(rows))
    held = tuple(row.model_copy(update={"amounts": dict(row.amounts)}) for row in held)
    try:
        found = look(copied(ROUND, held, named=True), [row.key for row in held], held)
    except Unusable:
        return
    assert becoming(found) == []


@settings(deadline=None, max_examples=40)
@given(st.lists(valid_schemes(ROUND), min_size=1, max_size=4))
def test_finished_rows_copied_out_paste_into_an_empty_plan(rows):
    found = look(copied(ROUND, rows, named=True), held=())
    assert [question.text for question in found.questions] == []
    wanted = becoming(found)
    assert all(same(stripped(one), stripped(row)) for one, row in zip(wanted, rows, strict=True))


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=120), st.sampled_from(["", *(cell.name for cell in CELLS)]))
def test_whatever_text_comes_is_previewed_or_refused(text, start):
    try:
        found = look(text, ["row-01", "row-02"], start=start)
    except Unusable:
        return
    assert len(found.lines) <= len(found.block)


def test_names_on_top_put_columns_in_their_place_whatever_their_order():
    block = as_block([["Amount (£)", "Notes", "Scheme name", "Funding source", "Type"],
                      ["£1.2m", "ignore me", "Home first", "Min CCG", "HICM for Managing Transfer of Care"]])
    found = look(block, held=())
    assert [cell.name if cell else None for cell in found.heading.columns] == [
        "amount-2019-20", None, "name", "source", "scheme_type"]  # fmt: skip
    row = becoming(found)[0]
    assert (row.name, row.source, row.scheme_type, row.amounts) == (
        "Home first", "ccg_min", "hicm", {"2019-20": Decimal(1_200_000)})  # fmt: skip
    assert {(one.text, one.words) for one in found.understood} >= {
        ("Min CCG", "Minimum CCG Contribution"), ("£1.2m", "1,200,000")}  # fmt: skip


def test_without_names_the_block_lies_from_the_cell_on_and_hidden_columns_are_passed_over():
    shown = ("scheme_id", "name", "area", "provider")
    found = look("Renamed\tSocial\tCharity\nSecond\tacute\tCCG", ["row-01", "row-02"], start="name", shown=shown)
    first, second = becoming(found)
    assert (first.key, first.name, first.area, first.provider) == ("row-01", "Renamed", "social_care", "charity")
    assert (second.key, second.area, second.provider) == ("row-02", "acute", "ccg")
    assert first.description == ROWS[0].description


def test_what_goes_beyond_the_last_row_is_added():
    found = look("A\nB\nC", [ROWS[-1].key], start="name")
    assert [(line.target.number, line.target.version) for line in found.lines] == [(49, 1), (50, 0), (51, 0)]


def test_the_sub_type_is_that_of_the_pasted_type():
    found = look("Carers\tOther\nDFG\tOther\nDFG\tTelecare", held=(), start="scheme_type")
    assert [row.sub_type for row in becoming(found)] == ["carers_other", "dfg_other", ""]
    question = found.questions[0]
    assert (question.text, question.lines, len(question.options)) == ("Telecare", [3], 2)
    assert "no sub-type of DFG Related Schemes" in question.why


def test_one_answer_serves_every_cell_of_the_same_text():
    block = as_block([["Third sector"], ["CCG"], ["Third sector"]])
    found = look(block, held=(), start="provider")
    question = found.questions[0]
    assert (len(found.questions), question.lines, found.open_cells) == (1, [1, 3], 2)
    assert question.options[0][0] in ("private", "charity")
    answered = preview(replace(found.asked, answers={question.code: "charity"}), ROUND, CELLS, (), {})
    assert [row.provider for row in becoming(answered)] == ["charity", "ccg", "charity"]
    assert answered.open_cells == 0


def test_another_spelling_of_the_same_entry_is_asked_once():
    text = "Name\tScheme type\nA\tHospital-at-home\nB\thospital at home\nC\tHOSPITAL  AT HOME."
    (question,) = look(text, held=()).questions
    code = question.options[0][0]
    answered = look(text, held=(), answers={question.code: code})
    assert len(question.lines) == 3
    assert [row.scheme_type for row in becoming(answered)] == [code] * 3


def test_an_answer_outside_the_list_is_not_taken():
    found = look("Third sector", held=(), start="provider")
    wrong = preview(replace(found.asked, answers={found.questions[0].code: "lottery"}), ROUND, CELLS, (), {})
    assert wrong.open_cells == 1


def test_a_figure_that_cannot_be_read_is_asked_and_may_be_typed():
    found = look("Home first\n", held=(), start="amount-2019-20")
    assert found.questions[0].options == ()
    answered = preview(replace(found.asked, answers={found.questions[0].code: "£12k"}), ROUND, CELLS, (), {})
    assert answered.questions[0].why
    again = preview(replace(found.asked, answers={found.questions[0].code: "12,000"}), ROUND, CELLS, (), {})
    assert becoming(again)[0].amounts == {"2019-20": Decimal(12_000)}


def test_a_line_of_totals_is_left_out_until_asked_for():
    block = "Scheme name\tExpenditure\nA\t5\nTotal\t5"
    found = look(block, held=())
    assert [row.name for row in becoming(found)] == ["A"]
    taken = preview(replace(found.asked, leave=frozenset()), ROUND, CELLS, (), {})
    assert [row.name for row in becoming(taken)] == ["A", "Total"]


def test_percentages_beside_a_sign_are_parts_of_a_hundred():
    block = "Commissioner\t% NHS (if joint commissioner)\nJoint\t40%\nJoint\t0.25"
    rows = becoming(look(block, held=()))
    assert [(row.joint_nhs, row.joint_la) for row in rows] == [(40, 60), (25, 75)]


def test_a_name_that_two_columns_begin_with_is_the_one_that_follows():
    block = "Type\tSub type\tPlease specify\tArea\tPlease specify\nOther\t\tThis\tOther\tThat"
    row = becoming(look(block, held=()))[0]
    assert (row.type_other, row.area_other) == ("This", "That")


def test_a_column_that_goes_nowhere_is_named():
    found = look("Scheme name\tProvider\tNotes\tEmpty\nA\tCCG\tx\t", held=())
    assert found.left_columns == ("Notes",)


def test_columns_can_be_put_elsewhere():
    found = look("A\tB", held=(), start="name")
    moved = preview(replace(found.asked, columns={0: "-", 1: "name"}), ROUND, CELLS, (), {})
    assert becoming(moved)[0].name == "B"


def test_five_hundred_rows_are_taken():
    assert look("A\tB\n" * 500, held=()).added == 500
