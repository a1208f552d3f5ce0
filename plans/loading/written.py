"""A plan's JSON as it was written, so that a problem can name the very entry.

The plan document puts its lists in order when it is made; a JSON pointer must follow the order of the file.
"""

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from bcf.fund.base import Value
from bcf.fund.problems import Problem, pointer

Entry = TypeVar("Entry", bound=Value)


class Written:
    """The content of a file that has already been read as a valid plan document."""

    def __init__(self, text: str | bytes) -> None:
        self.content: Mapping[str, Any] = json.loads(text, parse_float=Decimal)

    def entries(self, path: tuple[str, ...], model: type[Entry]) -> Iterator[tuple[tuple[str | int, ...], Entry]]:
        """The entries of a list with where each stands, in the order of the file."""
        found: Any = self.content
        for part in path:
            found = found.get(part, ())
        for number, item in enumerate(found):
            yield (*path, number), model.model_validate(item)

    def texts(self, name: str) -> Mapping[str, str]:
        """A mapping of answers by code, blank ones left out."""
        return {code: text for code, text in self.content.get(name, {}).items() if text}


def unstorable(content: Any) -> Iterator[Problem]:
    """Texts that no database keeps: with a NUL character, or with half of a surrogate pair."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), content)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*where, key), inner) for key, inner in value.items()]
            waiting += [((*where, key), key) for key in value]
        elif isinstance(value, list):
            waiting += [((*where, number), inner) for number, inner in enumerate(value)]
        elif isinstance(value, str) and any(sign == "\0" or 0xD800 <= ord(sign) < 0xE000 for sign in value):
            yield Problem(ascii(pointer(where))[1:-1], "holds a character that no text has", ascii(value)[:80])
