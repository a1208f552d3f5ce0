"""A place of the plan in words, as somebody would name it who has the report before them."""

from collections.abc import Callable

from bcf.fund.document import Scheme
from bcf.fund.places import Place, Section
from bcf.fund.round import Column
from plans.outputs.report.subject import Subject

FIELDS = {
    "value": "", "job_title": "job title", "email": "e-mail", "gate": "yes or no", "balance": "running balance",
    "minimum": "required spend", "current": "level now", "planned": "planned level", "met": "answer", "due": "date",
}  # fmt: skip
"""Fields in words where their names are not words already."""


def words_for(subject: Subject, place: Place) -> str:
    """The place in words: the entry, the field of it, and the year or period."""
    item, field, year = (name(subject, place) for name in NAMERS.get(place.section, _DEFAULT))
    return ", ".join(part for part in (item, field, year) if part) or "The section as a whole"


Namer = Callable[[Subject, Place], str]


def _field(subject: Subject, place: Place) -> str:
    return FIELDS.get(place.field, place.field)


def _year(subject: Subject, place: Place) -> str:
    return place.year


def _item(subject: Subject, place: Place) -> str:
    return place.item


def _cover_item(subject: Subject, place: Place) -> str:
    cover = subject.planning_round.cover
    labels = {entry.code: entry.label for entry in cover.fields}
    labels |= {role.code: role.label for role in cover.contacts}
    return labels.get(place.item, place.item)


def _question(subject: Subject, place: Place) -> str:
    for question in subject.planning_round.narrative.questions:
        if question.code == place.item:
            return f"{question.ref} {question.title}".strip()
    return place.item


def _source(subject: Subject, place: Place) -> str:
    source = subject.planning_round.sources.get(place.item)
    return source.label if source else "Comments" if place.item == "comment" else place.item


def _income_field(subject: Subject, place: Place) -> str:
    return subject.bodies.get(place.field) or _field(subject, place)


def _row(subject: Subject, place: Place) -> str:
    if place.item in subject.rows:
        return _row_words(*subject.rows[place.item])
    fences = {fence.code: fence.short_label for fence in subject.planning_round.ring_fences}
    for number, fund in enumerate(subject.plan.pooled_funds, 1):
        if fund.key == place.item:
            return f"Pooled fund “{' '.join(fund.name.split())[:60]}”" if fund.name.strip() else f"Pooled fund {number}"
    return fences.get(place.item) or _source(subject, place)


def _row_words(number: int, scheme: Scheme) -> str:
    name = " ".join(scheme.name.split())
    name = f"{name[:60]}…" if len(name) > 60 else name
    label = f", ID {scheme.scheme_id}" if scheme.scheme_id.strip() else ""
    return f"Row {number}{label}{f' “{name}”' if name else ''}"


def _payers(subject: Subject, place: Place) -> str:
    """Who pays a row or source, or what is said of a pooled fund; "" for any other place."""
    what, _, whose = place.field.partition(":")
    match what:
        case "payers" if not whose:
            return "who pays"
        case "payers" | "paid":
            return f"what {subject.bodies.get(whose, whose)} pays"
        case "pooled_fund":
            return "pooled fund"
        case "fund":
            return whose
    return ""


def _column(subject: Subject, place: Place) -> str:
    if said := _payers(subject, place):
        return said
    if place.field in (Column.AMOUNT, "balance", "minimum"):
        return FIELDS.get(place.field, place.field)
    column, _, metric = place.field.partition(":")
    for spec in subject.planning_round.expenditure.columns:
        if spec.code == column:
            return f"{spec.label} {metric}".strip()
    return place.field


def _change(subject: Subject, place: Place) -> str:
    model = subject.planning_round.maturity
    labels = {change.code: change.label for change in model.changes} if model else {}
    return labels.get(place.item, model.priorities_label if model and place.item == "priorities" else place.item)


def _metric(subject: Subject, place: Place) -> str:
    metric = subject.planning_round.metric.get(place.item)
    return f"{metric.ref} {metric.name}" if metric else place.item


def _input(subject: Subject, place: Place) -> str:
    metric = subject.planning_round.metric.get(place.item)
    found = metric.input(place.field) if metric else None
    return found.label if found else _field(subject, place)


def _period(subject: Subject, place: Place) -> str:
    metric = subject.planning_round.metric.get(place.item)
    labels = {period.code: period.label for period in metric.periods} if metric else {}
    return labels.get(place.year, place.year)


def _risk(subject: Subject, place: Place) -> str:
    keys = [risk.key for risk in subject.plan.risks]
    return f"Risk {keys.index(place.item) + 1}" if place.item in keys else place.item


def _milestone(subject: Subject, place: Place) -> str:
    keys = [milestone.key for milestone in subject.plan.milestones]
    return f"Milestone {keys.index(place.item) + 1}" if place.item in keys else place.item


def _document(subject: Subject, place: Place) -> str:
    keys = [document.key for document in subject.plan.documents]
    return f"Document {keys.index(place.item) + 1}" if place.item in keys else place.item


_DEFAULT: tuple[Namer, Namer, Namer] = (_item, _field, _year)
NAMERS: dict[Section, tuple[Namer, Namer, Namer]] = {
    Section.COVER: (_cover_item, _field, _year),
    Section.NARRATIVE: (_question, _field, _year),
    Section.INCOME: (_source, _income_field, _year),
    Section.EXPENDITURE: (_row, _column, _year),
    Section.MATURITY: (_change, _field, _year),
    Section.METRICS: (_metric, _input, _period),
    Section.RISKS: (_risk, _field, _year),
    Section.MILESTONES: (_milestone, _field, _year),
    Section.DOCUMENTS: (_document, _field, _year),
}
