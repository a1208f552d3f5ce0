"""Percentages in the texts of a plan that say how much of the pool goes where, held against the tables."""

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from bcf.fund.balances import NOUGHT, Figures
from bcf.fund.document import BodyKind, Scheme
from bcf.fund.findings import Severity
from bcf.fund.holding.shares import Shared, shares_of
from bcf.fund.holding.vocabulary import Key, What, word_set, words_of
from bcf.fund.round import CommissionerKind
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import names_in, texts_in
from bcf.fund.rules.quoting import passage
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.text_money import TEXTS, widened

_SIDES = {BodyKind.LA: CommissionerKind.LA, BodyKind.NHS: CommissionerKind.NHS}


@rule(
    "TXT-051", "Percentages of the pool in the text are what the tables give", Severity.EXPLAIN, *TEXTS,
    why="A share of the pool that the tables do not give is mostly one of an earlier draft.",
    mend="Write the share that the tables give.",
    basis=Basis.NARRATIVE, beta=True,
)
def share_is_the_plans(context: Context) -> Iterator[Found]:
    names, figures = names_in(context), context.figures
    for text in texts_in(context):
        for shared in shares_of(text.reading, names.in_text(text.reading)):
            given = list(_given(shared, figures))
            if given and not any(share in widened(shared.figure) for share in given):
                expected = f"{given[0].quantize(Decimal('0.1'), ROUND_HALF_UP)}%"
                said = shared.figure.said
                yield Found(
                    text.place,
                    f"{passage(shared.figure.quote, said)} says {said} where the tables give {expected}.",
                    read=said, expected=expected, remedy=f"Write {expected} instead of {said}.",
                    about=f"“{text.name}”",
                )  # fmt: skip


def _given(shared: Shared, figures: Figures) -> Iterator[Decimal]:
    """Every percentage that the passage may mean: of income, of what is planned, with and without capital."""
    for whole in shared.whole:
        source = whole.code if whole.what is What.SOURCE else ""
        parts = list(_commissioned(shared.part, figures)) if shared.commissioned else [
            amount for key in shared.part for amount in _parts(key, source, figures)
        ]  # fmt: skip
        for amount in _wholes(whole, figures):
            if amount:
                yield from (100 * part / amount for part in parts)


def _wholes(key: Key, figures: Figures) -> Iterator[Decimal]:
    years = figures.planning_round.years
    if key.what is What.SOURCE:
        for span in _spans(years):
            yield sum((figures.income[key.code, year] for year in span), NOUGHT)
        return
    revenue = [code for code, source in figures.planning_round.sources.items() if not source.capital]
    for span in _spans(years):
        yield sum((figures.total_income(year) for year in span), NOUGHT)
        yield sum((figures.total_planned(year) for year in span), NOUGHT)
        yield sum((figures.income[code, year] for code in revenue for year in span), NOUGHT)


def _spans(years: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    return (years,) if len(years) == 1 else (years, *((year,) for year in years))


def _parts(key: Key, source: str, figures: Figures) -> Iterator[Decimal]:
    """What goes to something, of all sources or of one."""
    for span in _spans(figures.planning_round.years):
        if key.what is What.SOURCE:
            yield sum((figures.income[key.code, year] for year in span), NOUGHT)
            yield sum((figures.planned[key.code, year] for year in span), NOUGHT)
            continue
        for meant in _meant(key):
            rows = [row for row in figures.plan.schemes if source in ("", row.source) and meant(row)]
            yield sum((row.amount(year) for row in rows for year in span), NOUGHT)


def _meant(key: Key) -> tuple[Callable[[Scheme], bool], ...]:
    """Which rows a name may mean: by the column that it is an entry of, or by all that say so of themselves."""
    if key.what is What.AREA:
        return (lambda row: row.area == key.code,)
    if key.what is What.TYPE:
        return (lambda row: row.scheme_type == key.code,)
    words = set(key.code.split())
    return (
        lambda row: " ".join(words_of(row.name)) == key.code,
        lambda row: words <= word_set(f"{row.name} {row.description}"),
    )


def _commissioned(keys: tuple[Key, ...], figures: Figures) -> Iterator[Decimal]:
    """What the side of a body commissions, with and without what is commissioned together."""
    kinds = {body.code: body.kind for body in figures.plan.board.bodies}
    side = _SIDES.get(kinds.get(keys[0].code, BodyKind.DISTRICT))
    if side is None or sum(kind is kinds[keys[0].code] for kind in kinds.values()) != 1:
        return
    commissioners = figures.planning_round.commissioners.values()
    own = [item.code for item in commissioners if item.kind is side]
    joint = [item.code for item in commissioners if item.kind is CommissionerKind.JOINT]
    for span in _spans(figures.planning_round.years):
        for codes in (own, own + joint):
            yield sum((figures.by_commissioner[code, year] for code in codes for year in span), NOUGHT)
