"""The rounds of this site and what each asks, for everybody who signs in. All of it read from the round file."""

import re
from typing import Any

from django.http import Http404
from django.views.generic import TemplateView

from bcf.fund.base import Confidence, Sourced
from bcf.fund.places import Section, sections_of
from bcf.fund.round import (
    Breakdown,
    CoverField,
    Item,
    JointShare,
    Metric,
    Payer,
    RingFence,
    Round,
    SchemeType,
    SubType,
)
from plans.access import is_administrator
from plans.rounds import all_rounds
from plans.views.round_papers import band_words, chapter_words, listed, papers_asked, source_words

PAYERS = {Payer.LA: "Council", Payer.NHS: "NHS"}
BREAKDOWNS = {Breakdown.NONE: "Not broken down", Breakdown.NHS_BODY: "NHS body", Breakdown.DISTRICT: "District"}
JOINT = {
    JointShare.FULL: "a joint row counts whole",
    JointShare.NHS: "of a joint row its NHS share counts",
    JointShare.LA: "of a joint row its council share counts",
    JointShare.NONE: "a joint row does not count",
}


class RoundsPage(TemplateView):
    """Every round of this site, newest first."""

    template_name = "plans/rounds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rounds = [{"round": item, "sections": len(sections_of(item)), "years": listed(item.years)}
                  for item in all_rounds().values()]
        return super().get_context_data(nav="Rounds", rounds=rounds, **kwargs)


class RoundPage(TemplateView):
    """What one round asks, block by block, with where each block comes from."""

    template_name = "plans/round.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            planning_round = all_rounds()[self.kwargs["round_id"]]
        except KeyError:
            raise Http404("There is no such round") from None
        return super().get_context_data(
            nav="Rounds",
            planning_round=planning_round,
            years=listed(planning_round.years),
            contents=contents(planning_round),
            provenance=provenance(planning_round),
            references=planning_round.references.items(),
            dates=[{"date": item, "from": source_words(item)} for item in planning_round.dates],
            sources=[{"source": item, "payer": PAYERS[item.payer], "breakdown": BREAKDOWNS[item.breakdown]}
                     for item in planning_round.funding_sources.items],
            lists=_lists(planning_round),
            requirements=_requirements(planning_round),
            fences=[fence_words(planning_round, fence) for fence in planning_round.ring_fences],
            subtotals=[{"label": item.label, "of": listed(planning_round.sources[code].label for code in item.sources)}
                       for item in planning_round.funding_sources.subtotals],
            scheme_types=[_scheme_type(planning_round, item) for item in planning_round.scheme_types.items],
            metrics=[{"metric": item, "formula": formula_words(item),
                      "loaded": "; ".join(entry.label for entry in item.inputs if entry.allocated)}
                     for item in planning_round.metrics.items],
            cover=[{"field": item, "when": _when(planning_round, item)} for item in planning_round.cover.fields],
            chapters=chapter_words(planning_round),
            bands=band_words(planning_round),
            papers=papers_asked(planning_round),
            may_load=is_administrator(self.request.user),
            **kwargs,
        )


def contents(planning_round: Round) -> list[tuple[str, str]]:
    """The blocks that this round has, as fragment and title."""
    maturity = planning_round.maturity
    blocks = [
        ("dates", "Timetable", planning_round.dates),
        ("conditions", "National conditions", True),
        ("requirements", "Planning requirements", True),
        ("funding-sources", "Funding sources", True),
        ("ring-fences", "Ring-fences", planning_round.ring_fences),
        ("expenditure", "Expenditure", True),
        ("scheme-types", "Scheme types", True),
        ("metrics", "Metrics", True),
        ("maturity", maturity.short_title if maturity else "", maturity),
        ("narrative", "Narrative", True),
        ("risks", "Risk log", Section.RISKS in sections_of(planning_round)),
        *((paper["fragment"], paper["title"], True) for paper in papers_asked(planning_round)),
        ("cover", "Cover and contacts", True),
        ("signatories", "Signatories", True),
        ("assurance", "Outcomes of assurance", True),
        ("workbook", "Sheets of the workbook", True),
        ("references", "Sources", True),
    ]
    return [(fragment, title) for fragment, title, there in blocks if there]


def provenance(planning_round: Round) -> dict[str, dict[str, Any]]:
    """Where each block comes from and how far it can be trusted, by fragment of its heading."""
    spending = planning_round.expenditure
    blocks: dict[str, Sourced | None] = {
        "round": planning_round.round, "conditions": planning_round.conditions,
        "requirements": planning_round.requirements, "funding_sources": planning_round.funding_sources,
        "expenditure": spending, "areas": spending.areas, "commissioners": spending.commissioners,
        "providers": spending.providers, "output_units": spending.output_units, "impact": spending.impact,
        "new_or_existing": spending.new_or_existing, "scheme_types": planning_round.scheme_types,
        "metrics": planning_round.metrics, "maturity": planning_round.maturity,
        "narrative": planning_round.narrative, "risks": planning_round.risks, "cover": planning_round.cover,
        "signatories": planning_round.signatories, "assurance": planning_round.assurance,
        "sheets": planning_round.sheets,
        "bands": planning_round.risks.bands if planning_round.risks else None,
    }  # fmt: skip
    return {name: source_words(block) for name, block in blocks.items() if block is not None}


