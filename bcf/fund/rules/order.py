"""The order in which findings are listed: section, severity, then place as the section's page runs."""

from collections.abc import Callable, Iterable, Mapping

from bcf.fund.document import Milestone, PlanDocument, ReferenceDocument, Scheme
from bcf.fund.findings import Finding, Severity
from bcf.fund.places import Section
from bcf.fund.round import Round

Order = tuple[int, int, int, int, str, str, str]

_SECTIONS = {section: number for number, section in enumerate(Section)}
_SEVERITIES = {severity: number for number, severity in enumerate(Severity)}
_FIELDS = {
    field: number
    for number, field in enumerate(
        dict.fromkeys([*Scheme.model_fields, *Milestone.model_fields, *ReferenceDocument.model_fields])
    )
}

Rows = Mapping[Section, Iterable[str]]
"""Row keys in the plan's order, by section."""


def rows_of(plan: PlanDocument) -> Rows:
    """The keys of every row of the plan that has one, by section."""
    return {
        Section.EXPENDITURE: [row.key for row in plan.schemes],
        Section.RISKS: [row.key for row in plan.risks],
        Section.MILESTONES: [row.key for row in plan.milestones],
        Section.DOCUMENTS: [row.key for row in plan.documents],
    }


def order_of(planning_round: Round, rows: Rows) -> Callable[[Finding], Order]:
    """The key by which findings of a plan with those rows are sorted."""
    items = {section: _numbered(codes) for section, codes in _items(planning_round, rows).items()}

    def key(finding: Finding) -> Order:
        place = finding.place
        known = items.get(place.section, {})
        return (
            _SECTIONS[place.section],
            _SEVERITIES[finding.severity],
            -1 if not place.item else known.get(place.item, len(known)),
            _FIELDS.get(place.field.partition(":")[0], len(_FIELDS)),
            place.field,
            place.year,
            finding.rule,
        )

    return key


def _numbered(codes: Iterable[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for code in codes:
        numbers.setdefault(code, len(numbers))
    return numbers


def _items(planning_round: Round, rows: Rows) -> dict[Section, list[str]]:
    sources, fences = list(planning_round.sources), [fence.code for fence in planning_round.ring_fences]
    cover, maturity = planning_round.cover, planning_round.maturity
    listed = {section: list(keys) for section, keys in rows.items()}
    return {
        **listed,
        Section.COVER: [field.code for field in cover.fields] + [role.code for role in cover.contacts],
        Section.NARRATIVE: [question.code for question in planning_round.narrative.questions],
        Section.INCOME: sources,
        Section.EXPENDITURE: [*sources, *fences, *listed.get(Section.EXPENDITURE, ())],
        Section.MATURITY: [change.code for change in maturity.changes] if maturity else [],
        Section.METRICS: list(planning_round.metric),
        Section.REQUIREMENTS: [requirement.code for requirement in planning_round.requirements.items],
    }
