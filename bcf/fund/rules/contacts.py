"""People and days on the cover: who answers for whom, roles that nobody holds together, and days in order."""

import datetime
import re
from collections.abc import Iterator

from bcf.fund.document import Contact
from bcf.fund.entries import is_placeholder, read_day
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import ContactRole, CoverDay, CoverField, CoverKind, Payer
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.completeness import needed
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule
from bcf.fund.text import day

_TITLES = re.compile(r"\b(?:cllr|councillor|dr|prof|professor|mr|mrs|ms|miss|sir|dame|rt hon|cbe|obe|mbe)\b\.?")


def _place(item: str, field: str = "value") -> Place:
    return Place(section=Section.COVER, item=item, field=field)


def _contacts(context: Context) -> dict[str, Contact]:
    return {contact.role: contact for contact in context.plan.contacts}


def _payers(context: Context, payer: Payer) -> list[str]:
    """The bodies of that side that pay something in, by name."""
    names = {body.code: body.name for body in context.plan.board.bodies}
    sources = context.planning_round.sources
    return list(dict.fromkeys(
        names.get(line.body, line.body) or line.contributor.strip() for line in context.plan.contributions
        if line.amount and line.source in sources and sources[line.source].payer is payer
        and (line.body or line.contributor.strip())
    ))  # fmt: skip


@rule(
    "CMP-008", "Every body that pays in has an officer on the cover", Severity.ADVICE, Section.COVER,
    why="Each organisation that pays into the pool agrees the plan through its accountable officer.",
    mend="Name the officers of the other bodies, if it is not one person for all of them.",
    basis=Basis.JOINTLY_AGREED, beta=True,
)
def payers_have_officers(context: Context) -> Iterator[Found]:
    given = _contacts(context)
    for payer in Payer:
        roles = [role for role in context.planning_round.cover.contacts if role.payer is payer]
        named = [role for role in roles if role.code in given and given[role.code].name.strip()]
        spare = next((role for role in roles if not role.required and role not in named), None)
        bodies = _payers(context, payer) if spare and named else []
        if spare and len(bodies) > len(named):
            yield Found(
                _place(spare.code, "name"), f"{len(bodies)} bodies pay in ({', '.join(bodies)}), and "
                f"{'one officer is' if len(named) == 1 else f'{len(named)} officers are'} named for them: "
                f"“{spare.label}” is blank.", read="blank", expected="the officers of the other bodies",
            )  # fmt: skip


def _folded(name: str) -> str:
    """A name as it is compared, without titles."""
    return " ".join(re.sub(r"[\W_]+", " ", _TITLES.sub(" ", name.casefold())).split())


def _shared(one: Contact, other: Contact) -> tuple[str, str] | None:
    """The field and the words that two contacts have in common, if it is a name or an address."""
    if _folded(one.name) and _folded(one.name) == _folded(other.name) and not is_placeholder(one.name):
        return "name", one.name.strip()
    address = one.email.strip().casefold()
    if address and address == other.email.strip().casefold() and not is_placeholder(address):
        return "email", one.email.strip()
    return None


@rule(
    "CMP-009", "Roles that nobody holds together have a person each", Severity.ADVICE, Section.COVER,
    why="The chair of the board is an elected member and the officers are not; one name for both is mostly a slip, and "
        "one of them is not told of what concerns the plan.",
    mend="Name the person in each role.",
    basis=Basis.JOINTLY_AGREED,
)
def roles_are_held_apart(context: Context) -> Iterator[Found]:
    given = _contacts(context)
    roles = {role.code: role for role in context.planning_round.cover.contacts}
    for role in roles.values():
        for other in (roles[code] for code in role.apart_from):
            if role.code in given and other.code in given and (same := _shared(given[role.code], given[other.code])):
                yield _both(role, other, *same)


def _both(role: ContactRole, other: ContactRole, field: str, words: str) -> Found:
    what = "the name" if field == "name" else "the e-mail address"
    return Found(
        _place(other.code, field), f"{role.label} and {other.label} have {what} “{words}” both.",
        read=words, expected="two people",
    )  # fmt: skip


def _days(context: Context) -> Iterator[tuple[CoverField, datetime.date]]:
    """Dates on the cover that are asked for and can be read."""
    cover = context.plan.cover
    for field in context.planning_round.cover.fields:
        date = read_day(cover.get(field.code, "")) if field.kind is CoverKind.DATE else None
        if date and needed(field, cover):
            yield field, date


def _window(context: Context) -> tuple[datetime.date, datetime.date]:
    """Two years before the plan's years begin, and the day on which they end."""
    first = int(context.planning_round.years[0][:4])
    return datetime.date(first - 2, 4, 1), context.planning_round.last_day


@rule(
    "CMP-010", "Dates on the cover fall about the years of the plan", Severity.EXPLAIN, Section.COVER,
    why="A plan is agreed shortly before its years or within them; another date is mostly a slip in the year.",
    mend="Check the year of the date.",
    basis=Basis.TEMPLATE,
)
def cover_dates_are_of_the_plan(context: Context) -> Iterator[Found]:
    begins, ends = _window(context)
    for field, date in _days(context):
        if not begins <= date <= ends:
            way = "more than two years before the plan begins" if date < begins else "after the plan ends"
            yield Found(
                _place(field.code), f"“{field.label}” is {day(date)}, {way}.",
                read=day(date), expected=f"{day(begins)} to {day(ends)}",
            )  # fmt: skip


@rule(
    "CMP-011", "Dates on the cover are in order", Severity.ADVICE, Section.COVER,
    why="What was handed in is not dated after the day it was due, and what was still to come is not dated before.",
    mend="Check the date, and the answer that it goes with.",
    basis=Basis.TEMPLATE,
)
def cover_dates_are_in_order(context: Context) -> Iterator[Found]:
    due, (begins, ends) = context.planning_round.submission, _window(context)
    for field, date in _days(context):
        if due is None or not begins <= date <= ends:
            continue
        if field.day is CoverDay.LATER and date < due:
            yield Found(
                _place(field.code), f"“{field.label}” is {day(date)}, but plans were due on {day(due)}: the day was "
                "not still to come.", read=day(date), expected=f"{day(due)} or later",
            )  # fmt: skip
        elif field.day is CoverDay.SUBMITTED and date > due:
            yield Found(
                _place(field.code), f"“{field.label}” is {day(date)}, after plans were due on {day(due)}.",
                read=day(date), expected=f"{day(due)} or earlier",
            )  # fmt: skip
