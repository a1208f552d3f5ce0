"""Completeness, and the cover: who completed the plan, whom to ask, and that there is a plan at all."""

from collections.abc import Iterator, Mapping

from bcf.fund.document import Contact
from bcf.fund.entries import wanted
from bcf.fund.findings import Severity
from bcf.fund.places import Place, Section
from bcf.fund.round import CoverField, CoverKind
from bcf.fund.rules.basis import Basis
from bcf.fund.rules.context import Context
from bcf.fund.rules.registry import Found, rule


def _place(item: str, field: str = "value") -> Place:
    return Place(section=Section.COVER, item=item, field=field)


def needed(field: CoverField, cover: Mapping[str, str]) -> bool:
    """Whether a field of the cover must be filled in, given its other entries."""
    if field.required_when is None:
        return field.required
    other, answer = field.required_when
    return field.required or cover.get(other) == answer


@rule(
    "CMP-001", "The cover is filled in", Severity.BLOCKING, Section.COVER,
    why="The cover says who completed the plan and who has agreed it.",
    mend="Fill in the field.",
    basis=Basis.TEMPLATE,
)
def cover_is_filled(context: Context) -> Iterator[Found]:
    for field in context.planning_round.cover.fields:
        if needed(field, context.plan.cover) and not context.plan.cover.get(field.code, "").strip():
            yield Found(
                _place(field.code), "this field of the cover is blank.", read="blank", expected="an entry",
                about=f"“{field.label}”",
            )


@rule(
    "CMP-002", "Entries on the cover are of the right kind", Severity.BLOCKING, Section.COVER,
    why="An address that is none, or a date that does not exist, helps nobody who has to get in touch.",
    mend="Correct the entry.",
    basis=Basis.TEMPLATE,
)
def cover_entries_are_of_their_kind(context: Context) -> Iterator[Found]:
    for field in context.planning_round.cover.fields:
        text = context.plan.cover.get(field.code, "").strip()
        if text and (expected := wanted(field.kind, text)):
            yield Found(
                _place(field.code), f"“{field.label}” is “{text}”, not {expected}.", read=text, expected=expected,
            )


@rule(
    "CMP-003", "Every required contact has a name and an e-mail address", Severity.BLOCKING, Section.COVER,
    why="The named officers are asked about the plan and told of its approval.",
    mend="Give the name and e-mail address of the person in this role.",
    basis=Basis.TEMPLATE,
)
def contacts_are_given(context: Context) -> Iterator[Found]:
    given = {contact.role: contact for contact in context.plan.contacts}
    for role in context.planning_round.cover.contacts:
        contact = given.get(role.code)
        if contact is None and not role.required:
            continue
        contact = contact or Contact(role=role.code)
        for field, label, value in (("name", "name", contact.name), ("email", "e-mail address", contact.email)):
            if not value.strip():
                yield Found(
                    _place(role.code, field), f"the {label} is missing.", about=role.label,
                    read="blank", expected=f"the {label}", remedy=f"Give the {label} of the person in this role.",
                )


@rule(
    "CMP-004", "E-mail addresses of contacts can be written to", Severity.BLOCKING, Section.COVER,
    why="The named officers are told of the plan's approval by e-mail.",
    mend="Correct the e-mail address.",
    basis=Basis.TEMPLATE,
)
def contact_addresses_are_addresses(context: Context) -> Iterator[Found]:
    labels = {role.code: role.label for role in context.planning_round.cover.contacts}
    for contact in context.plan.contacts:
        text = contact.email.strip()
        if text and (expected := wanted(CoverKind.EMAIL, text)):
            label = labels.get(contact.role, "A contact")
            yield Found(
                _place(contact.role, "email"), f"{label}: the e-mail address is “{text}”, not {expected}.",
                read=text, expected=expected,
            )


@rule(
    "CMP-005", "There are schemes", Severity.BLOCKING, Section.EXPENDITURE,
    why="A plan without schemes spends nothing.",
    mend="Add the schemes on which the pool is to be spent.",
    basis=Basis.SPENDING,
)
def there_are_schemes(context: Context) -> Iterator[Found]:
    if not context.plan.schemes:
        yield Found(
            Place(section=Section.EXPENDITURE), "The expenditure plan has no schemes.",
            read="no schemes", expected="at least one scheme",
        )
