"""The chart of milestones: everything is on it, in its place, and within the sheet."""

import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.document import Milestone
from plans.outputs.charts import WIDTH
from plans.outputs.gantt import HEAD, LABELS, gantt_chart, span_words
from plans.outputs.lettering import width_of
from plans.outputs.time_axis import TimeAxis
from tests.fund.strategies import texts

SVG = "{http://www.w3.org/2000/svg}"
Day = datetime.date
PERIOD = (Day(2017, 4, 1), Day(2019, 3, 31))
DAYS = st.none() | st.dates(Day(2015, 1, 1), Day(2021, 1, 1)) | st.sampled_from([Day.min, Day.max])
MILESTONES = st.lists(
    st.builds(Milestone, key=st.just("m"), title=texts(), workstream=st.sampled_from(["", "Homes", " Homes ", "<b>"]),
              start=DAYS, end=DAYS, state=st.sampled_from(["", "planned", "under_way", "done"])),
    min_size=1, max_size=12,
)  # fmt: skip


def milestone(key: str = "a", **values: Any) -> Milestone:
    return Milestone.model_validate({"key": key, "title": f"Step {key}", **values})


def drawn(*milestones: Milestone, **how: Any) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(chart) for chart in gantt_chart("g", "Milestones", milestones, PERIOD, **how)]


def words(drawing: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in drawing.iter(f"{SVG}text")]


def bars(drawing: ElementTree.Element) -> list[tuple[float, float]]:
    """Left and right end of every bar: what has an outline."""
    return [(float(rect.get("x", "")), float(rect.get("x", "")) + float(rect.get("width", "")))
            for rect in drawing.iter(f"{SVG}rect") if rect.get("stroke") != "none"]


def corners(shape: ElementTree.Element) -> list[tuple[float, float]]:
    pairs = (point.split(",") for point in shape.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs]


def test_work_is_a_bar_from_its_first_day_to_the_end_of_its_last() -> None:
    (drawing,) = drawn(milestone(start="2017-04-01", end="2018-03-31"))
    axis = TimeAxis.over(PERIOD, [], LABELS + 12, WIDTH - LABELS - 12)
    assert bars(drawing) == [pytest.approx((axis.at(Day(2017, 4, 1)), axis.at(Day(2018, 4, 1))), abs=0.2)]
    assert "1 Apr 2017 – 31 Mar 2018" in words(drawing)


def test_a_single_day_is_a_diamond_in_its_place() -> None:
    for given_days in ({"end": "2018-04-01"}, {"start": "2018-04-01", "end": "2018-04-01"}):
        (drawing,) = drawn(milestone(**given_days))
        (shape,) = drawing.iter(f"{SVG}polygon")
        middle = sum(x for x, _ in corners(shape)) / 4
        axis = TimeAxis.over(PERIOD, [], LABELS + 12, WIDTH - LABELS - 12)
        assert axis.at(Day(2018, 4, 1)) <= middle <= axis.at(Day(2018, 4, 2))
        assert bars(drawing) == []
        assert "1 Apr 2018" in words(drawing)


def test_one_day_of_work_can_still_be_seen() -> None:
    (drawing,) = drawn(milestone(start="2018-04-01", end="2018-04-02"))
    ((left, right),) = bars(drawing)
    assert right - left >= 2.9


@pytest.mark.parametrize(("values", "said"), [
    ({}, "No date yet"),
    ({"start": "2018-01-05"}, "5 Jan 2018, no end yet"),
    ({"start": "2018-01-05", "end": "2018-01-04"}, "5 Jan – 4 Jan 2018, ends before it starts"),
    ({"end": "2018-01-05", "state": "done"}, "5 Jan 2018, done"),
    ({"end": "2018-01-05", "state": "under_way"}, "5 Jan 2018, under way"),
    ({"end": "2018-01-05", "state": "planned"}, "5 Jan 2018"),
    ({"end": "2099-01-05"}, "5 Jan 2099"),
])  # fmt: skip
def test_dates_and_state_stand_beside_it_in_words(values: dict[str, str], said: str) -> None:
    (drawing,) = drawn(milestone(**values))
    assert said in words(drawing)


def test_what_lies_far_beyond_the_axis_is_pointed_to() -> None:
    (drawing,) = drawn(milestone(start="2010-01-01", end="2030-01-01"))
    assert len(list(drawing.iter(f"{SVG}polygon"))) == 2
    assert "2009-10" not in words(drawing)
    assert {"2017-18", "2018-19"} <= set(words(drawing))


def test_the_axis_widens_to_what_lies_near_the_period() -> None:
    (drawing,) = drawn(milestone(start="2016-10-20", end="2019-06-01"))
    assert {"2016-17", "2017-18", "2018-19", "2019-20"} & set(words(drawing)) >= {"2017-18", "2018-19"}
    assert not list(drawing.iter(f"{SVG}polygon"))


def test_milestones_stand_under_their_workstream_and_those_of_none_last() -> None:
    (drawing,) = drawn(
        milestone("a", end="2018-01-01"), milestone("b", workstream="Homes", end="2018-01-01"),
        milestone("c", workstream="Beds", end="2018-01-01"), milestone("d", workstream="Homes", end="2018-01-01"),
    )  # fmt: skip
    shown = [text for text in words(drawing) if "Step" in text or text in ("Homes", "Beds", "No workstream")]
    assert shown == ["Homes", "2. Step b", "4. Step d", "Beds", "3. Step c", "No workstream", "1. Step a"]


