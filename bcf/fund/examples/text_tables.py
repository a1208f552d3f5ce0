"""Examples of the rules that hold the texts of a plan against its tables."""

from collections.abc import Mapping
from decimal import Decimal

from bcf.fund.document import Contact
from bcf.fund.examples.changes import Change, metric, row, section, together
from bcf.fund.examples.example import Pair, pair
from bcf.fund.examples.plans import EACH

_BEFORE = Decimal(123_456)
_LONG = "Care is planned around the person and given near home. " * 40


def text(words: str) -> Change:
    """That text as the answer to the first question."""
    return section(narrative={"a": words})


EXAMPLES: Mapping[str, Pair] = {
    "TXT-050": pair(
        passes="“The pool is £0.4m”, where four sources bring in £100,000 each.",
        right=text("The pool is £0.4m."),
        fails="“The pool is £500,000”, where four sources bring in £100,000 each.",
        wrong=text("The pool is £500,000."),
    ),
    "TXT-051": pair(
        passes="“25% of the pool is iBCF”, of which one of four equal sources is.",
        right=text("25% of the pool is iBCF."),
        fails="“35% of the pool is iBCF”, of which one of four equal sources is.",
        wrong=text("35% of the pool is iBCF."),
    ),
    "TXT-052": pair(
        passes="“The plan contains four schemes”, where the table has four rows.",
        right=text("The plan contains four schemes."),
        fails="“The plan contains five schemes”, where the table has four rows.",
        wrong=text("The plan contains five schemes."),
    ),
    "TXT-053": pair(
        passes="“Our target for reablement is 68%”, which is what the metrics section plans.",
        right=text("Our target for reablement is 68%."),
        fails="“Our target for reablement is 95%”, where the metrics section plans 68%.",
        wrong=text("Our target for reablement is 95%."),
    ),
    "TXT-054": pair(
        passes="“In 2018-19 it was £123,456”, which is what the plan before had for a row.",
        right=text("In 2018-19 it was £123,456."),
        fails="“The visits cost £123,456”, which the plan before had for a row and this plan has nowhere.",
        wrong=text("The visits cost £123,456."),
        before=row(amounts={"2017-18": _BEFORE, "2018-19": _BEFORE}),
    ),
    "TXT-055": pair(
        passes="“The hub will open by March 2020”, in a plan for 2019-20.",
        right=text("The hub will open by March 2020."),
        fails="“The hub will open by March 2019”, in a plan for 2019-20.",
        wrong=text("The hub will open by March 2019."),
    ),
    "TXT-056": pair(
        passes="“The pool funds the Orchard Walk Project”, with a row called “Orchard Walk”.",
        right=together(text("The pool funds the Orchard Walk Project."), row(name="Orchard Walk")),
        fails="“The pool funds the Orchard Walk Project”, with no row that says anything like it.",
        wrong=text("The pool funds the Orchard Walk Project."),
    ),
    "TXT-057": pair(
        passes="“Orchard Walk Visitors ended in March”, which the plan before had and this one has not.",
        right=text("Orchard Walk Visitors ended in March."),
        fails="“Orchard Walk Visitors continue to call”, which the plan before had and this one has not.",
        wrong=text("Orchard Walk Visitors continue to call."),
        before=row(name="Orchard Walk Visitors"),
    ),
    "TXT-058": pair(
        passes="A short narrative, of which nobody expects a sentence on each large row.",
        fails="A narrative of 400 words without a word of any of the four rows, each a quarter of the pool.",
        wrong=together(text(_LONG), row(name="Orchard Walk")),
    ),
    "TXT-059": pair(
        passes="“The Health and Wellbeing Board agreed the plan on 27 September 2019”, as the cover says.",
        right=text("The Health and Wellbeing Board agreed the plan on 27 September 2019."),
        fails="“The Health and Wellbeing Board agreed the plan on 26 September 2019”; the cover has the day after.",
        wrong=text("The Health and Wellbeing Board agreed the plan on 26 September 2019."),
    ),
    "TXT-060": pair(
        passes="A chair who is named alike on the cover and in the text.",
        right=together(
            text("The Health and Wellbeing Board Chair, Somebody Here, has agreed."),
            section(contacts=(Contact(role="hwb_chair", name="Cllr Somebody Here"),)),
        ),
        fails="A chair who has one name on the cover and another in the text.",
        wrong=together(
            text("The Health and Wellbeing Board Chair, Nobody There, has agreed."),
            section(contacts=(Contact(role="hwb_chair", name="Cllr Somebody Here"),)),
        ),
    ),
    "TXT-061": pair(
        passes="“We will reduce permanent admissions”, from 68 to 60 of the same population.",
        right=together(text("We will reduce permanent admissions."), metric("RES", admissions=60, population=12018)),
        fails="“We will reduce permanent admissions”, from 68 to 75 of the same population.",
        wrong=together(text("We will reduce permanent admissions."), metric("RES", admissions=75, population=12018)),
    ),
    "TXT-062": pair(
        passes="“We have increased investment in Orchard Walk”, from £50,000 to £100,000.",
        right=together(text("We have increased investment in Orchard Walk."), row(name="Orchard Walk")),
        fails="“We have increased investment in Orchard Walk”, from £50,000 to £40,000.",
        wrong=together(
            text("We have increased investment in Orchard Walk."),
            row(name="Orchard Walk", amounts={"2019-20": Decimal(40_000)}),
        ),
        before=row(name="Orchard Walk", amounts={"2017-18": EACH / 2, "2018-19": EACH / 2}),
    ),
    "TXT-063": pair(
        passes="“NHS Sometown North CCG contributes £50,000”, which is a body of the board.",
        right=text("NHS Sometown North CCG contributes £50,000."),
        fails="“NHS Othertown CCG contributes £50,000”, which is no body of the board.",
        wrong=text("NHS Othertown CCG contributes £50,000."),
    ),
    "TXT-064": pair(
        passes="A narrative of 400 words that speaks of both CCGs and the council.",
        right=text(f"{_LONG}The council and both CCGs have agreed."),
        fails="A narrative of 400 words that speaks of neither a CCG nor the council.",
        wrong=text(_LONG),
    ),
}
