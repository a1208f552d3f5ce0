"""A plan's own page: how far each section is, what the money comes to, and where to go on."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from bcf.fund.balances import Figures, RequiredSpend
from bcf.fund.places import Section, section_title
from bcf.fund.round import Round
from bcf.fund.text import pounds
from plans.models import Plan
from plans.pages import PlanView
from plans.progress import SectionProgress, State
from plans.standing import Standing
from plans.together.duties import Duty, duties_of
from plans.together.panel import agreements_of, marks_of
from plans.together.partners import agreeing_bodies, is_partner, writes_for
from plans.workflow.waiting import waiting_for

_TONES = {
    State.NOT_STARTED: "",
    State.IN_PROGRESS: "app-status--note",
    State.PROBLEMS: "app-status--bad",
    State.COMPLETE: "app-status--good",
}


def status_html(part: SectionProgress) -> SafeString:
    """The state of a section as a tag."""
    return format_html('<span class="app-status {}">{}</span>', _TONES[part.state], part.words)


def to_be_confirmed(section: Section, planning_round: Round) -> bool:
    """Whether the round's block behind a section has not been read in a published document."""
    blocks = {
        Section.COVER: planning_round.cover,
        Section.NARRATIVE: planning_round.narrative,
        Section.INCOME: planning_round.funding_sources,
        Section.EXPENDITURE: planning_round.expenditure,
        Section.MATURITY: planning_round.maturity,
        Section.METRICS: planning_round.metrics,
        Section.REQUIREMENTS: planning_round.requirements,
        Section.RISKS: planning_round.risks,
        Section.MILESTONES: planning_round.milestones,
        Section.DOCUMENTS: planning_round.documents,
    }
    block = blocks[section]
    return block is not None and block.to_be_confirmed


def task_items(
    plan: Plan, sections: tuple[SectionProgress, ...], duties: Mapping[Section, Duty]
) -> list[dict[str, Any]]:
    """The sections as items of the Design System's task list, each with what is missing, its owner and due date."""
    return [
        {
            "title": {"html": _title(part.section, plan.round)},
            "href": reverse(part.section.value, args=plan.args),
            "hint": {"html": hint} if (hint := _hint(part, duties.get(part.section))) else None,
            "status": {"html": status_html(part)},
        }
        for part in sections
    ]


def _title(section: Section, planning_round: Round) -> SafeString:
    mark = SafeString(' <span class="app-tbc">to be confirmed</span>')
    return format_html(
        "{}{}", section_title(section, planning_round), mark if to_be_confirmed(section, planning_round) else ""
    )


def _hint(part: SectionProgress, duty: Duty | None) -> SafeString:
    late = 'app-status app-status--bad app-duty' if duty and duty.overdue else "app-duty"
    lines = [format_html('<span class="app-duty__missing">{}</span>', said)] if (said := _missing(part)) else []
    if duty and duty.owner:
        lines.append(format_html('<span class="app-duty">Owner: {}</span>', duty.owner))
    if duty and duty.when:
        lines.append(format_html('<span class="{}">{}</span>', late, duty.when))
    return format_html_join(" ", "{}", ((line,) for line in lines))


def _missing(part: SectionProgress) -> str:
    counts = (
        (part.blanks, "entry is still to be filled in", "entries are still to be filled in"),
        (part.notes, "point to explain or consider", "points to explain or consider"),
        (part.explained, "point stands with a reason", "points stand with a reason"),
    )
    said = [f"{number} {one if number == 1 else many}" for number, one, many in counts if number]
    return ", ".join(said)


def key_figures(figures: Figures) -> list[dict[str, str]]:
    """Pool, planned and left, over the whole round; per year in the note where the round has several."""
    years = figures.planning_round.years
    rows = (
        ("Income: the whole pool", figures.total_income),
        ("Planned expenditure", figures.total_planned),
        ("Left to plan", lambda year=None: figures.total_income(year) - figures.total_planned(year)),
    )
    return [
        {
            "label": label,
            "value": pounds(total()),
            "note": "; ".join(f"{year}: {pounds(total(year))}" for year in years) if len(years) > 1 else years[0],
        }
        for label, total in rows
    ]


def ring_fence_meters(figures: Figures) -> Iterator[dict[str, Any]]:
    """Every ring-fence and year as a meter."""
    names = {fence.code: fence for fence in figures.planning_round.ring_fences}
    several = len(figures.planning_round.years) > 1
    for spend in figures.required_spend:
        fence = names[spend.code]
        name = f"{fence.short_label}, {spend.year}" if several else fence.short_label
        tbc = fence.counts.to_be_confirmed or fence.minimum.to_be_confirmed
        yield {"code": spend.code, "name": name, "tbc": tbc, **_meter(spend)}


def _meter(spend: RequiredSpend) -> dict[str, Any]:
    if spend.minimum is None:
        return {"state": "near", "percent": 0, "verdict": "No minimum loaded yet",
                "note": f"{pounds(spend.planned)} planned; the minimum has not been loaded"}
    share = int(min(Decimal(100), 100 * spend.planned / spend.minimum)) if spend.minimum > 0 else 100
    verdict = f"Met, {pounds(spend.headroom)} above" if spend.met else f"Short by {pounds(spend.under_spend)}"
    return {"state": "met" if spend.met else "short", "percent": share, "verdict": verdict,
            "note": f"{pounds(spend.planned)} planned of at least {pounds(spend.minimum)}"}


class PlanPage(PlanView):
    """The task list."""

    template_name = "plans/plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = Standing(self.plan)
        return super().get_context_data(
            nav="My plans",
            standing=standing,
            tasks=task_items(self.plan, standing.sections, _duties(self.plan, standing.sections)),
            **self._together(standing.sections),
            key_figures=key_figures(standing.figures),
            ring_fences=list(ring_fence_meters(standing.figures)),
            references=_references(self.round),
            waiting=waiting_for(self.request.user, [self.plan]),  # type: ignore[arg-type]
            **kwargs,
        )


    def _together(self, sections: tuple[SectionProgress, ...]) -> dict[str, Any]:
        """Who agreed with which section, and how much is being discussed."""
        user: Any = self.request.user
        bodies, agreements, own = agreeing_bodies(self.plan), agreements_of(self.plan), writes_for(user, self.plan)
        partner = is_partner(user, self.plan)
        return {
            "bodies": bodies,
            "agreed": [
                {"title": section_title(part.section, self.round),
                 "href": reverse(part.section.value, args=self.plan.args),
                 "marks": marks_of(bodies, agreements.get(part.section.value, ()), own)}
                for part in sections
            ],
            "is_partner": partner,
            "discussed": self.plan.threads.filter(resolved_at__isnull=True).count() if partner else 0,
        }  # fmt: skip


def _duties(plan: Plan, sections: tuple[SectionProgress, ...]) -> dict[Section, Duty]:
    stored = duties_of(plan)
    return {
        part.section: Duty(row.owner, row.due, part.state is State.COMPLETE)
        for part in sections if (row := stored.get(part.section.value))
    }  # fmt: skip


def _references(planning_round: Round) -> list[dict[str, str]]:
    return [{"code": code, "text": text} for code, text in planning_round.references.items()]
