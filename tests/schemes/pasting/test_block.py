"""Blocks as they come from clipboards."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemes.pasting.block import Unusable, read_block
from tests.schemes.pasting.blocks import as_block


def test_excels_quotes_hold_line_ends_tabs_and_quotes():
    text = 'a\t"two\nlines"\t"say ""yes"""\r\n"tab\there"\t5" pipe\t\r\n'
    assert read_block(text) == (("a", "two\nlines", 'say "yes"'), ("tab\there", '5" pipe', ""))


def test_a_quote_that_nothing_closes_is_an_ordinary_character():
    assert read_block('"a\tb\nc\td') == (('"a', "b"), ("c", "d"))


def test_a_table_is_read_where_there_is_no_text():
    html = ("<style>td{color:red}</style><table><tr><th>Scheme name<th>Provider</tr><tr><td>Home &amp; away<br>two</td>"
            "<td rowspan=2>CCG</td></tr><tr><td colspan='1'><script>alert(1)</script>b</td></tr></table>")
    assert read_block("", html) == (("Scheme name", "Provider"), ("Home & away\ntwo", "CCG"), ("b", ""))
    assert read_block("x\ty", html) == (("x", "y"),)


@pytest.mark.parametrize("text", ["Scheme name;Provider\nA;CCG", "Scheme name,Provider\nA,CCG"])
def test_a_text_area_takes_semicolons_and_commas(text):
    assert read_block(text, typed=True) == (("Scheme name", "Provider"), ("A", "CCG"))


def test_thousands_in_a_list_of_amounts_are_no_columns():
    assert read_block("1,200\n2,300", typed=True) == (("1,200",), ("2,300",))


@pytest.mark.parametrize(
    ("text", "why"),
    [("", "nothing to paste"), (" \t \n", "nothing to paste"), ("x\n" * 502, "502 rows"),
     ("x\t" * 61 + "x", "62 columns"), ("x" * (1024 * 1024 + 1), "1 MB")],
)  # fmt: skip
def test_what_is_too_much_or_nothing_is_refused_with_its_reason(text, why):
    with pytest.raises(Unusable, match=why):
        read_block(text)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), include_characters="\n\t\""), max_size=12)


@given(st.lists(st.lists(TEXTS.filter(lambda t: t.strip()), min_size=3, max_size=3), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_is_read_back(lines):
    expected = tuple(tuple(text.replace("\ufffe", "").replace("\uffff", "") for text in line) for line in lines)
    assert read_block(as_block(lines)) == expected


@given(st.text(max_size=200), st.text(max_size=200), st.booleans())
def test_whatever_comes_is_read_or_refused(text, html, typed):
    try:
        block = read_block(text, html, typed=typed)
    except Unusable:
        return
    assert len({len(line) for line in block}) == 1


TAGS = ("<table>", "<tr>", "<td>", "<td rowspan=9 colspan=3>", "</td>", "x", "<br>", "</table>")


@given(st.lists(st.sampled_from(TAGS)))
def test_broken_tables_are_read_or_refused(parts):
    with contextlib.suppress(Unusable):
        read_block("", "".join(parts))
