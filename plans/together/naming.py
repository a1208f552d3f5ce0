"""Places of a plan by their anchor and in words: what can be discussed, and what it is called."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from bcf.fund.document import PlanDocument
from bcf.fund.places import Place, Section, section_title, sections_of
from bcf.fund.round import Column, Round
from plans.models import Plan, Thread, Versioned

_CONTACT = {"name": "name", "job_title": "job title", "email": "e-mail address"}
_FUND = {"fund:name": "name", "fund:host": "host", "fund:note": "note"}
_SLIPPAGE = {"slippage": "expected slippage", "slippage-note": "what the slippage rests on"}
_LEVELS = {"current": "level now", "planned": "planned level", "reason": "reason"}
_REQUIREMENT = {"met": "met or not", "evidence": "evidence", "action": "action", "due": "date"}


@dataclass(frozen=True, slots=True)
class Named:
    """A place with its name within its section: the entry, and the field of it ("" for the entry as a whole)."""

    place: Place
    entry: str = ""
    field: str = ""

    @property
    def words(self) -> str:
        """The name within the section; "" for the section as a whole."""
        return ", ".join(part for part in (self.entry, self.field) if part)


def place_at(planning_round: Round, document: PlanDocument, anchor: str) -> Named | None:
    """The place with that anchor. A field that is not there (any more) stands for its section; None for no section."""
    name = anchor.partition("-")[0]
    section = next((section for section in sections_of(planning_round) if section == name), None)
    if section is None:
        return None
    whole = Named(Place(section=section))
    return next((named for named in _within(section, planning_round, document) if named.place.anchor == anchor), whole)


def all_places(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    """Every place of a plan that has a name, section by section."""
    for section in sections_of(planning_round):
        yield from _within(section, planning_round, document)


def name_of(planning_round: Round, document: PlanDocument, place: Place) -> Named | None:
    """What a place is called now; None if the plan no longer has it."""
    if not place.item:
        return Named(place)
    return next((named for named in _within(place.section, planning_round, document) if named.place == place), None)


def about(planning_round: Round, named: Named) -> str:
    """The place in full, section first, as a thread remembers it."""
    return ": ".join(filter(None, (section_title(named.place.section, planning_round), named.words)))[:300]


def last_name(plan: Plan, thread: Thread) -> str:
    """What a row that is gone was last called, from its history; what the thread remembers if there is none."""
    for model in apps.get_models():
        if issubclass(model, Versioned) and thread.section == model.SECTION and hasattr(model, "key"):
            history: Any = model.history
            record = history.filter(plan_id=plan.pk, key=thread.item).first()
            if record is not None:
                return f"“{' '.join(str(record.instance).split())}”"
    return thread.about


def _within(section: Section, planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    namers = {
        Section.COVER: _cover, Section.NARRATIVE: _narrative, Section.INCOME: _income,
        Section.EXPENDITURE: _expenditure, Section.MATURITY: _maturity, Section.METRICS: _metrics,
        Section.REQUIREMENTS: _requirements, Section.RISKS: _rows,
    }  # fmt: skip
    if section is Section.RISKS or section not in namers:
        yield from _rows(section, document)
    else:
        yield from namers[section](planning_round, document)  # type: ignore[operator]


def _cover(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    for field in planning_round.cover.fields:
        yield Named(Place(section=Section.COVER, item=field.code, field="value"), field.label)
    for role in planning_round.cover.contacts:
        yield from _fields(Section.COVER, role.code, role.label, _CONTACT)


def _narrative(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    for question in planning_round.narrative.questions:
        label = f"{question.ref} {question.title}".strip()
        for field in ("", "value"):
            yield Named(Place(section=Section.NARRATIVE, item=question.code, field=field), label)


def _income(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    section, bodies = Section.INCOME, {body.code: body.name for body in document.board.bodies}
    for code, source in planning_round.sources.items():
        yield from _fields(section, code, source.label, {"gate": "yes or no", "amount": "contributions"})
        for field, words in (("amount", "amount"), *bodies.items()):
            for year in planning_round.years:
                yield Named(Place(section=section, item=code, field=field, year=year), source.label, f"{words}, {year}")
    yield Named(Place(section=section, item="comment"), "Comments")


def _expenditure(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    cells = list(_cells(planning_round))
    for number, scheme in enumerate(document.schemes, 1):
        name = " ".join(scheme.name.split())
        label = f"Row {number}{f' “{name[:120]}”' if name else ', no name yet'}"
        yield Named(Place(section=Section.EXPENDITURE, item=scheme.key), label)
        for field, year, words in cells:
            yield Named(Place(section=Section.EXPENDITURE, item=scheme.key, field=field, year=year), label, words)


    for fund in document.pooled_funds:
        label = f"Pooled fund “{' '.join(fund.name.split())[:120]}”" if fund.name else "Pooled fund, no name yet"
        yield from _fields(Section.EXPENDITURE, fund.key, label, _FUND)
    for code, source in planning_round.sources.items():
        for field, words in _SLIPPAGE.items():
            for year in planning_round.years:
                place = Place(section=Section.EXPENDITURE, item=code, field=field, year=year)
                yield Named(place, source.label, f"{words}, {year}")


def _cells(planning_round: Round) -> Iterator[tuple[str, str, str]]:
    """Field, year and label of every cell of a row."""
    impact = planning_round.expenditure.impact
    for spec in planning_round.expenditure.columns:
        if spec.code is Column.IMPACT:
            for metric in impact.metrics if impact else ():
                yield f"impact:{metric}", "", f"{spec.label} {metric}"
        elif spec.code is Column.AMOUNT:
            for year in planning_round.years:
                yield "amount", year, f"{spec.label} {year}"
        else:
            yield spec.code.value, "", spec.label


def _maturity(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    if model := planning_round.maturity:
        for change in model.changes:
            yield from _fields(Section.MATURITY, change.code, change.label, _LEVELS)
        yield Named(Place(section=Section.MATURITY, item="priorities"), model.priorities_label)


def _metrics(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    for metric in planning_round.metrics.items:
        label = f"{metric.ref} {metric.name}"
        yield from _fields(Section.METRICS, metric.code, label, {"comment": metric.comment_label})
        for period in metric.periods:
            for given in metric.inputs:
                place = Place(section=Section.METRICS, item=metric.code, field=given.code, year=period.code)
                yield Named(place, label, f"{given.label}, {period.label}")


def _requirements(planning_round: Round, document: PlanDocument) -> Iterator[Named]:
    for requirement in planning_round.requirements.items:
        label = f"{requirement.code} {requirement.ask}"
        yield from _fields(Section.REQUIREMENTS, requirement.code, label[:160], _REQUIREMENT)


def _rows(section: Section, document: PlanDocument) -> Iterator[Named]:
    """A section whose rows have keys and are called by their first text, such as the risk log."""
    for number, row in enumerate(getattr(document, section.value, ()), 1):
        if (key := getattr(row, "key", "")) == "":
            continue
        names = [name for name in type(row).model_fields if name != "key"]
        texts = (getattr(row, name) for name in names)
        said = next((" ".join(text.split()) for text in texts if isinstance(text, str) and text.strip()), "")
        label = f"{number}{f' “{said[:120]}”' if said else ', not named yet'}"
        yield from _fields(section, key, label, {name: name.replace("_", " ") for name in names})


def _fields(section: Section, item: str, label: str, fields: dict[str, str]) -> Iterator[Named]:
    """An entry as a whole and each of its fields."""
    yield Named(Place(section=section, item=item), label)
    for field, words in fields.items():
        yield Named(Place(section=section, item=item, field=field), label, words)
