"""Text that people typed comes out as clean HTML."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bcf.fund.references import References
from plans.outputs.markdown import Rendering, to_html, without_controls
from tests.fund.build import LEICESTER, ROUNDS


def test_blank_text_gives_nothing() -> None:
    assert to_html("") == ""
    assert to_html(" \n\t ") == ""


def test_lists_tables_and_emphasis_are_kept() -> None:
    html = to_html("1. one\n2. **two**\n\n| a | b |\n|---|--:|\n| x | 5 |")
    assert "<ol>" in html
    assert "<strong>two</strong>" in html
    assert '<th scope="col">a</th>' in html
    assert '<td class="text-right">5</td>' in html


def test_a_typed_line_break_is_kept() -> None:
    assert "first<br>\nsecond" in to_html("first\nsecond")


def test_indented_prose_is_not_taken_for_code() -> None:
    assert to_html("    indented") == "<p>indented</p>\n"


def test_html_is_shown_as_typed_and_never_obeyed() -> None:
    html = to_html("<script>alert(1)</script><b onclick='x()'>bold</b>")
    assert "<script" not in html
    assert "<b" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "/plans/",
     "//evil.example", "&#106;avascript:alert(1)", "https:evil"],
)  # fmt: skip
def test_only_web_and_mail_addresses_become_links(address: str) -> None:
    assert "<a" not in to_html(f"[here]({address})")
    assert "<a" not in to_html(f"<{address}>")


@pytest.mark.parametrize("address", ["https://www.example.org/a?b=c", "http://example.org", "mailto:a@example.org"])
def test_links_to_web_and_mail_give_nothing_away(address: str) -> None:
    html = to_html(f"[here]({address})")
    assert f'href="{address}"' in html
    assert 'rel="nofollow noopener noreferrer"' in html


def test_a_picture_becomes_its_words() -> None:
    html = to_html('![a <b>plan</b>](http://evil.example/x.png "t")')
    assert "<img" not in html
    assert "evil.example" not in html
    assert "a &lt;b&gt;plan&lt;/b&gt;" in html


def test_headings_start_below_the_pages_own_and_leave_no_gap() -> None:
    html = to_html("# One\n\n##### Two\n\n## Three\n\n# Four\n\n###### Five")
    assert re.findall(r"<(h\d)>(\w+)", html) == [
        ("h3", "One"), ("h4", "Two"), ("h4", "Three"), ("h3", "Four"), ("h4", "Five"),
    ]  # fmt: skip


def test_deep_headings_stay_headings() -> None:
    html = to_html("\n\n".join("#" * level + " x" for level in range(1, 7)), 5)
    assert set(re.findall(r"<(h\d)>", html)) == {"h5", "h6"}


def test_control_characters_are_left_out() -> None:
    assert without_controls("a\x00b\x1fc\ud800\ufffe\nd\te") == "abc\nd\te"
    assert to_html("a\x08b") == "<p>ab</p>\n"


@given(st.text(alphabet=st.sampled_from("#*_[]()<>!|`~-=:/\\&;\"' \n\tabhrefscript1."), max_size=200))
def test_whatever_is_typed_only_allowed_tags_come_out(text: str) -> None:
    html = to_html(text)
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert tags <= {
        "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h3", "h4", "h5",
        "h6", "table", "thead", "tbody", "tr", "th", "td",
    }  # fmt: skip
    assert not re.search(r"<[^>]*\s(on\w+|style|src|id)=", html)
    assert all(re.match(r"https?://|mailto:", link, re.IGNORECASE) for link in re.findall(r'href="([^"]*)"', html))


PICTURE = "![a *map*](picture:0123456789abcdef)"
REAL = References.of(ROUNDS["2019-20"], LEICESTER)


def test_a_picture_of_the_plan_is_shown_with_its_words() -> None:
    html = to_html(PICTURE, rendering=Rendering(pictures=lambda name: f"/pictures/{name}/"))
    assert html == '<p><img src="/pictures/0123456789abcdef/" alt="a map"></p>\n'


def test_a_picture_that_is_not_there_is_told_in_words() -> None:
    for pictures in (None, lambda name: None):
        assert "[Picture: a map]" in to_html(PICTURE, rendering=Rendering(pictures=pictures))


def test_the_address_of_a_picture_is_no_link() -> None:
    assert "href" not in to_html("[x](picture:0123456789abcdef) <picture:0123456789abcdef>")


@pytest.mark.parametrize("name", ["0123456789ABCDEF", "../0123456789abcd", "0123456789abcdef/", '0"onerror="x()'])
def test_no_other_name_of_a_picture_is_taken(name: str) -> None:
    assert "<img" not in to_html(f"![x](picture:{name})", rendering=Rendering(pictures=lambda name: name))


def test_words_of_a_picture_cannot_leave_their_attribute() -> None:
    html = to_html('![" onerror="x()](picture:0123456789abcdef)', rendering=Rendering(pictures=lambda name: "/x/"))
    assert 'alt="&quot; onerror=&quot;x()"' in html


def test_figures_are_put_in_after_the_markdown_is_read() -> None:
    html = to_html("{number of rows}. rows of **{pool total}**", rendering=Rendering(REAL))
    assert html == "<p>49. rows of <strong>£43,368,727</strong></p>\n"
    assert to_html("{pool totl}", rendering=Rendering(REAL)) == "<p>{pool totl}</p>\n"


def test_a_writer_sees_which_figures_are_live_and_which_unknown() -> None:
    html = to_html("{pool total} {pool totl}", rendering=Rendering(REAL, marked=True))
    assert '<span class="app-live-figure">£43,368,727</span>' in html
    assert '<mark class="app-unknown-figure">{pool totl} ' in html
    assert "nearest: {pool total}" in html


def test_an_empty_corner_of_a_table_heads_nothing() -> None:
    html = to_html("|  | b |\n|---|---|\n| c | d |", rendering=Rendering(scrolling=True))
    assert '<td></td>\n<th scope="col">b</th>' in html
    assert 'class="app-prose__table" role="group" aria-label="Table" tabindex="0"' in html
