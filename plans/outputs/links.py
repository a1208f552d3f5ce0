"""Which texts are addresses of the web that a page or the report may lead to."""

import re

_ADDRESS = re.compile(r"https?://[^\s<>\"'\\\x00-\x20\x7f]+", re.IGNORECASE)


def link_of(text: str) -> str:
    """The address in a text that is nothing else; "" for words and for any other kind of address."""
    text = text.strip()
    return text if _ADDRESS.fullmatch(text) else ""