def _requirements(planning_round: Round) -> list[dict[str, Any]]:
    """Requirements under their themes, a theme that is a condition under the condition's title."""
    titles = {condition.code: f"{condition.code}: {condition.title}" for condition in planning_round.conditions.items}
    themes: dict[str, dict[str, Any]] = {}
    for item in planning_round.requirements.items:
        theme = themes.setdefault(item.theme, {"title": titles.get(item.theme, item.theme), "items": []})
        theme["items"].append(item)
    return list(themes.values())


def fence_words(planning_round: Round, fence: RingFence) -> dict[str, Any]:
    """A ring-fence with its rule in words."""
    counts, areas, sides = fence.counts, planning_round.areas, planning_round.commissioners
    rules = [f"Money from {listed([planning_round.sources[code].label for code in counts.sources])}"]
    if counts.areas is not None:
        rules.append(f"spent in the area {listed([areas[code].label for code in counts.areas])}")
    if counts.areas_except:
        rules.append(f"spent in any area but {listed([areas[code].label for code in counts.areas_except])}")
    if counts.commissioners is not None:
        rules.append(f"commissioned by {listed([sides[code].label for code in counts.commissioners])}")
    else:
        rules.append("whoever commissions it")
    return {"fence": fence, "counts": f"{', '.join(rules)}; {JOINT[counts.joint_share]}.",
            "counts_source": source_words(counts), "minimum_source": source_words(fence.minimum)}


def _lists(planning_round: Round) -> list[dict[str, Any]]:
    """The closed lists of the expenditure, in the order of the round file."""
    spending = planning_round.expenditure
    impact: Any = spending.impact
    lists: list[tuple[str, Any, Any]] = [
        ("Areas of spend", spending.areas, spending.areas.items),
        ("Commissioners", spending.commissioners, spending.commissioners.items),
        ("Providers", spending.providers, spending.providers.items),
        ("Output units", spending.output_units, spending.output_units and spending.output_units.items),
        (f"Impact on {listed(impact.metrics)}" if impact else "", impact, impact and impact.levels),
        ("New or existing", spending.new_or_existing, spending.new_or_existing.items),
    ]
    return [{"title": title, "from": source_words(block), "items": [_item(item) for item in items]}
            for title, block, items in lists if block]


def _item(item: Item | SubType, words: str = "") -> dict[str, Any]:
    """An entry of a closed list with its own provenance, where that differs from the list's."""
    confidence = item.confidence
    tbc = confidence is not None and confidence not in (Confidence.VERIFIED, Confidence.DERIVED)
    return {"label": item.label, "note": item.note, "tbc": tbc, "words": " ".join(filter(None, [words, item.note]))}


def _scheme_type(planning_round: Round, item: SchemeType) -> dict[str, Any]:
    units = planning_round.expenditure.output_units
    labels = {unit.code: unit.label for unit in units.items} if units else {}
    words = []
    if item.needs_text:
        words.append("Needs a text that says what it is.")
    if item.outputs:
        asked = listed([labels[code] for code in item.units if code in labels])
        words.append(f"Asks for planned outputs{f' in {asked}' if asked else ''}.")
    tbc = item.confidence is not None and item.confidence not in (Confidence.VERIFIED, Confidence.DERIVED)
    return {"type": item, "tbc": tbc, "words": " ".join([*words, item.note]).strip(),
            "sub_types": [_item(sub, _sub_type_words(item, sub)) for sub in item.sub_types]}


def _sub_type_words(scheme_type: SchemeType, sub_type: SubType) -> str:
    """Where a sub-type asks for something else than its scheme type."""
    words = ["Needs a text that says what it is."] if sub_type.needs_text else []
    if scheme_type.outputs and not scheme_type.needs_outputs(sub_type.code):
        words.append("No outputs are asked for.")
    if not scheme_type.outputs and scheme_type.needs_outputs(sub_type.code):
        words.append("Asks for planned outputs.")
    return " ".join(words)


def formula_words(metric: Metric) -> str:
    """A metric's formula with its inputs named; empty for a metric told in words only."""
    labels = {entry.code: entry.label for entry in metric.inputs}
    text = re.sub(r"[a-z_]\w*", lambda found: labels.get(found[0], found[0]), metric.formula)
    text = re.sub(r"(?<![\w.])\d{4,}(?![\w.])", lambda found: f"{int(found[0]):,}", text)
    return text.replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")


def _when(planning_round: Round, item: CoverField) -> str:
    """When a cover field must be filled in."""
    if item.required_when:
        code, answer = item.required_when
        label = next((field.label for field in planning_round.cover.fields if field.code == code), code)
        return f"If the answer to “{label}” is {answer}"
    return "Always" if item.required else "If you wish"
