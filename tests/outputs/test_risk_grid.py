"""The grid of the risk log: every scored risk in its cell, every band in words."""

from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.document import Risk
from bcf.fund.papers import Risks
from plans.outputs.risk_grid import bands_of, by_score, risk_grid, scored
from tests.fund.build import ROUNDS


def block(round_id: str = "2017-19") -> Risks:
    found = ROUNDS[round_id].risks
    assert found
    return found


RISKS = st.lists(st.builds(Risk, key=st.just("r"), likelihood=st.none() | st.integers(1, 6),
                           impact=st.none() | st.integers(1, 6)), max_size=8)  # fmt: skip


@given(RISKS, st.sampled_from(["2017-19", "2031-34"]))
def test_every_risk_on_the_scale_stands_in_the_cell_of_its_score(risks: list[Risk], round_id: str) -> None:
    log = block(round_id)
    rows = scored(log, risks)
    placed = {row.number: cell for line in risk_grid(log, rows) for cell in line.cells for row in cell.risks}
    on_scale = [row for row in rows if row.risk.score and max(row.risk.likelihood or 0, row.risk.impact or 0)
                <= log.scale]  # fmt: skip
    assert sorted(placed) == [row.number for row in on_scale]
    for row in on_scale:
        assert placed[row.number].score == row.risk.score
        assert (placed[row.number].band, placed[row.number].tone) == (row.band, row.tone)


@given(RISKS)
def test_sorting_puts_the_highest_first_and_what_has_no_score_last(risks: list[Risk]) -> None:
    order = [row.risk.score or 0 for row in by_score(scored(block(), risks))]
    assert order == sorted(order, reverse=True)


def test_the_grid_has_the_highest_likelihood_on_top() -> None:
    lines = risk_grid(block(), ())
    assert [line.likelihood for line in lines] == [5, 4, 3, 2, 1]
    assert [cell.score for cell in lines[0].cells] == [5, 10, 15, 20, 25]


def test_bands_say_which_scores_can_fall_in_them() -> None:
    assert [(band.label, band.scores) for band in bands_of(block())] == [
        ("Low", "1 to 3"), ("Moderate", "4 to 6"), ("High", "8 to 12"), ("Extreme", "15 to 25"),
    ]  # fmt: skip
    assert [(band.label, band.scores, band.tone) for band in bands_of(block("2031-34"))] == [
        ("Bearable", "1 to 8", 0), ("Grave", "9 to 16", 3),
    ]  # fmt: skip
