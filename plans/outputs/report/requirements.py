"""Planning requirements: what each asks, the area's answer with its evidence, and for a No what is done about it."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from bcf.fund.document import RequirementAnswer
from bcf.fund.round import Requirement
from bcf.fund.text import pounds
from plans.outputs.report.dates import day
from plans.outputs.report.subject import Part, Subject
from plans.outputs.report.summary import result_of
from plans.outputs.report.tables import NOT_GIVEN, Head, Row, Table, given, prose

ANSWERS = {"yes": "Yes", "no": "No"}


@dataclass(frozen=True)
class Shown:
    """A requirement with its answer. ``figures`` say how the ring-fence behind it stands."""

    anchor: str
    title: str
    ask: str
    answer: str
    figures: tuple[str, ...]
    evidence: SafeString
    action: SafeString | None
    due: str

    @property
    def short(self) -> bool:
        """Whether the requirement is better moved to the next page than divided."""
        return len(self.evidence) + len(self.action or "") < 1500


@dataclass(frozen=True)
class Answers:
    overview: Table
    items: tuple[Shown, ...]


def requirements(subject: Subject) -> Part:
    """The part of the report on planning requirements."""
    answers = {answer.code: answer for answer in subject.plan.requirements}
    items = tuple(
        _shown(subject, item, answers.get(item.code, RequirementAnswer(code=item.code)))
        for item in subject.planning_round.requirements.items
    )
    rows = tuple(
        Row((item.code, item.ask, shown.answer))
        for item, shown in zip(subject.planning_round.requirements.items, items, strict=True)
    )
    heads = (Head("Code", 0.7), Head("What is asked", 5), Head("Met", 1.2))
    overview = Table("Planning requirements at a glance", heads, rows)
    return Part("requirements", "Planning requirements", "report/requirements.html", Answers(overview, items))


def _shown(subject: Subject, item: Requirement, answer: RequirementAnswer) -> Shown:
    conditions = {condition.code: condition.title for condition in subject.planning_round.conditions.items}
    theme = f"{item.theme}: {conditions[item.theme]}" if item.theme in conditions else item.theme
    figures = tuple(
        f"{spend.year}: planned {pounds(spend.planned)}"
        + ("; no minimum loaded" if spend.minimum is None else f" against {pounds(spend.minimum)}. {result_of(spend)}.")
        for spend in subject.figures.required_spend
        if spend.code == item.ring_fence
    )
    wants_action = answer.met == "no" or bool(answer.action.strip()) or answer.due is not None
    return Shown(
        anchor=f"requirement-{item.code}",
        title=f"{item.code}. {theme}",
        ask=item.ask,
        answer=ANSWERS.get(answer.met, NOT_GIVEN),
        figures=figures,
        evidence=prose(answer.evidence, 4),
        action=prose(answer.action, 4) if wants_action else None,
        due=given(day(answer.due) if answer.due else ""),
    )
