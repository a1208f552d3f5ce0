"""Where allocated figures and the facts of the round come from, and which are still to be confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel

from bcf.fund.base import Confidence, Sourced
from bcf.fund.document import Allocation, AllocationKind
from bcf.fund.text import number, pounds
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.tables import Head, Row, Table

CONFIDENCE_WORDS = {
    Confidence.VERIFIED: "Read in a published document",
    Confidence.DERIVED: "Computed from published documents",
    Confidence.RECALLED: "From memory",
    Confidence.INFERRED: "Inferred",
    Confidence.UNKNOWN: "Not known",
}


@dataclass(frozen=True)
class Provenance:
    allocations: Table
    open_facts: Table
    references: Table


def provenance(subject: Subject) -> Part:
    """The part of the report on sources."""
    references = subject.planning_round.references
    rows = tuple(Row((code, text)) for code, text in references.items())
    body = Provenance(
        allocations=_allocations(subject),
        open_facts=_open_facts(subject),
        references=Table("References of the round", (Head("Code", 0.5), Head("Document", 5)), rows),
    )
    return Part("sources", "Sources and what is to be confirmed", "report/provenance.html", body)


def _allocations(subject: Subject) -> Table:
    rows = tuple(
        Row((_named(subject, figure), figure.year, _shown(figure), figure.origin))
        for figure in subject.plan.allocations
    )
    heads = (Head("Figure", 2.6), Head("Year or period", 1), Head("Value", 1.2, number=True), Head("Published in", 2.6))
    return Table("Figures set outside the area", heads, rows, empty="No allocated figure has been loaded for the area.")


def _named(subject: Subject, figure: Allocation) -> str:
    facts = subject.planning_round
    body = subject.bodies.get(figure.body, figure.body)
    match figure.kind:
        case AllocationKind.INCOME:
            source = facts.sources.get(figure.code)
            return f"{source.label if source else figure.code}{f', {body}' if body else ''}"
        case AllocationKind.MINIMUM:
            labels = {fence.code: fence.short_label for fence in facts.ring_fences}
            return f"Minimum, {labels.get(figure.code, figure.code)}"
        case AllocationKind.METRIC:
            code, _, entry = figure.code.partition(".")
            metric = facts.metric.get(code)
            found = metric.input(entry) if metric else None
            return f"{metric.ref if metric else code} {found.label if found else entry}"


def _shown(figure: Allocation) -> str:
    return number(figure.value) if figure.kind is AllocationKind.METRIC else pounds(figure.value)


def _open_facts(subject: Subject) -> Table:
    rows = tuple(
        Row((words, CONFIDENCE_WORDS[confidence], note or "–"))
        for words, confidence, note in _walk(subject.planning_round)
    )
    heads = (Head("Part of the round", 2), Head("How it is known", 1.1), Head("Note", 3))
    return Table("To be confirmed", heads, rows, empty="Every fact of the round stands in a published document.")


def _walk(value: object, where: str = "") -> Iterable[tuple[str, Confidence, str]]:
    """Every block and entry of the round that is not verified or derived, in the file's order."""
    if isinstance(value, BaseModel):
        name = _name(value, where)
        confidence = getattr(value, "confidence", None)
        if confidence not in (None, Confidence.VERIFIED, Confidence.DERIVED):
            yield name, confidence, getattr(value, "note", "")
        for key in type(value).model_fields:
            step = "" if key == "items" else key.replace("_", " ")
            yield from _walk(getattr(value, key), _joined(name, step) if isinstance(value, Sourced) or where else step)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _walk(entry, where)


def _name(value: BaseModel, where: str) -> str:
    """The block's name: its key, and for an entry of a list its own label."""
    texts = (getattr(value, key, None) for key in ("label", "event", "title", "name"))
    own = next((text for text in texts if isinstance(text, str) and text), "")
    return _joined(where[:1].upper() + where[1:], "" if own.casefold() == where.casefold() else own)


def _joined(first: str, second: str) -> str:
    return ": ".join(part for part in (first, second) if part)
