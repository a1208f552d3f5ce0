"""How a finding quotes a passage, and writes an amount as the passage spells it."""

from decimal import ROUND_HALF_UP, Decimal

from bcf.fund.claims.values import Figure
from bcf.fund.text import pounds

_LONGEST = 260
"""Characters of a passage that a finding quotes."""
_UNITS = {"k": 10**3, "t": 10**3, "m": 10**6, "b": 10**9}


def passage(quote: str, said: str) -> str:
    """The passage in quotation marks, cut to what a reader takes in at a glance, with the words that matter in it."""
    words = " ".join(quote.split())
    if len(words) <= _LONGEST:
        return f"“{words}”"
    at = max(0, words.find(said) - _LONGEST // 2)
    piece = words[at:at + _LONGEST]
    start = piece.find(" ") + 1 if at else 0
    return f"“{'… ' if at else ''}{piece[start:piece.rfind(' ')]} …”"


def spelled_like(figure: Figure, amount: Decimal) -> str:
    """An amount in pounds with the unit and the decimals of a figure: 43,368,727 like £42.5m is £43.4m."""
    letters = "".join(sign for sign in figure.said.lower() if sign.isalpha())
    unit = _UNITS.get(letters[:1], 1) if figure.said[-1:].isalpha() else 1
    if unit == 1:
        return pounds(amount)
    digits = "".join(sign for sign in figure.said if sign.isdigit() or sign == ".")
    places = len(digits.partition(".")[2])
    scaled = (amount / unit).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    tail = figure.said[len(figure.said.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")):]
    return f"£{scaled:,}{tail}"




def tidy(value: Decimal) -> Decimal:
    """The same as a number."""
    return value.quantize(Decimal(1)) if value % 1 == 0 else value.normalize()
