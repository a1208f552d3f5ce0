"""Which figure of the plan an amount of money in a text is certainly said of.

An amount is tied to a name only by a turn of phrase that leaves no other reading; every other amount is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bcf.fund.claims.values import Block, BlockKind, Figure, Hedge, Kind, Reading
from bcf.fund.holding import phrases
from bcf.fund.holding.cells import amounts_in_tables
from bcf.fund.holding.shapes import FIGURE, NAME, YEAR, Shape, lines_of, shape_of
from bcf.fund.holding.vocabulary import Key, Mention, Vocabulary, What


@dataclass(frozen=True, slots=True)
class Tied:
    """A figure of a text, and what it is said of. ``years`` are those it is said of, none where none is said.

    ``table`` is the number of the table that it stands in, -1 for one in a sentence.
    """

    figure: Figure
    keys: tuple[Key, ...]
    name: str
    years: tuple[str, ...]
    table: int = -1


_TOGETHER = re.compile(rf" (?:brings together|combines|pools) {phrases.HEDGE}")
_PUT_IN = re.compile(rf".*\b(?:plan|partners) (?:puts?|brings?|pools?|places?) {phrases.HEDGE}")
_INTO_ONE = re.compile(r" (?:in)?to (?:one|a|the|our) (?:single |joint |shared )*")
_WHOLE = {What.POOL, What.SOURCE, What.FENCE}
_SPENT = {What.TYPE, What.SCHEME}
_LEAST = re.compile(r"\b(?:minimum|ring-?fenc\w*|required|requirement|requires|mandat\w+|must)\b")
_LEAST_FOR = re.compile(
    r"(?:.*\b)?(?:minimum|required|ring-?fenced)(?: [a-z]+){0,3} (?:for|on|in|to|towards) (?:the )?[\"']?"
)
_LEAST_OF = re.compile(
    rf"[\"']?(?: (?:services?|care|spend|spending|minimum|requirement|ring-?fence))*(?: from the (?:{NAME}"
    rf"|minimum)[a-z ]*)?"
    rf",?(?: {phrases.IN_YEAR},?)?"
    rf"(?:{phrases.IS}| of | at | \(){phrases.HEDGE}"
)
_SPENDING_ON = re.compile(
    r"(?:.*\b)?(?P<spent>spend|spending|expenditure|investment|funding|budget) (?:on|in|for) (?:the |our )?[\"']?$"
)
_TAKES = re.compile(
    rf"[\"']?(?: (?:services?|schemes?|teams?|projects?|programmes?|pilots?))*(?:,? {phrases.IN_YEAR},?)? (?:takes"
    rf"|receives|gets"
    rf"|accounts for|is allocated|is funded (?:at|with|by)|has a budget of|has funding of|will receive) {phrases.HEDGE}"
)
_COSTS = re.compile(
    rf"[\"']?(?: (?:services?|schemes?|teams?|projects?|programmes?|pilots?|funding|budget))*(?:"
    rf" {phrases.IN_YEAR})?(?:,?"
    rf"(?: costs| costing|{phrases.IS[1:-1]}| of| at| with) | \(| ?[:=] ?| - ){phrases.HEDGE}"
)
_SPENT_ON = re.compile(
    r" (?:(?:is|are|will be|has been|have been) )?(?:(?:planned|to be|being) )*(?:spent|invested|allocated|committed"
    r"|earmarked"
    r"|budgeted|set aside|goes|going) (?:on|in|to|for|into) (?:the |our )?[\"']?"
)
_SPENDS = re.compile(
    r"(?:.*\b)?(?:(?:we|plan|fund|partners|pool) (?:will |also |plans? to |are |is )*(?:spend|spends|invest|invests"
    r"|allocates?"
    rf"|commits?|puts?|spending|investing)|{NAME} (?:spends|invests|allocates|puts)) {phrases.HEDGE}$"
)
_ON = re.compile(r" (?:on|in|into|to|for) (?:the |our )?[\"']?")
_ENDS = re.compile(
    rf"[\"']?(?: (?:services?|schemes?|teams?|projects?|programmes?|pilots?))?(?: {phrases.IN_YEAR})?(?:[.,;:)]|$|"
    rf" and {FIGURE})"
)
_OWN = re.compile(r"(?:^|[,;:(.] ?|\b(?:and|while) )(?:the )?$")
"""What stands before a body's name where no other word belongs to it."""
_PAYS = re.compile(
    r"(?:,? which)? (?:will )?(?:contributes?|contributing|is contributing|pays|pay|puts|put|brings|bring|provides"
    r"|provide)"
    rf"(?: in)?(?: a total of)? {phrases.HEDGE}"
)
_CONTRIBUTION = re.compile(
    rf" (?:total |overall |whole )?contribution(?: (?:to|into) (?:the |our )?{NAME})?(?:,? {phrases.IN_YEAR})?,?"
    rf"(?:{phrases.IS}| of ){phrases.HEDGE}"
)
_INTO_POOL = re.compile(
    rf"(?:[.,;]|$| (?:in)?to (?:the |our |this |one )?{NAME}| {phrases.IN_YEAR}(?:[.,;]|$)| of grants?\b)"
)
_CALENDAR = re.compile(r"\b(?:19|20)\d\d\b")
_SIGN = re.compile(f"{FIGURE}")
_NAME = re.compile(f"{NAME}")
_SOON = 30
"""Characters behind an amount in which a word can still take it back."""
_NEAR = 160
"""Characters of a shape between a name and its amount, at most."""


