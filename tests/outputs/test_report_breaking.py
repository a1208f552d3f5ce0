"""Endless words get places to break, in the text and nowhere else."""

import time

from bcf.fund.document import PlanDocument
from plans.outputs.report.breaking import BREAK, breakable
from plans.outputs.report.making import lay_out, report_html
from tests.fund.build import LEICESTER, ROUNDS


def test_an_endless_word_can_be_broken_and_loses_no_letter() -> None:
    word = "".join(str(number) for number in range(200))
    broken = breakable(f"<p>{word}</p>")
    assert max(map(len, broken.removeprefix("<p>").removesuffix("</p>").split(BREAK))) <= 40
    assert broken.replace(BREAK, "") == f"<p>{word}</p>"


def test_addresses_in_tags_and_ordinary_words_stay_as_they_are() -> None:
    html = f'<p class="{"x" * 300}">antidisestablishmentarianism {"d" * 64} &amp;</p>'
    assert breakable(html) == html


def test_a_hundred_thousand_letters_without_a_space_take_seconds_not_minutes() -> None:
    plan = PlanDocument(round="2019-20", board=LEICESTER.board, narrative={"a": "x" * 100_000})
    html, start = report_html(ROUNDS["2019-20"], plan, ()), time.process_time()
    assert len(lay_out(html).pages) > 10
    assert time.process_time() - start < 20
