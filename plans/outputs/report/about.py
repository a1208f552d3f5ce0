"""Who stands behind the plan: the cover sheet's fields, its contacts and the bodies that are party to it."""

from dataclasses import dataclass

from bcf.fund.document import BodyKind, Contact
from bcf.fund.round import CoverField, CoverKind
from bcf.fund.text import number
from plans.outputs.report.dates import day
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.tables import Head, Row, Table, given


@dataclass(frozen=True)
class About:
    tables: tuple[Table, ...]


def about(subject: Subject) -> Part:
    """The part of the report that says who wrote the plan, whom to ask and which bodies are party to it."""
    tables = (_fields(subject), _contacts(subject), _bodies(subject))
    return Part("about", "Cover and contacts", "report/tables.html", About(tuple(t for t in tables if t.rows)))


def _fields(subject: Subject) -> Table:
    answers = subject.plan.cover
    rows = tuple(
        Row((field.label, given(_shown(field, answers.get(field.code, "")))))
        for field in subject.planning_round.cover.fields
        if field.required or field.code in answers or _wanted(field, answers)
    )
    return Table("Cover", (Head("Question", 1.2), Head("Answer", 1)), rows)


def _wanted(field: CoverField, answers: dict[str, str]) -> bool:
    return field.required_when is not None and answers.get(field.required_when[0]) == field.required_when[1]


def _shown(field: CoverField, text: str) -> str:
    match field.kind:
        case CoverKind.DATE:
            return day(text)
        case CoverKind.YES_NO:
            return {"yes": "Yes", "no": "No"}.get(text, text)
        case _:
            return text


def _contacts(subject: Subject) -> Table:
    rows = []
    for role in subject.planning_round.cover.contacts:
        held = [contact for contact in subject.plan.contacts if contact.role == role.code]
        if not held and role.required:
            held = [Contact(role=role.code)]
        rows += [
            Row((role.label, given(contact.name), given(contact.job_title) if contact.job_title else "",
                 given(contact.email)))
            for contact in held
        ]  # fmt: skip
    heads = (Head("Role", 1.6), Head("Name", 1.2), Head("Job title", 1.1), Head("E-mail", 1.4))
    return Table("Contacts", heads, tuple(rows))


def _bodies(subject: Subject) -> Table:
    kinds = {BodyKind.LA: "Council", BodyKind.NHS: subject.planning_round.round.nhs_body, BodyKind.DISTRICT: "District"}
    shares = any(body.share is not None for body in subject.plan.board.bodies)
    rows = tuple(
        Row((body.name, kinds[body.kind], body.code,
             *(["" if body.share is None else f"{number(body.share)}%"] if shares else [])))
        for body in subject.plan.board.bodies
    )  # fmt: skip
    heads = [Head("Body", 2.4), Head("What it is", 1), Head("Code", 1)]
    heads += [Head("Of the board’s residents", 1.2, number=True)] if shares else []
    return Table("Bodies that are party to the plan", tuple(heads), rows)