@lru_cache(maxsize=1024)
def ties_of(reading: Reading, vocabularies: tuple[Vocabulary, ...]) -> tuple[Tied, ...]:
    """Every amount of a text that is certainly said of something that the vocabularies name. Kept for a while."""
    in_sentences = (
        tied for line in lines_of(reading) if any(figure.kind is Kind.MONEY for figure in line.figures)
        for tied in _ties(shape_of(line, vocabularies), reading.blocks[line.sentence.block])
    )  # fmt: skip
    in_tables = (
        Tied(figure, keys, name, figure.years, table)
        for figure, keys, name, table in amounts_in_tables(reading, vocabularies)
    )
    return (*in_sentences, *in_tables)


def _ties(shape: Shape, block: Block) -> Iterator[Tied]:
    text = shape.text
    if phrases.ELSEWHERE.search(text):
        return
    for sign in _SIGN.finditer(text):
        figure = shape.figure(sign[0])
        if figure.kind is not Kind.MONEY or figure.is_rate or figure.hedge in (Hedge.RANGE, Hedge.AT_MOST):
            continue
        if phrases.UNSURE.search(text[:sign.end() + _SOON]):
            continue
        if found := _mention_of(shape, sign, block):
            mention, start, end = found
            years = _years(shape, figure, start, end)
            if years is not None:
                said = shape.line.sentence.text[mention.start:mention.end]
                yield Tied(figure, mention.keys, said, years)
                yield from _in_next_year(shape, text[sign.end():], mention, said)


def _in_next_year(shape: Shape, after: str, mention: Mention, said: str) -> Iterator[Tied]:
    """What the same thing is in another year, told right after."""
    match = phrases.ALSO_IN.match(after)
    if match and match["year"] and not phrases.NOT_ALL.match(after[match.end():]):
        figure, years = shape.figure(match["figure"]), shape.period(match["year"]).years
        if figure.kind is Kind.MONEY and years and not figure.is_rate:
            yield Tied(figure, mention.keys, said, years)


