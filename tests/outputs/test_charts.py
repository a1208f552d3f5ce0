"""Charts say every figure in words, fit their sheet and carry nothing that a strict page refuses."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from plans.outputs.charts import WIDTH, Fence, bar_chart, grouped_bar_chart, minimum_chart, stacked_bar
from plans.outputs.lettering import width_of, wrapped

SVG = "{http://www.w3.org/2000/svg}"
PAIRS = [("Minimum CCG Contribution", Decimal(23_936_545)), ("DFG", Decimal(2_391_923)), ("Nothing", Decimal(0))]


def drawings() -> dict[str, str]:
    return {
        "bars": bar_chart("c", "Spend", PAIRS),
        "groups": grouped_bar_chart("c", "Spend", ("2031-32", "2032-33"),
                                    [(label, (amount, amount * 2)) for label, amount in PAIRS]),
        "stacked": stacked_bar("c", "Income", PAIRS),
        "minimum": minimum_chart("c", "Required", [Fence("Social care", Decimal(10), Decimal(5), "Met."),
                                                   Fence("Other", Decimal(3), None)]),
    }  # fmt: skip


@pytest.fixture(params=["bars", "groups", "stacked", "minimum"])
def drawing(request: pytest.FixtureRequest) -> ElementTree.Element:
    return ElementTree.fromstring(drawings()[request.param])


def texts(drawing: ElementTree.Element) -> list[str]:
    return [element.text or "" for element in drawing.iter(f"{SVG}text")]


def test_a_chart_has_a_title_and_a_description_that_name_it(drawing: ElementTree.Element) -> None:
    title, description = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert drawing.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert drawing.get("role") == "img"
    assert title.text
    assert "£" in (description.text or "")


def test_a_chart_has_no_script_and_no_inline_style(drawing: ElementTree.Element) -> None:
    assert all("style" not in element.attrib for element in drawing.iter())
    assert not list(drawing.iter(f"{SVG}script"))
    assert not list(drawing.iter(f"{SVG}style"))


def test_bars_and_words_stay_on_the_sheet(drawing: ElementTree.Element) -> None:
    height = float(drawing.attrib["height"])
    for rect in drawing.iter(f"{SVG}rect"):
        assert float(rect.attrib["x"]) >= 0
        assert float(rect.attrib["width"]) >= 0
        assert float(rect.attrib["x"]) + float(rect.attrib["width"]) <= WIDTH + 0.5
    for line in drawing.iter(f"{SVG}text"):
        assert 0 < float(line.attrib["y"]) <= height
        length, x = width_of(line.text or "", 13), float(line.attrib["x"])
        left = {"start": x, "end": x - length, "middle": x - length / 2}[line.get("text-anchor", "start")]
        assert left >= -6
        assert left + length <= WIDTH + 6


def test_every_bar_has_its_amount_beside_it() -> None:
    words = texts(ElementTree.fromstring(bar_chart("c", "Spend", PAIRS)))
    assert {"£23,936,545", "£2,391,923", "£0"} <= set(words)


def test_bars_are_as_long_as_their_amounts_are_large() -> None:
    chart = ElementTree.fromstring(bar_chart("c", "Spend", [("a", Decimal(100)), ("b", Decimal(25))]))
    first, second = (float(rect.attrib["width"]) for rect in chart.iter(f"{SVG}rect"))
    assert second == pytest.approx(first / 4, abs=0.1)


def test_years_are_told_by_name_not_by_shade_alone() -> None:
    words = texts(ElementTree.fromstring(drawings()["groups"]))
    assert "2031-32 £2,391,923" in words
    assert "2032-33 £4,783,846" in words


def test_parts_of_a_bar_are_told_by_letter() -> None:
    words = texts(ElementTree.fromstring(drawings()["stacked"]))
    assert words.count("A") == 2
    assert "90.9%" in words


def test_a_minimum_is_told_in_words() -> None:
    words = " ".join(texts(ElementTree.fromstring(drawings()["minimum"])))
    assert "Black line: minimum £5. Met." in words
    assert "No minimum loaded" in words


def test_the_title_can_hold_every_figure_for_a_pdf() -> None:
    title = ElementTree.fromstring(bar_chart("c", "Spend", PAIRS, whole_title=True)).find(f"{SVG}title")
    assert title is not None
    assert title.text == "Spend. Minimum CCG Contribution: £23,936,545; DFG: £2,391,923; Nothing: £0"


def test_labels_are_escaped() -> None:
    chart = bar_chart("c", "<b>", [("</text><script>alert(1)</script>", Decimal(1))])
    assert "<script" not in chart
    ElementTree.fromstring(chart)


@pytest.mark.parametrize("amounts", [[], [Decimal(0)], [Decimal(-5), Decimal(5)], [Decimal("0.01"), Decimal(10**11)]])
def test_odd_amounts_make_a_chart_all_the_same(amounts: list[Decimal]) -> None:
    pairs = [(str(number), amount) for number, amount in enumerate(amounts)]
    for chart in (bar_chart("c", "t", pairs), stacked_bar("c", "t", pairs)):
        ElementTree.fromstring(chart)


def test_a_long_label_is_broken_into_lines_that_fit() -> None:
    lines = wrapped("Integrated Care Planning and Navigation " + "x" * 200, 200, 13)
    assert len(lines) > 3
    assert all(width_of(line, 13) <= 200 for line in lines)
    assert "".join(lines).replace(" ", "") == "IntegratedCarePlanningandNavigation" + "x" * 200


def test_more_parts_than_letters_are_still_told_apart() -> None:
    words = texts(ElementTree.fromstring(stacked_bar("c", "t", [(f"p{n}", Decimal(1)) for n in range(30)])))
    assert "Z" in words
    assert "27" in words
