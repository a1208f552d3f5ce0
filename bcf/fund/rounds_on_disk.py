"""Reading round files: YAML to a `Round`, or every problem of the file by key with what is allowed there."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from bcf.fund.papers import Paper
from bcf.fund.problems import Problem, Refused, dotted, problems_of
from bcf.fund.round import Column, JointShare, Round

BUNDLED = Path(__file__).parent / "rounds"


class _Loader(yaml.SafeLoader):
    """Safe YAML that refuses a key given twice, where YAML itself would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen = Counter(self.construct_object(key, deep=True) for key, _ in node.value)
        if twice := [str(key) for key, times in seen.items() if times > 1]:
            line = node.start_mark.line + 1
            raise yaml.constructor.ConstructorError(None, None, f"key given twice near line {line}: {', '.join(twice)}")
        return super().construct_mapping(node, deep)


def read_round(path: Path) -> Round:
    """The round in that file. Raises Refused with every problem found; the file then has no effect."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Refused(path.name, [Problem("file", f"is not readable YAML: {' '.join(str(error).split())}")]) from None
    if not isinstance(content, dict):
        raise Refused(path.name, [Problem("file", "must be a mapping of the round's blocks")])
    try:
        planning_round = Round.model_validate(content)
    except ValidationError as error:
        raise Refused(path.name, problems_of(error, Round, dotted)) from None
    problems = list(_cross_references(planning_round))
    if planning_round.id != path.stem:
        message = f"must be the file's name without its ending: {path.stem}"
        problems.append(Problem("round.id", message, planning_round.id))
    if problems:
        raise Refused(path.name, problems)
    return planning_round


def read_rounds(folders: Iterable[Path]) -> dict[str, Round]:
    """Every round in the folders by id, newest first. Raises Refused for the first file with problems."""
    rounds: dict[str, Round] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            if path.stem in rounds:
                problem = Problem("round.id", "another folder has a round of that name already", path.stem)
                raise Refused(str(path), [problem])
            rounds[path.stem] = read_round(path)
    return dict(sorted(rounds.items(), key=lambda pair: pair[1].years, reverse=True))


def _known(where: str, used: Iterable[str], allowed: Iterable[str]) -> Iterator[Problem]:
    permitted = list(allowed)
    for code in used:
        if code not in permitted:
            yield Problem(where, f"is not defined in this round; allowed: {', '.join(permitted)}", code)


def _unique(where: str, codes: Sequence[str]) -> Iterator[Problem]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield Problem(where, f"is given {times} times; each may stand once", code)


def _cross_references(planning_round: Round) -> Iterator[Problem]:
    """What the types cannot see: codes that must be unique, and codes that must be defined elsewhere in the file."""
    yield from _years(planning_round)
    yield from _lists(planning_round)
    yield from _ring_fences(planning_round)
    yield from _provenance(planning_round)
    sources, conditions = planning_round.sources, [item.code for item in planning_round.conditions.items]
    for number, subtotal in enumerate(planning_round.funding_sources.subtotals):
        yield from _known(f"funding_sources.subtotals[{number}].sources", subtotal.sources, sources)
    fences = [fence.code for fence in planning_round.ring_fences]
    for number, requirement in enumerate(planning_round.requirements.items):
        where = f"requirements.items[{number}]"
        if requirement.theme[:2] == "NC":
            yield from _known(f"{where}.theme", [requirement.theme], conditions)
        if requirement.ring_fence:
            yield from _known(f"{where}.ring_fence", [requirement.ring_fence], fences)
        for place, shown in enumerate(requirement.shown_by):
            yield from _known(f"{where}.shown_by[{place}].rule", [shown.rule], _rules())
            yield from _known(f"{where}.shown_by[{place}].items", shown.items, _entries(planning_round))
    for number, fence in enumerate(planning_round.ring_fences):
        tied = [fence.minimum.fraction.source if fence.minimum.fraction else None, fence.minimum.raised_with]
        yield from _known(f"ring_fences[{number}].minimum", filter(None, tied), sources)
    newly, known = planning_round.expenditure.newly, planning_round.labels(Column.NEW_OR_EXISTING)
    yield from _known("expenditure.newly", [newly], known)
    if impact := planning_round.expenditure.impact:
        yield from _known("expenditure.impact.metrics", impact.metrics, planning_round.metric)
    if maturity := planning_round.maturity:
        yield from _known("maturity.established", [maturity.established], [item.code for item in maturity.levels])
    yield from _columns(planning_round)
    yield from _cover(planning_round)
    yield from _carries(planning_round)
    yield from _names(planning_round)
    yield from _chapters(planning_round)
    yield from _papers(planning_round)


def _rules() -> list[str]:
    """The ids of all checks but those of answers. They know rounds, so they are looked up only when a file is read."""
    from bcf.fund.rules import RULES

    return [rule.id for rule in RULES if not rule.id.startswith("REQ")]


def _entries(planning_round: Round) -> list[str]:
    """The entries of sections by which findings can be told apart."""
    maturity = planning_round.maturity
    return [
        *(field.code for field in planning_round.cover.fields),
        *(role.code for role in planning_round.cover.contacts),
        *(question.code for question in planning_round.narrative.questions),
        *planning_round.sources,
        *(fence.code for fence in planning_round.ring_fences),
        *(change.code for change in (maturity.changes if maturity else ())),
        *planning_round.metric,
    ]


def _years(planning_round: Round) -> Iterator[Problem]:
    first = int(planning_round.years[0][:4])
    wanted = tuple(f"{year}-{(year + 1) % 100:02d}" for year in range(first, first + len(planning_round.years)))
    if planning_round.years != wanted:
        message = f"must follow each other, each from April to March: {', '.join(wanted)}"
        yield Problem("round.financial_years", message, ", ".join(planning_round.years))


def _lists(planning_round: Round) -> Iterator[Problem]:
    spending = planning_round.expenditure
    lists: dict[str, Sequence[Any]] = {
        "conditions.items": planning_round.conditions.items,
        "requirements.items": planning_round.requirements.items,
        "funding_sources.items": planning_round.funding_sources.items,
        "funding_sources.subtotals": planning_round.funding_sources.subtotals,
        "ring_fences": planning_round.ring_fences,
        "scheme_types.items": planning_round.scheme_types.items,
        "metrics.items": planning_round.metrics.items,
        "narrative.questions": planning_round.narrative.questions,
        "narrative.chapters": planning_round.narrative.chapters,
        "cover.fields": planning_round.cover.fields,
        "cover.contacts": planning_round.cover.contacts,
        "signatories.items": planning_round.signatories.items,
        "expenditure.columns": spending.columns,
        "expenditure.areas.items": spending.areas.items,
        "expenditure.commissioners.items": spending.commissioners.items,
        "expenditure.providers.items": spending.providers.items,
        "expenditure.output_units.items": spending.output_units.items if spending.output_units else (),
        "expenditure.impact.levels": spending.impact.levels if spending.impact else (),
        "expenditure.new_or_existing.items": spending.new_or_existing.items,
        "maturity.levels": planning_round.maturity.levels if planning_round.maturity else (),
        "maturity.changes": planning_round.maturity.changes if planning_round.maturity else (),
        "assurance.outcomes": planning_round.assurance.outcomes,
    }
    for number, metric in enumerate(planning_round.metrics.items):
        lists[f"metrics.items[{number}].inputs"] = metric.inputs
        lists[f"metrics.items[{number}].periods"] = metric.periods
    for where, items in lists.items():
        yield from _unique(f"{where}.code", [str(item.code) for item in items])
    sub_types = [sub.code for scheme_type in planning_round.scheme_types.items for sub in scheme_type.sub_types]
    yield from _unique("scheme_types.items.sub_types.code", sub_types)
    yield from _unique("sheets.items.kind", [sheet.kind for sheet in planning_round.sheets.items])
    # A spreadsheet takes "Cover" and "COVER" for the same sheet.
    yield from _unique("sheets.items.title", [sheet.title.casefold() for sheet in planning_round.sheets.items])
    yield from _unique("round.financial_years", planning_round.years)


_SHARES = {JointShare.NHS: Column.JOINT_NHS, JointShare.LA: Column.JOINT_LA}


def _ring_fences(planning_round: Round) -> Iterator[Problem]:
    for number, fence in enumerate(planning_round.ring_fences):
        where = f"ring_fences[{number}].counts"
        yield from _known(f"{where}.sources", fence.counts.sources, planning_round.sources)
        yield from _known(f"{where}.areas", fence.counts.areas or (), planning_round.areas)
        yield from _known(f"{where}.areas_except", fence.counts.areas_except, planning_round.areas)
        yield from _known(f"{where}.commissioners", fence.counts.commissioners or (), planning_round.commissioners)
        share = _SHARES.get(fence.counts.joint_share)
        if share and share not in planning_round.columns:
            needed = f"needs the column {share} in expenditure.columns, from which the share is taken"
            yield Problem(f"{where}.joint_share", needed, fence.counts.joint_share)


def _cover(planning_round: Round) -> Iterator[Problem]:
    """Fields and contacts share the cover, so no contact may have a field's code."""
    fields = [field.code for field in planning_round.cover.fields]
    for number, field in enumerate(planning_round.cover.fields):
        if field.required_when:
            others = [code for code in fields if code != field.code]
            yield from _known(f"cover.fields[{number}].required_when", [field.required_when[0]], others)
    roles = [role.code for role in planning_round.cover.contacts]
    for number, contact in enumerate(planning_round.cover.contacts):
        others = [code for code in roles if code != contact.code]
        yield from _known(f"cover.contacts[{number}].apart_from", contact.apart_from, others)
        if contact.code in fields:
            yield Problem(f"cover.contacts[{number}].code", "is the code of a field of the cover already", contact.code)