def _mention_of(shape: Shape, sign: re.Match[str], block: Block) -> tuple[Mention, int, int] | None:
    """The name that an amount is said of, and from where to where in the shape the two reach."""
    text, at = shape.text, sign.start()
    names = list(_NAME.finditer(text, max(0, at - _NEAR), min(len(text), at + _NEAR)))
    for name in reversed([one for one in names if one.start() < at]):
        between = text[name.end():at]
        if _SIGN.search(between) and not _pays(shape, name, between, text[sign.end():]):
            break
        if _before(shape, name, between, text[sign.end():], block):
            return shape.mention(name[0]), name.start(), sign.end()
    for name in [one for one in names if one.start() > at][:2]:
        if _behind(shape, name, text[:at], text[sign.end():name.start()]):
            return shape.mention(name[0]), at, name.end()
    return None


def _kinds(mention: Mention) -> set[What]:
    return {key.what for key in mention.keys}


def _clause(text: str) -> tuple[str, bool]:
    """What stands before a name in its clause, and whether that clause begins without leaving anything open."""
    starts = list(phrases.STARTS.finditer(text))
    if not starts:
        return text, True
    last = starts[-1]
    opened = text[:last.start()].rstrip()
    return text[last.end():], not (last[0].startswith((",", " ")) and _NAME.match(opened[-1:] or " "))


def _before(shape: Shape, name: re.Match[str], between: str, after: str, block: Block) -> bool:
    """Whether a name is tied to the amount that follows it."""
    mention, kinds = shape.mention(name[0]), _kinds(shape.mention(name[0]))
    lead = shape.text[:name.start()]
    if kinds & {What.BODY} and _pays(shape, name, between, after):
        return True
    if phrases.NOT_ALL.match(after):
        return False
    clause, whole = _clause(lead)
    if What.FENCE in kinds:
        least = _LEAST_FOR.fullmatch(clause) or (phrases.SUBJECT.fullmatch(clause) and _LEAST.search(between))
        return bool(whole and least and _LEAST_OF.fullmatch(between))
    if kinds <= _WHOLE:
        if What.POOL in kinds and _TOGETHER.fullmatch(between):
            return whole and phrases.SUBJECT.fullmatch(clause) is not None
        return whole and _of_whole(clause, between, kinds, block, after)
    if kinds & _SPENT and whole:
        return _of_spending(clause, between, mention, kinds)
    return False


def _of_whole(clause: str, between: str, kinds: set[What], block: Block, after: str) -> bool:
    """Ties of the pool, a source or a ring-fence to the amount behind it."""
    subject = phrases.SUBJECT.fullmatch(clause) is not None
    if subject and phrases.COPULA.fullmatch(between):
        return True
    of, bracket = phrases.OF.fullmatch(between), phrases.BRACKET.fullmatch(between)
    listed = bool(phrases.LISTED.fullmatch(clause)) and What.SOURCE in kinds
    held = What.POOL in kinds and phrases.HELD.fullmatch(clause) is not None and not phrases.RELATION.search(clause)
    if of and not (of["soft"] and not re.search(r"\b(?:the|our|total)\b", clause)):
        return (subject and _is_named(clause, of)) or listed or held
    if bracket and re.match(r"[,;)]", after):
        return subject or listed
    apart = phrases.COLON.fullmatch(between)
    if not apart and block.kind is not BlockKind.PARAGRAPH:
        apart = phrases.NEXT.fullmatch(between)
    return subject and apart is not None and not clause.strip()


def _is_named(clause: str, of: re.Match[str]) -> bool:
    """Whether "X of so much" means all of X: it has an article, or X is a grant or an allocation by its last word."""
    return bool(re.search(r"\b(?:the|our|this|a|total|overall)\b", clause) or (of["tail"] and not of["soft"]))


def _of_spending(clause: str, between: str, mention: Mention, kinds: set[What]) -> bool:
    """Ties of a scheme or a scheme type to the amount behind it."""
    spending = _SPENDING_ON.match(clause)
    if spending:
        return bool(phrases.COPULA.fullmatch(between) or phrases.OF.fullmatch(between))
    if not phrases.SUBJECT.fullmatch(clause):
        return False
    if _TAKES.fullmatch(between):
        return What.SCHEME not in kinds or mention.marked or What.TYPE in kinds
    return What.SCHEME in kinds and mention.marked and _COSTS.fullmatch(between) is not None


