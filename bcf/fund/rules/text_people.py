"""Days, persons and partners in the texts of a plan, held against its cover and the bodies of its board."""

import datetime
from collections.abc import Iterator

from bcf.fund.document import BodyKind
from bcf.fund.findings import Severity
from bcf.fund.holding.people import (
    agreed_days,
    holders_of,
    is_one_of,
    parties_in,
    place_words,
    same_person,
    submitted_days,
)
from bcf.fund.holding.schemes import full_words, size_of
from bcf.fund.holding.vocabulary import words_of
from bcf.fund.places import Place, Section
from bcf.fund.round import CoverKind
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.held import texts_in
from bcf.fund.rules.quoting import passage
from bcf.fund.rules.registry import Found, rule
from bcf.fund.rules.text_money import TEXTS
from bcf.fund.rules.text_schemes import ENOUGH
from bcf.fund.text import day

_APART = 120
"""Days: what is further apart is said of the plans of two years."""


@rule(
    "TXT-059", "Days in the text are those of the cover and of the round", Severity.ADVICE, *TEXTS,
    why="The day on which the board agreed the plan is evidence, and two days are none.",
    mend="Use one day in both places.",
    basis=Basis.JOINTLY_AGREED, beta=True,
)
def day_is_the_covers(context: Context) -> Iterator[Found]:
    board, sent = _board_day(context), _last_day(context)
    for text in texts_in(context):
        for told in agreed_days(text.reading) if board else ():
            if board and told.date and told.day and 0 < abs((told.date - board[1]).days) <= _APART:
                yield Found(
                    text.place,
                    f"{passage(told.quote, told.said)} gives {day(told.date)}; the cover has {day(board[1])} as "
                    f"“{board[0]}”.",
                    read=told.said, expected=day(board[1]), about=f"“{text.name}”",
                )  # fmt: skip
        for told in submitted_days(text.reading) if sent else ():
            if sent and told.date and told.day and 0 < (told.date - sent).days <= _APART:
                yield Found(
                    text.place,
                    f"{passage(told.quote, told.said)} gives {day(told.date)}; plans of this round were due on "
                    f"{day(sent)}.",
                    read=told.said, expected=day(sent), about=f"“{text.name}”",
                )  # fmt: skip


def _board_day(context: Context) -> tuple[str, datetime.date] | None:
    """The day of the board's meeting on the cover, with its label."""
    for field in context.planning_round.cover.fields:
        if field.kind is CoverKind.DATE and "board" in field.label.lower():
            try:
                return field.label, datetime.date.fromisoformat(context.plan.cover.get(field.code, ""))
            except ValueError:
                continue
    return None


def _last_day(context: Context) -> datetime.date | None:
    """The day on which plans were due, where the round is sure of it."""
    return next(
        (
            one.date for one in context.planning_round.dates
            if "submitted" in one.event.lower() and not one.to_be_confirmed
        ),
        None,
    )


@rule(
    "TXT-060", "Who holds a role is the same in the text and on the cover", Severity.ADVICE, *TEXTS,
    why="Whoever has a question about the plan must know whom to ask.",
    mend="Use the name of whoever holds the role now in both places.",
    basis=Basis.JOINTLY_AGREED, beta=True,
)
def role_has_one_holder(context: Context) -> Iterator[Found]:
    labels = {role.code: role.label for role in context.planning_round.cover.contacts}
    named: dict[str, list[str]] = {}
    for contact in context.plan.contacts:
        if contact.role in labels and len(contact.name.split()) > 1:
            named.setdefault(_plain_role(labels[contact.role]), []).append(contact.name)
    if not named:
        return
    for text in texts_in(context):
        for role, holder in holders_of(text.reading, tuple(named)):
            if not any(same_person(holder.person, name) for name in named[role]):
                yield Found(
                    text.place,
                    f"{passage(holder.sentence.text, holder.person)} names {holder.person} as {role}; the cover names "
                    f"{named[role][0]}.",
                    read=holder.person, expected=named[role][0], about=f"“{text.name}”",
                )  # fmt: skip


def _plain_role(label: str) -> str:
    """A role without what stands in brackets, and without the kind of body in front of it."""
    return label.partition(" (")[0].removeprefix("Local Authority ").removeprefix("LA ").strip()


@rule(
    "TXT-063", "Partners that the text names are bodies of the board", Severity.ADVICE, *TEXTS,
    why="A plan is agreed by the board's own council and NHS bodies; another name is mostly one of a text that was "
        "borrowed.",
    mend="Name the bodies of the board, or ask an administrator to add the missing one.",
    basis=Basis.JOINTLY_AGREED, beta=True,
)
def partner_is_of_the_board(context: Context) -> Iterator[Found]:
    board = context.plan.board
    bodies = [board.name, *(body.name for body in board.bodies)]
    if not board.bodies:
        return
    also = context.planning_round.names
    kinds = (context.planning_round.round.nhs_body, *(also.nhs_body if also else ()))
    told: set[frozenset[str]] = set()
    for text in texts_in(context):
        for name, sentence in parties_in(text.reading, kinds):
            words = place_words(name)
            if words not in told and not is_one_of(name, bodies):
                told.add(words)
                yield Found(
                    text.place,
                    f"{passage(sentence.text, name)} makes “{name}” party to the plan, which is no body of this board.",
                    read=name, expected="a body of the board", about=f"“{text.name}”",
                )  # fmt: skip


@rule(
    "TXT-064", "The narrative names everyone who pays into the pool", Severity.ADVICE, Section.NARRATIVE,
    why="A partner that pays in and is nowhere mentioned will ask whether it agreed to the plan.",
    mend="Say what the partner does and what it pays in.",
    basis=Basis.JOINTLY_AGREED, beta=True,
)
def payer_is_named(context: Context) -> Iterator[Found]:
    texts = [text for text in texts_in(context) if text.place.section is Section.NARRATIVE]
    if sum(size_of(text.reading) for text in texts) < ENOUGH:
        return
    said = frozenset().union(*(full_words(text.reading) for text in texts))
    paying = {line.body for line in context.plan.contributions if line.amount}
    also = context.planning_round.names
    generic = {
        BodyKind.NHS: (context.planning_round.round.nhs_body, *(also.nhs_body if also else ())),
        BodyKind.LA: ("council", *(also.council if also else ())),
        BodyKind.DISTRICT: ("district",),
    }
    for body in context.plan.board.bodies:
        known = place_words(body.name) - place_words(context.plan.board.name)
        spoken_of = any(set(words_of(name)) <= said for name in generic[body.kind])
        if body.code in paying and not spoken_of and not known & said:
            yield Found(
                Place(section=Section.NARRATIVE),
                f"the narrative never mentions {body.name}, which pays into the pool.",
                read="no mention", expected=f"a mention of {body.name}",
            )  # fmt: skip
