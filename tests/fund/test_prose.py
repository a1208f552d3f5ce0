"""Markdown as plain words, with the plan's figures put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.prose import plain, read
from bcf.fund.references import References
from bcf.fund.text import count_words
from tests.fund.build import LEICESTER, ROUNDS
from tests.fund.rules.found import findings

REAL = References.of(ROUNDS["2019-20"], LEICESTER)


@pytest.mark.parametrize(("typed", "words"), [
    ("", ""),
    ("one  two\nthree", "one  two\nthree"),
    ("one\n\n\n\ntwo", "one\n\ntwo"),
    ("# Title\ntext", "Title\ntext"),
    ("**bold** and *slanted* and `code`", "bold and slanted and code"),
    ("- one\n- two\n  - three", "• one\n• two\n  • three"),
    ("3. one\n4. two", "3. one\n4. two"),
    ("| Scheme | £ |\n|---|--:|\n| Carers | 650,000 |", "Scheme; £\nCarers; 650,000"),
    ("before\n\n| a | b |\n|---|---|\n| c | d |\n\nafter", "before\n\na; b\nc; d\n\nafter"),
    ("[the site](https://example.org)", "the site (https://example.org)"),
    ("<https://example.org>", "https://example.org"),
    ("![a map](picture:0123456789abcdef)", "[Picture: a map]"),
    ("![a map](https://evil.example/x.png)", "a map"),
    ("The pool is {pool total}.", "The pool is £43,368,727."),
    ("{Pool Total}, {nonsense}", "£43,368,727, {nonsense}"),
    ("{{pool total}} and \\{pool total\\}", "{pool total} and {pool total}"),
    ("`{pool total}`", "{pool total}"),
    ("{number of rows}. Not a list", "49. Not a list"),
    ("{left to\nplan} {} { }", "{left to\nplan} {} { }"),
    ("| {pool total} | **{planned RES}** |\n|---|---|\n| ![{pool total}](picture:0123456789abcdef) | x |",
     "£43,368,727; 585.8\n[Picture: £43,368,727]; x"),
])  # fmt: skip
def test_markdown_as_words(typed: str, words: str) -> None:
    assert plain(typed, REAL) == words


def test_the_names_and_pictures_of_a_text_are_known() -> None:
    prose = read("{a b} {c} {a b} ![](picture:0123456789abcdef) ![x *y*](picture:fedcba9876543210)")
    assert prose.names == ("a b", "c")
    assert [(picture.name, picture.words) for picture in prose.pictures] == [
        ("0123456789abcdef", ""), ("fedcba9876543210", "x y"),
    ]  # fmt: skip


@given(st.lists(st.text(alphabet="abcXYZ019,;'£", min_size=1, max_size=8), min_size=1, max_size=30))
def test_plain_words_stay_as_they_are(words: list[str]) -> None:
    text = "x" + " ".join(words)
    assert plain(text, REAL) == text
    assert count_words(plain(text, REAL)) == len(words)


@given(st.text(alphabet=st.sampled_from("#*_[]()<>!|`~-=:/\\{}&; \npictureol09."), max_size=120))
def test_any_text_is_read(text: str) -> None:
    plain(text, REAL)


def test_figures_count_as_they_will_be_read() -> None:
    text = " ".join(["{income from Minimum CCG Contribution}"] * 800)
    plan = LEICESTER.model_copy(update={"narrative": {"b_i": text}})
    assert findings("NAR-002", plan) == []
    assert findings("NAR-004", plan) == []


def test_an_unknown_figure_is_found_with_the_nearest_name() -> None:
    plan = LEICESTER.model_copy(update={"narrative": {"b_i": "It is {pool totl}, {{said}}."}})
    (finding,) = findings("NAR-004", plan)
    assert finding.message == "“B(i) HWB level” names “{pool totl}”, which is no figure of the plan."
    assert finding.remedy.startswith("Write “{pool total}”, or ")


def test_a_figure_that_is_not_there_yet_is_found() -> None:
    plan = LEICESTER.model_copy(update={"narrative": {"b_i": "It is {planned RES}."}, "metrics": ()})
    (finding,) = findings("NAR-004", plan)
    assert finding.message.endswith("which has no figure yet.")


def test_a_picture_without_words_is_found() -> None:
    plan = LEICESTER.model_copy(update={"narrative": {"b_i": "![](picture:0123456789abcdef)"}})
    (finding,) = findings("NAR-003", plan)
    assert finding.expected == "![what it shows](picture:0123456789abcdef)"
