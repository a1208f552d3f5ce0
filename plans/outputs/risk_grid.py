"""The risk log as a grid of likelihood by impact, and its rows with score and band: for a page and for the report."""

from collections.abc import Sequence
from dataclasses import dataclass

from bcf.fund.document import Risk
from bcf.fund.papers import Risks

TONES = 4
"""How many shades there are for bands; a band's words say which it is, the shade only helps to find it."""


@dataclass(frozen=True)
class Scored:
    """A risk with its number in the log from 1, and what its score is called. ``tone`` is from 0, or -1 for none."""

    number: int
    risk: Risk
    band: str
    tone: int


@dataclass(frozen=True)
class Cell:
    """A cell of the grid with the risks that stand in it."""

    score: int
    band: str
    tone: int
    risks: tuple[Scored, ...]


@dataclass(frozen=True)
class Line:
    """A line of the grid, from impact 1 up."""

    likelihood: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Band:
    """A band in words: 4 to 6."""

    label: str
    scores: str
    tone: int


def scored(block: Risks, risks: Sequence[Risk]) -> tuple[Scored, ...]:
    """Every risk of the log, in its order."""
    return tuple(
        Scored(number, risk, block.band(risk.score) if risk.score else "", _tone(block, risk.score))
        for number, risk in enumerate(risks, 1)
    )


def by_score(rows: Sequence[Scored]) -> tuple[Scored, ...]:
    """The highest score first; risks without a score come last, equal ones in the order of the log."""
    return tuple(sorted(rows, key=lambda row: -(row.risk.score or 0)))


def risk_grid(block: Risks, rows: Sequence[Scored]) -> tuple[Line, ...]:
    """The grid, highest likelihood on top. A risk without a score, or off the scale, stands in none of its cells."""
    scale = range(1, block.scale + 1)
    return tuple(
        Line(likelihood, tuple(
            Cell(likelihood * impact, block.band(likelihood * impact), _tone(block, likelihood * impact), tuple(
                row for row in rows if (row.risk.likelihood, row.risk.impact) == (likelihood, impact)))
            for impact in scale))
        for likelihood in reversed(scale)
    )  # fmt: skip


def bands_of(block: Risks) -> tuple[Band, ...]:
    """The bands from the lowest, with the scores that can fall in each; a band that no score reaches is left out."""
    scores = sorted({one * other for one in range(1, block.scale + 1) for other in range(1, block.scale + 1)})
    found = []
    for number, band in enumerate(block.bands.items if block.bands else ()):
        own = [score for score in scores if block.band_number(score) == number]
        if own:
            words = f"{own[0]} to {own[-1]}" if len(own) > 1 else str(own[0])
            found.append(Band(band.label, words, _tone(block, own[0])))
    return tuple(found)


def _tone(block: Risks, score: int | None) -> int:
    """The shade of a score's band, spread over those there are."""
    if score is None or block.bands is None:
        return -1
    most = max(len(block.bands.items) - 1, 1)
    return block.band_number(score) * (TONES - 1) // most
