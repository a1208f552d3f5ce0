"""Dates as people and the plan write them."""

import datetime

EARLIEST = datetime.date(1900, 3, 1)


def read_date(text: str) -> datetime.date | None:
    """A date in ISO form, or None for anything else; workbooks know no day before March 1900."""
    try:
        date = datetime.date.fromisoformat(text.strip())
    except ValueError:
        return None
    return date if date >= EARLIEST else None