def _carries(planning_round: Round) -> Iterator[Problem]:
    """What is carried must arrive at something that this round has; the earlier round is not at hand here."""
    yield from _unique("carries.round", [carry.round for carry in planning_round.carries])
    for number, carry in enumerate(planning_round.carries):
        where = f"carries[{number}]"
        if carry.round == planning_round.id:
            yield Problem(f"{where}.round", "must be an earlier round, not this one", carry.round)
        for column, codes in carry.lists.items():
            if column not in planning_round.closed_lists:
                yield Problem(f"{where}.lists", "is not a column with a list of entries", column)
            else:
                yield from _known(f"{where}.lists.{column}", codes.values(), planning_round.closed_lists[column])
        asked = [question.code for question in planning_round.narrative.questions]
        yield from _known(f"{where}.questions", carry.questions.values(), asked)
        roles = [contact.code for contact in planning_round.cover.contacts]
        yield from _known(f"{where}.contacts", carry.contacts.values(), roles)


def _names(planning_round: Round) -> Iterator[Problem]:
    """Further names belong to what the round has."""
    if names := planning_round.names:
        yield from _known("names.sources", names.sources, planning_round.sources)
        yield from _known("names.ring_fences", names.ring_fences, [fence.code for fence in planning_round.ring_fences])
        yield from _known("names.metrics", names.metrics, planning_round.metric)


