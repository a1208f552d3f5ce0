"""Endless words, such as pasted addresses or keyboards leant on: given places to break.

WeasyPrint breaks a word anywhere too, but the time it takes grows with the square of the word's length.
"""

import re

LONGEST, STEP = 80, 40
BREAK = "\u200b"

_TAGS = re.compile(r"(<[^>]*>)")
_ENDLESS = re.compile(rf"[^\s&;\u200b]{{{LONGEST + 1},}}")


def breakable(html: str) -> str:
    """The HTML with a place to break, which takes no room, in every word of its text over 80 characters."""
    pieces = _TAGS.split(html)
    pieces[::2] = [_ENDLESS.sub(_broken, piece) for piece in pieces[::2]]
    return "".join(pieces)


def _broken(match: re.Match[str]) -> str:
    word = match[0]
    return BREAK.join(word[start : start + STEP] for start in range(0, len(word), STEP))
