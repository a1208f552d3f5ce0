"""How words are counted against a limit."""

import re
from enum import StrEnum


class Counting(StrEnum):
    """Ways of counting words that a round may ask for."""

    EXCEL = "excel"
    """As the 2019-20 template: spaces in the trimmed text plus one (LEN of TRIM less LEN without spaces)."""
    WORDS = "words"
    """Runs of characters between white space."""


def count_words(text: str, counting: Counting = Counting.EXCEL) -> int:
    """Words in ``text``; 0 for an empty text. Excel's way collapses runs of spaces and ignores line ends."""
    if counting is Counting.WORDS:
        return len(text.split())
    trimmed = re.sub(" +", " ", text.strip(" "))
    return trimmed.count(" ") + 1 if trimmed else 0
