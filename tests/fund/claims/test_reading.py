"""What a text says in figures, days and periods, as it is read out of plain sentences, lists and tables."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bcf.fund.claims import read_claims
from bcf.fund.claims.values import BlockKind, Figure, Hedge, Kind, Way

MILLION = 10**6


def only(text: str) -> Figure:
    (figure,) = read_claims(text).figures
    return figure


@pytest.mark.parametrize(("said", "low", "high"), [
    ("£1,926,540", "1926539.5", "1926540.5"),
    ("£1.9m", "1850000", "1950000"),
    ("£1.9 million", "1850000", "1950000"),
    ("£1.9M", "1850000", "1950000"),
    ("£ 17m", "16500000", "17500000"),
    ("£250k", "249500", "250500"),
    ("£1.2bn", "1150000000", "1250000000"),
    ("£39.1m-£39.8m", "39050000", "39850000"),
    ("£39.1–39.8m", "39050000", "39850000"),
    ("£1,926,540.55", "1926540.545", "1926540.555"),
    ("£1,900,000", "1895000", "1905000"),
    ("50p", "0.495", "0.505"),
])  # fmt: skip
def test_money_stands_for_what_its_spelling_allows(said: str, low: str, high: str) -> None:
    figure = only(f"The fund pays {said} for equipment.")
    assert (figure.kind, figure.said) == (Kind.MONEY, said)
    assert (figure.interval.low, figure.interval.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(("words", "holds", "not_"), [
    ("about £2m", ["1950000", "2090000"], ["1300000", "2700000"]),
    ("c£2.0m", ["1950000", "2090000"], ["1700000"]),
    ("over £2m", ["2000001", "9000000"], ["1000000"]),
    ("just over £2m", ["2000001", "2150000"], ["1400000", "3000001"]),
    ("nearly £2m", ["1900000", "2000000"], ["2600000", "900000"]),
    ("up to £2m", ["0", "2000000"], ["2600000"]),
    ("£2m or more", ["2600000"], ["1400000"]),
    ("between £10 and £12m", ["10000000", "12000000"], ["9000000", "13000000"]),
])  # fmt: skip
def test_words_around_money_loosen_it(words: str, holds: list[str], not_: list[str]) -> None:
    interval = only(f"We will spend {words} on it.").interval
    assert all(Decimal(value) in interval for value in holds)
    assert not any(Decimal(value) in interval for value in not_)


def test_a_rate_is_no_amount() -> None:
    figures = read_claims(
        "Care costs £20 per hour per person, £400 a week or an hourly rate of £18; the service costs £1.2m a year."
    ).figures
    assert [figure.per for figure in figures] == ["hour", "week", "unit", "year"]
    assert [figure.is_rate for figure in figures] == [True, True, True, False]


@pytest.mark.parametrize("text", [
    "Section 75 and condition 4, appendix 2 and table 12.", "It is open 24/7, from 9am to 5pm and at 08:30.",
    "The Care Act 2014 says so; see page 7.", "People aged 65 and over.", "Call 01632 960000.", "The 29th meeting.",
    "Amounts are in £000s.", "A seven-day service.", "No one came, but one did.", "Scheme 12 and KLOE 3.",
    "In £1,92,540 a digit is missing.",
])  # fmt: skip
def test_numbers_that_measure_nothing_are_no_figures(text: str) -> None:
    assert [figure.said for figure in read_claims(text).figures if not figure.said.isdigit() or figure.noun] == []


def test_counts_come_with_what_is_counted() -> None:
    figures = read_claims(
        "Eight national conditions bind the three CCGs; twenty-one schemes help 1,200 people."
    ).figures
    assert [(int(figure.value), figure.noun) for figure in figures] == [
        (8, ("national", "conditions", "bind")), (3, ("CCGs",)), (21, ("schemes", "help")), (1200, ("people",)),
    ]  # fmt: skip


def test_percentages_points_and_shares() -> None:
    figures = read_claims("It rose by 5 percentage points to 12.5%, thirty per cent or two thirds of people.").figures
    assert [(figure.kind, round(figure.value, 1)) for figure in figures] == [
        (Kind.POINTS, Decimal(5)), (Kind.PERCENT, Decimal("12.5")), (Kind.PERCENT, Decimal(30)),
        (Kind.PERCENT, Decimal("66.7")),
    ]  # fmt: skip


@pytest.mark.parametrize(("said", "date"), [
    ("29 March 2016", (2016, 3, 29)), ("29th March 2016", (2016, 3, 29)), ("29th of March 2016", (2016, 3, 29)),
    ("March 29th, 2016", (2016, 3, 29)), ("29/03/2016", (2016, 3, 29)), ("31.03.16", (2016, 3, 31)),
    ("2016-03-29", (2016, 3, 29)), ("Tuesday 29 March 2016", (2016, 3, 29)), ("29 Mar '16", (2016, 3, 29)),
])  # fmt: skip
def test_days_in_every_spelling(said: str, date: tuple[int, int, int]) -> None:
    (day,) = read_claims(f"It was agreed on {said} by both.").days
    assert (day.said, day.date) == (said, datetime.date(*date))


def test_a_month_has_no_day_and_an_impossible_day_no_date() -> None:
    month, awry = read_claims("From March 2016 until 31 June 2016.").days
    assert (month.day, month.month, month.year) == (0, 3, 2016)
    assert (awry.day, awry.date) == (31, None)


@pytest.mark.parametrize(("said", "years"), [
    ("2016/17", ("2016-17",)), ("2016-17", ("2016-17",)), ("16/17", ("2016-17",)), ("2016/2017", ("2016-17",)),
    ("2017–19", ("2017-18", "2018-19")), ("2017/16", ()), ("1999/00", None), ("2099/00", None),
])  # fmt: skip
def test_financial_years_in_every_spelling(said: str, years: tuple[str, ...] | None) -> None:
    periods = read_claims(f"The plan for {said} stands.").periods
    if years is not None:
        assert [(period.said, period.years) for period in periods] == [(said, years)]


def test_a_figure_has_the_year_that_is_certainly_its_own() -> None:
    one, two = read_claims("The pool was £19m in 2015/16 and is £20m in 2016/17.").figures
    assert (one.years, two.years) == (("2015-16",), ("2016-17",))
    one, two = read_claims("It is £19m and £20m in 2015/16 and 2016/17 respectively.").figures
    assert (one.years, two.years) == (("2015-16",), ("2016-17",))
    assert [figure.years for figure in read_claims("In 2015/16 and 2016/17 it was £19m.").figures] == [()]
    (figure,) = read_claims("# Funding in 2016/17\n\nThe pool is £20m.").figures
    assert figure.years == ("2016-17",)


def test_changes_know_their_way_and_their_figures() -> None:
    text = "Admissions fell from 200 in 2015/16 to 150 in 2016/17, a 25% fall. Delays have halved from 10 to 7."
    first, second = read_claims(text).changes
    figures = [figure.value for figure in (first.before, first.after, first.by) if figure]
    assert (first.way, figures) == (Way.DOWN, [200, 150, 25])
    assert second.word == "halved"
    assert second.factor is not None
    assert Decimal("0.7") not in second.factor


@pytest.mark.parametrize("text", [
    "The team works from 9 to 5.", "Beds range from 20 to 30 a ward.", "People from 18 to 65 are served.",
    "We slowed the rise from 200 to 250.", "From 20 homes we moved 30 people to 40 flats.",
])  # fmt: skip
def test_what_goes_no_way_is_said_to_go_none(text: str) -> None:
    assert all(change.way is Way.NONE for change in read_claims(text).changes)


TABLE = """
| Scheme | 2016/17 £000 | Share | Note |
| --- | --- | --- | --- |
| Carers | 1,200 | 60% | see page 4 |
| Falls | (200) | - | |
"""


def test_cells_have_the_unit_of_their_column() -> None:
    (table,) = read_claims(TABLE).tables
    carers, falls = table.rows
    assert (carers[1].kind, carers[1].value) == (Kind.MONEY, 1_200_000)
    assert (carers[2].kind, carers[2].value) == (Kind.PERCENT, 60)
    assert (falls[1].value, falls[2].is_blank, carers[3].kind) == (-200_000, True, None)
    figure = read_claims(TABLE).figures[0]
    assert (figure.value, figure.years, figure.quote) == (1_200_000, ("2016-17",), "Carers; 1,200; 60%; see page 4")
    assert "carer" in figure.subject


def test_a_pasted_list_and_a_pasted_table_are_what_they_look_like() -> None:
    reading = read_claims("We made two changes:\n• a new team\n• a new ward\n\nSource\t£m\nCCG\t12.1\nTotal\t12.1")
    assert [block.kind for block in reading.blocks[:3]] == [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM]
    (table,) = reading.tables
    assert table.rows[0][1].value == 12_100_000


def test_figures_of_the_plan_are_put_in() -> None:
    reading = read_claims("The pool is {pool total}.", figures={"pool total": "£20,000"})
    assert [figure.said for figure in reading.figures] == ["£20,000"]
    assert not read_claims("The pool is {pool total}.").figures


def test_sentences_keep_their_words_and_their_place() -> None:
    reading = read_claims("The BCF's pooled budget grew, e.g. by £1.2m. No. 5 stands. Dr. A. Bee “agreed” it.")
    assert [sentence.text for sentence in reading.sentences] == [
        "The BCF's pooled budget grew, e.g. by £1.2m.", "No. 5 stands.", "Dr. A. Bee “agreed” it.",
    ]  # fmt: skip
    assert reading.sentences[0].words[:5] == ("better", "care", "fund", "pooled", "fund")
    for figure in reading.figures:
        assert reading.blocks[figure.spot.block].text[figure.spot.start : figure.spot.end] == figure.said


ODD = st.sampled_from("£0123456789.,-–%()/:;|\n\t# *abcmkn of to from total and £m'’ ")


@settings(deadline=None)
@given(st.text(alphabet=ODD, max_size=300))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    reading = read_claims(text)
    for figure in reading.figures:
        assert figure.interval.low <= figure.interval.high
        if figure.hedge is Hedge.NONE:
            assert figure.value in figure.interval


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_character_is_too_odd_to_read(text: str) -> None:
    read_claims(text)


_SPELLINGS = [
    lambda pounds: f"£{pounds:,}",
    lambda pounds: f"£{pounds}",
    lambda pounds: f"£{pounds / 1000:,.0f}k",
    lambda pounds: f"£{pounds / MILLION:.1f}m",
    lambda pounds: f"£{pounds / MILLION:.2f} million",
    lambda pounds: f"c£{pounds / MILLION:.1f}M",
    lambda pounds: f"around £{pounds / MILLION:.0f}m",
    lambda pounds: f"£{pounds / MILLION / 1000:.2f}bn",
    lambda pounds: f"over £{pounds // 1000 * 1000:,}",
    lambda pounds: f"up to £{-(-pounds // 1000) * 1000:,}",
]


@settings(deadline=None)
@given(st.integers(min_value=1_000, max_value=4 * 10**9), st.sampled_from(_SPELLINGS))
def test_a_spelling_is_read_back_to_hold_the_number(pounds: int, spelling: Callable[[int], str]) -> None:
    (figure,) = read_claims(f"Partners will spend {spelling(pounds)} on care.").figures
    assert Decimal(pounds) in figure.interval.widened(Decimal("0.5") * Decimal(10) ** -6)


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=99))
def test_counts_in_words_are_read(number: int) -> None:
    ones, tens = ONES.split(), TENS.split()
    words = ones[number] if number < 20 else tens[number // 10 - 2] + (f"-{ones[number % 10]}" if number % 10 else "")
    assert only(f"There are {words} schemes.").value == number
