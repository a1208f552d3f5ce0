"""How words are counted against a limit, and how money, numbers and dates are written."""

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
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


def pounds(amount: Decimal) -> str:
    """An amount in pounds as a person writes it: £1,234, £1,234.50, -£5.

    Parts of a penny, which the share of a joint row can leave, are shown and not rounded away: a
    ring-fence missed by a tenth of a penny would otherwise read as met.
    """
    exact = abs(amount).normalize()
    places = max(0, -int(exact.as_tuple().exponent))
    places = 2 if places == 1 else places
    return f"{'-' if amount < 0 else ''}£{exact:,.{places}f}"


def number(value: Decimal) -> str:
    """A number as a person writes it, with commas and without needless noughts: 43,358.338."""
    return f"{value.normalize() + 0:,f}"


def signed_pounds(amount: Decimal) -> str:
    """A change in pounds, to the pound, with its sign before it: +£1,234, −£5, £0."""
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
    sign = "" if not whole else "+" if whole > 0 else "−"
    return f"{sign}£{abs(whole):,}"


def signed_per_cent(share: Decimal | None) -> str:
    """A change in per cent to one place with its sign; an en dash where there was nothing to compare with."""
    if share is None:
        return "–"
    tenths = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
    sign = "" if not tenths else "+" if tenths > 0 else "−"
    return f"{sign}{abs(tenths):,}%"


def whole_pounds(amount: Decimal) -> str:
    """An amount to the pound with a typographic minus, for tables of figures: £1,234, −£5."""
    whole = amount.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{'−' if whole < 0 else ''}£{abs(whole):,}"


MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip


def day(date: datetime.date) -> str:
    """A date as a person writes it, whatever the language of the machine: 27 September 2019."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def short_day(date: datetime.date) -> str:
    """A date where room is scarce: 27 Sep 2019."""
    return f"{date.day} {MONTHS[date.month - 1][:3]} {date.year}"


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula, for tables as text: such a one is led in by an apostrophe."""
    return f"'{text}" if text.lstrip()[:1] in ("=", "+", "-", "@") or text[:1] in ("\t", "\r") else text
