"""Text that people wrote in Markdown, as safe HTML for a page or the report.

What comes out cannot take over the page around it: no HTML of its own, no pictures but the plan's own, no links
but to the web or to mail, and headings only below the page's own. How a text is read is `bcf.fund.prose`.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import nh3
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from bcf.fund.prose import REFERENCE, Named, new_parser, picture_name, resolved, words_of
from bcf.fund.references import References

HIGHEST_HEADING = 3
"""Headings of the text start at this level: above it stand the page's title and its sections."""

PictureAddress = Callable[[str], str | None]
"""The address of a picture by its name; None for one that is not there."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


def _only_links(tag: str, attribute: str, value: str) -> str | None:
    """The scheme of the plan's own pictures leads nowhere."""
    return None if tag == "a" and attribute == "href" and not _LINK.match(value) else value


_CLEANER = nh3.Cleaner(
    tags={
        "p", "br", "hr", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "img", "mark", "span",
        "div", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
    },
    attributes={
        "a": {"href", "title"}, "ol": {"start"}, "th": {"scope"}, "img": {"src", "alt"},
        "div": {"role", "tabindex", "aria-label"},
    },
    allowed_classes={
        "th": {"text-right", "text-centre"}, "td": {"text-right", "text-centre"}, "mark": {"app-unknown-figure"},
        "span": {"app-live-figure", "app-unknown-figure__why", "app-no-picture"}, "div": {"app-prose__table"},
    },
    url_schemes={"http", "https", "mailto", "picture"},
    link_rel="nofollow noopener noreferrer",
    attribute_filter=_only_links,
)  # fmt: skip


@dataclass(frozen=True)
class Rendering:
    """What a text is put together with. ``marked`` shows the writer which figures are live and which are unknown;
    ``scrolling`` lets a wide table scroll by itself, on a page.
    """

    references: References | None = None
    pictures: PictureAddress | None = None
    marked: bool = False
    scrolling: bool = False

    def words(self, pieces: Iterable[str | Named]) -> str:
        """Plain words with the figures put in."""
        return "".join(piece if isinstance(piece, str) else self.figure(piece.name) for piece in pieces)

    def figure(self, name: str) -> str:
        """What stands for a name."""
        return resolved(name, self.references) if self.references else f"{{{name}}}"


PLAIN = Rendering()


def to_html(text: str, highest_heading: int = HIGHEST_HEADING, rendering: Rendering = PLAIN) -> SafeString:
    """The text as clean HTML; "" for a blank text. A line break typed is a line break shown.

    Headings start at ``highest_heading`` (2 to 6), whatever level was typed, and go down without gaps.
    """
    text = without_controls(text)
    if not text.strip():
        return SafeString("")
    parser = _parser()
    tokens = parser.parse(text)
    _settle_headings(tokens, highest_heading)
    _settle_tables(tokens)
    html = parser.renderer.render(tokens, parser.options, {"rendering": rendering})
    return mark_safe(_CLEANER.clean(html))  # noqa: S308 - cleaned in this very line


def without_controls(text: str) -> str:
    """The text without characters that neither HTML nor a PDF can hold."""
    return _CONTROLS.sub("", text)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = new_parser()
    parser.add_render_rule("image", _image)
    parser.add_render_rule(REFERENCE, _figure)
    parser.add_render_rule("table_open", _table_open)
    parser.add_render_rule("table_close", _table_close)
    return parser


def _image(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, environment: Any) -> str:
    """A picture of the plan. One from elsewhere is not shown; the words that stand for it are."""
    rendering: Rendering = environment["rendering"]
    token = tokens[index]
    name, words = picture_name(token), rendering.words(words_of(token)).strip()
    if not name:
        return str(nh3.clean_text(words))
    address = rendering.pictures(name) if rendering.pictures else None
    if address is None:
        return format_html('<span class="app-no-picture">[Picture: {}]</span>', words or name)
    return format_html('<img src="{}" alt="{}">', address, words)


def _figure(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, environment: Any) -> str:
    """A figure of the plan in words; one that the plan does not have as it was typed."""
    rendering: Rendering = environment["rendering"]
    name, references = tokens[index].content, rendering.references
    said = rendering.figure(name)
    if not rendering.marked or references is None:
        return str(nh3.clean_text(said))
    if (found := references.find(name)) and found.value:
        return format_html('<span class="app-live-figure">{}</span>', said)
    near = " or ".join(f"{{{other}}}" for other in references.nearest(name))
    why = "no figure of the plan" + (f"; nearest: {near}" if near else "") if found is None else "not in the plan yet"
    return format_html(
        '<mark class="app-unknown-figure">{} <span class="app-unknown-figure__why">({})</span></mark>', said, why
    )


def _table_open(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, environment: Any) -> str:
    if not environment["rendering"].scrolling:
        return "<table>\n"
    return '<div class="app-prose__table" role="group" aria-label="Table" tabindex="0"><table>\n'


def _table_close(renderer: RendererHTML, tokens: Sequence[Token], index: int, options: object, environment: Any) -> str:
    return "</table></div>\n" if environment["rendering"].scrolling else "</table>\n"


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


def _settle_tables(tokens: Sequence[Token]) -> None:
    """Say which cells head a column, and how a column is aligned without an inline style."""
    for at, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            style = str(token.attrs.pop("style", ""))
            if token.type == "th_open" and not tokens[at + 1].content.strip():
                # A corner without words heads nothing.
                token.tag = tokens[at + 2].tag = "td"
            elif token.type == "th_open":
                token.attrSet("scope", "col")
            if "right" in style:
                token.attrSet("class", "text-right")
            elif "center" in style:
                token.attrSet("class", "text-centre")