def _pays(shape: Shape, name: re.Match[str], between: str, after: str) -> bool:
    """Whether a body is said to contribute the amount."""
    if What.BODY not in _kinds(shape.mention(name[0])) or not _OWN.search(shape.text[:name.start()]):
        return False
    if _CONTRIBUTION.fullmatch(between):
        return not phrases.NOT_ALL.match(after)
    return _PAYS.fullmatch(between) is not None and _INTO_POOL.match(after) is not None


def _behind(shape: Shape, name: re.Match[str], lead: str, between: str) -> bool:
    """Whether a name is tied to the amount that stands before it."""
    mention, kinds = shape.mention(name[0]), _kinds(shape.mention(name[0]))
    after = shape.text[name.end():]
    if What.POOL in kinds and _INTO_ONE.fullmatch(between):
        return _PUT_IN.fullmatch(lead) is not None
    if kinds <= _WHOLE and What.FENCE not in kinds:
        put_before = phrases.BEFORE.fullmatch(between) and " of" not in between
        ends = phrases.AFTER_NAME.match(after) or (_is_headed(shape, mention) and phrases.HEADED.match(after))
        return bool(put_before and phrases.DEFINITE.fullmatch(_clause(lead)[0]) and ends)
    if kinds & _SPENT and (mention.marked or kinds == {What.TYPE}) and _ENDS.match(after):
        if _SPENT_ON.fullmatch(between):
            clause = _clause(lead)[0]
            opening = rf"(?:{phrases.IN_YEAR},? )?(?:a total of |over |around |about )?"
            said_of_us = phrases.SUBJECT.fullmatch(clause.removesuffix(" ") + " ")
            return said_of_us is not None or re.fullmatch(opening, clause) is not None
        return bool(_ON.fullmatch(between) and _SPENDS.match(lead))
    return False


def _is_headed(shape: Shape, mention: Mention) -> bool:
    """Whether a name ends with what it is: a grant, a fund, a contribution."""
    last = shape.line.sentence.plain[mention.start:mention.end].lower().rpartition(" ")[2]
    return last in ("grant", "fund", "contribution", "allocation", "budget", "pool")


def _years(shape: Shape, figure: Figure, start: int, end: int) -> tuple[str, ...] | None:
    """The years that the amount is said of: none where none is said, None where that is not certain."""
    text = shape.text
    plain = shape.line.sentence.plain
    behind = rf" ?\(?(?:(?:in|for|during) )?(?:the year )?({YEAR})"
    own = re.search(YEAR, text[start:end]) or re.match(behind, text[end:])
    if own is None and len(shape.line.periods) == 1:
        own = re.match(rf"(?:in|for|during|over|across) ({YEAR}),", text)
    if own is None:
        own = re.search(rf"(?:^|[,;] )(?:in|for|during|over|across) ({YEAR}),? [^,;]*$", text[:start])
    if own is None:
        own = re.search(rf"({YEAR}) (?:{phrases.NEUTRAL})$", text[:start])
    if own is not None:
        return shape.period(re.search(YEAR, own[0])[0]).years or None  # type: ignore[index]
    if re.search(YEAR, phrases.COMPARED.sub("", text)) or shape.line.days:
        return None
    if _CALENDAR.search(_without_periods(shape, plain)) or phrases.ONCE.search(text[:end + _SOON]):
        return None
    return () if shape.line.periods else figure.years


def _without_periods(shape: Shape, plain: str) -> str:
    """The sentence without its financial years, which are looked at by themselves."""
    for period in shape.line.periods:
        plain = plain.replace(period.said, "")
    return plain