def _chapters(planning_round: Round) -> Iterator[Problem]:
    """A document leaves no question out, tells nothing twice, and holds no list that the round does not have."""
    narrative = planning_round.narrative
    if not narrative.chapters:
        return
    held = [entry for chapter in narrative.chapters for entry in chapter.holds]
    questions = [entry.question for entry in held if entry.question]
    asked = [question.code for question in narrative.questions]
    yield from _known("narrative.chapters.holds.question", questions, asked)
    yield from _unique("narrative.chapters.holds.question", questions)
    for code in asked:
        if code not in questions:
            yield Problem("narrative.chapters.holds.question", "is in no chapter; each question needs one", code)
    papers = [entry.paper.value for entry in held if entry.paper]
    there = [paper.value for paper in Paper if getattr(planning_round, paper.value) is not None]
    yield from _known("narrative.chapters.holds.paper", papers, there)
    yield from _unique("narrative.chapters.holds.paper", papers)


def _papers(planning_round: Round) -> Iterator[Problem]:
    if planning_round.milestones:
        begins, ends = planning_round.period
        if ends < begins:
            yield Problem("milestones.ends", f"must not be before the period begins, on {begins}", str(ends))
        yield from _unique("milestones.columns", planning_round.milestones.columns)
        yield from _unique("milestones.workstreams", planning_round.milestones.workstreams)
    if planning_round.documents:
        yield from _unique("documents.columns", planning_round.documents.columns)
    risks = planning_round.risks
    if risks and risks.bands and (highest := risks.bands.items[-1].least) > risks.scale**2:
        yield Problem("risks.bands.items", f"must start within the scores, which end at {risks.scale**2}", str(highest))


def _columns(planning_round: Round) -> Iterator[Problem]:
    spending = planning_round.expenditure
    needed = {Column.NAME, Column.SCHEME_TYPE, Column.AREA, Column.COMMISSIONER, Column.SOURCE, Column.AMOUNT}
    present = {spec.code for spec in spending.columns}
    for column in sorted(needed - present):
        yield Problem("expenditure.columns", f"must hold the column {column}, which totals and ring-fences are made of")
    if Column.IMPACT in present and spending.impact is None:
        yield Problem("expenditure.impact", "is missing, but the columns hold impact")
    if Column.OUTPUT_UNIT in present and spending.output_units is None:
        yield Problem("expenditure.output_units", "is missing, but the columns hold output_unit")
    units = [unit.code for unit in spending.output_units.items] if spending.output_units else []
    for number, scheme_type in enumerate(planning_round.scheme_types.items):
        yield from _known(f"scheme_types.items[{number}].units", scheme_type.units, units)


def _provenance(planning_round: Round) -> Iterator[Problem]:
    """Every source code, wherever it stands, is explained under ``references``."""

    def walk(value: object, where: str) -> Iterator[Problem]:
        if isinstance(value, dict):
            for code in value.get("source", ()) if "confidence" in value else ():
                yield from _known(f"{where}.source", [code], planning_round.references)
            for key, inner in value.items():
                yield from walk(inner, f"{where}.{key}" if where else str(key))
        elif isinstance(value, list | tuple):
            for number, inner in enumerate(value):
                yield from walk(inner, f"{where}[{number}]")

    yield from walk(planning_round.model_dump(), "")
