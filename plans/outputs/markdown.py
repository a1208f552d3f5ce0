"""Text that people wrote in Markdown, as safe HTML for a page or the report.

What comes out cannot take over the page around it: no HTML of its own, no pictures, no links but to
the web or to mail, and headings only below the page's own.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

HIGHEST_HEADING = 3
"""Headings of the text start at this level: above it stand the page's title and its sections."""

_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_CLEANER = nh3.Cleaner(
    tags={
        "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a",
        "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
    },
    attributes={"a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}},
    allowed_classes={"th": {"text-right", "text-centre"}, "td": {"text-right", "text-centre"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="nofollow noopener noreferrer",
)  # fmt: skip


def to_html(text: str, highest_heading: int = HIGHEST_HEADING) -> SafeString:
    """The text as clean HTML; "" for a blank text. A line break typed is a line break shown.

    Headings start at ``highest_heading`` (2 to 6), whatever level was typed, and go down without gaps.
    """
    text = without_controls(text)
    if not text.strip():
        return SafeString("")
    tokens = _parser().parse(text)
    _settle_headings(tokens, highest_heading)
    _settle_tables(tokens)
    parser = _parser()
    html = parser.renderer.render(tokens, parser.options, {})
    return mark_safe(_CLEANER.clean(html))  # noqa: S308 - cleaned in this very line


def without_controls(text: str) -> str:
    """The text without characters that neither HTML nor a PDF can hold."""
    return _CONTROLS.sub("", text)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """CommonMark with tables. An indented line stays prose: people indent, they do not mean code."""
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table").disable("code")
    parser.validateLink = _may_be_linked  # type: ignore[method-assign]
    parser.add_render_rule("image", _image_as_words)
    return parser


def _may_be_linked(url: str) -> bool:
    """Whether an address becomes a link; any other stays in the text as it was typed."""
    return _LINK.match(url) is not None


def _image_as_words(
    renderer: RendererHTML, tokens: list[Token], index: int, options: object, environment: object
) -> str:
    """A picture is not shown; the words that stand for it are."""
    return str(nh3.clean_text(tokens[index].content))


def _settle_headings(tokens: Iterable[Token], highest: int) -> None:
    """Give every heading the level of its depth in the text's own outline, the first being ``highest``."""
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            typed = int(token.tag[1])
            while above and above[-1] >= typed:
                above.pop()
            above.append(typed)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, highest + len(above) - 1)}"


def _settle_tables(tokens: Iterable[Token]) -> None:
    """Say which cells head a column, and how a column is aligned without an inline style."""
    for token in tokens:
        if token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if token.type == "th_open":
                token.attrSet("scope", "col")
            if "right" in style:
                token.attrSet("class", "text-right")
            elif "center" in style:
                token.attrSet("class", "text-centre")
