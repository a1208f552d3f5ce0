"""Text that people typed, made fit for a cell, and how much room it takes."""

import math
import re

from plans.outputs.workbook.refs import literal

CELL_LIMIT = 32_767
TALLEST = 400.0
LINE = 13.2

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPACES = "\t\n\xa0\u1680" + "".join(chr(code) for code in range(0x2000, 0x200B)) + "\u2028\u2029\u202f\u205f\u3000\x85"


def clean(text: str) -> str:
    """The text without control characters, which a workbook cannot hold, and with plain line ends."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def blank(text: str) -> bool:
    """Whether a workbook would call the text empty: nothing of it can be seen."""
    return not clean(text).strip(" \t\n\xa0")


def units(text: str) -> int:
    """The length as Excel counts it, in UTF-16 units."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)


def parts(text: str, limit: int = CELL_LIMIT) -> list[str]:
    """The text cut into pieces that each fit a cell, at a space where there is one."""
    pieces = []
    while units(text) > limit:
        cut = limit if len(text) == units(text) else limit // 2
        space = text.rfind(" ", cut // 2, cut)
        cut = space + 1 if space > 0 else cut
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def lines(text: str, width: float) -> int:
    """How many lines the text takes in a wrapped column of that width, rather one too many than one too few."""
    room = max(3, int(width * 1.1) - 2)
    if len(text) <= room and "\n" not in text:
        return 1
    return sum(_wrapped(line, room) for line in text.split("\n"))


def _wrapped(line: str, room: int) -> int:
    """Lines that one line becomes when words that do not fit go to the next; a word longer than a line is broken."""
    count, used = 1, 0
    for word in line.split(" "):
        if used and used + 1 + len(word) > room:
            count, used = count + 1, 0
        used += len(word) + (1 if used else 0)
        if used > room:
            count, used = count + math.ceil(used / room) - 1, used % room
    return count


def height(text: str, width: float) -> float:
    """The height in points that the text needs in a wrapped column of that width."""
    return lines(text, width) * LINE + 4


def excel_words(refs: list[str]) -> str:
    """Words as Excel's users count them: spaces in the trimmed text plus one, over the pieces of a text."""
    spaces = "+".join(f"LEN(TRIM({ref}))-LEN(SUBSTITUTE({ref},\" \",\"\"))" for ref in refs)
    return f"IF(LEN(TRIM({refs[0]}))=0,0,{spaces}+{len(refs)})"


def split_words(refs: list[str]) -> str:
    """Words as runs of characters between white space of any kind, over the pieces of a text."""
    return "+".join(_split_words(ref) for ref in refs)


def _split_words(ref: str) -> str:
    text = ref
    for space in _SPACES:
        text = f'SUBSTITUTE({text},{_character(space)}," ")'
    return f'IF(LEN(TRIM({text}))=0,0,LEN(TRIM({text}))-LEN(SUBSTITUTE(TRIM({text})," ",""))+1)'


def _character(space: str) -> str:
    return f"CHAR({ord(space)})" if space < " " else literal(space)