def test_without_workstreams_there_are_no_headings() -> None:
    (drawing,) = drawn(milestone(end="2018-01-01"))
    assert "No workstream" not in words(drawing)


def test_today_is_marked_only_where_asked_and_on_the_axis() -> None:
    one = milestone(end="2018-01-01")
    assert "Today" in words(drawn(one, today=Day(2018, 6, 1))[0])
    assert "Today" not in words(drawn(one, today=Day(2026, 6, 1))[0])
    assert "Today" not in words(drawn(one)[0])


def test_sixty_milestones_are_cut_into_sheets_that_each_fit_a_page() -> None:
    many = [milestone(str(n), workstream=f"Stream {n // 20}", end="2018-01-01") for n in range(60)]
    sheets = drawn(*many, tallest=500)
    assert len(sheets) > 2
    assert all(float(sheet.get("height", "")) <= 505 for sheet in sheets)
    said = [text for sheet in sheets for text in words(sheet)]
    assert [text for text in said if "Step" in text] == [f"{n + 1}. Step {n}" for n in range(60)]
    assert len({sheet.get("aria-labelledby") for sheet in sheets}) == len(sheets)
    titles = [sheet.findtext(f"{SVG}title") for sheet in sheets]
    assert titles[0] == f"Milestones, 1 of {len(sheets)}"
    for sheet in sheets:  # no sheet ends with a heading, and one within a workstream names it again
        own = [text for text in words(sheet) if text.startswith("Stream") or "Step" in text]
        assert own[0].startswith("Stream")
        assert "Step" in own[-1]


def test_the_words_for_the_drawing_say_what_it_spans() -> None:
    (drawing,) = drawn(milestone("a", workstream="Homes", end="2018-01-01"), milestone("b", end="2018-01-02"))
    assert drawing.findtext(f"{SVG}desc") == (
        "Gantt chart of 2 milestones in 1 workstream, 1 Apr 2017 to 31 Mar 2019; a table gives every date"
    )


def test_a_long_name_is_cut_and_the_table_keeps_it() -> None:
    (drawing,) = drawn(milestone(title="A very long name indeed " * 20, end="2018-01-01"))
    assert sum(text.endswith("…") for text in words(drawing)) == 1


@settings(deadline=None)
@given(MILESTONES, st.sampled_from([None, 300.0]))
def test_whatever_is_typed_stays_on_the_sheet(milestones: list[Milestone], tallest: float | None) -> None:
    for drawing in drawn(*milestones, tallest=tallest, today=Day(2018, 1, 1)):
        height = float(drawing.get("height", ""))
        assert all("style" not in element.attrib for element in drawing.iter())
        for rect in drawing.iter(f"{SVG}rect"):
            x, y, wide, high = (float(rect.get(name, "")) for name in ("x", "y", "width", "height"))
            assert x >= 0
            assert x + wide <= WIDTH + 0.2
            assert y >= 0
            assert y + high <= height + 0.2
        for shape in drawing.iter(f"{SVG}polygon"):
            assert all(0 <= x <= WIDTH and HEAD <= y <= height for x, y in corners(shape))
        for text in drawing.iter(f"{SVG}text"):
            x, size = float(text.get("x", "")), float(text.get("font-size", ""))
            wide = width_of(text.text or "", size)
            left = {"end": x - wide, "middle": x - wide / 2}.get(text.get("text-anchor", ""), x)
            assert left >= -1
            assert left + wide <= WIDTH + 1
            assert 0 < float(text.get("y", "")) <= height


@settings(deadline=None)
@given(MILESTONES, st.sampled_from([None, 300.0]))
def test_every_milestone_is_drawn_once(milestones: list[Milestone], tallest: float | None) -> None:
    said = [text for drawing in drawn(*milestones, tallest=tallest) for text in words(drawing)]
    numbers = [text.split(".")[0] for text in said if text.split(".")[0].isdigit() and "." in text]
    assert all(numbers.count(str(number)) >= 1 for number in range(1, len(milestones) + 1))


@given(st.dates(Day(2017, 1, 1), Day(2019, 6, 30)), st.dates(Day(2017, 1, 1), Day(2019, 6, 30)))
def test_later_days_stand_further_right(one: Day, other: Day) -> None:
    axis = TimeAxis.over(PERIOD, [one, other], 0, 100)
    assert (axis.at(one) < axis.at(other)) is (one < other)
    assert axis.holds(one)
    assert axis.begins.day == axis.ends.day == 1
    assert axis.quarters[0].start == 0
    assert axis.quarters[-1].end == pytest.approx(100)
    assert sum(mark.end - mark.start for mark in axis.years) == pytest.approx(100)


@pytest.mark.parametrize(("values", "said"), [
    ({"start": "2017-04-03", "end": "2017-06-30"}, "3 Apr – 30 Jun 2017"),
    ({"start": "2017-04-03", "end": "2018-06-30"}, "3 Apr 2017 – 30 Jun 2018"),
    ({"start": "2017-04-03", "end": "2017-04-03"}, "3 Apr 2017"),
])  # fmt: skip
def test_dates_are_told_briefly(values: dict[str, str], said: str) -> None:
    assert span_words(milestone(**values)) == said
