"""Dates in words, without regard to the machine's language."""

import datetime

from bcf.fund import text


def day(value: str | datetime.date) -> str:
    """A date as 27 September 2019; a text that is no date stays as it is."""
    if isinstance(value, str):
        try:
            value = datetime.date.fromisoformat(value.strip())
        except ValueError:
            return str(value)
    return text.day(value)
