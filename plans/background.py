"""What a plan is checked against from outside it: the plan before, and which rules on trial have been promoted."""

from collections.abc import Sequence
from functools import lru_cache

from bcf.fund.document import PlanDocument
from bcf.fund.rules import Background
from plans.assembling import assemble_all
from plans.models import Plan, Promotion, RollForward
from plans.years import earlier_rounds


def background_of(plan: Plan) -> Background:
    """What this plan is checked against."""
    return backgrounds_of([plan])[plan.pk]


def backgrounds_of(plans: Sequence[Plan]) -> dict[int, Background]:
    """What several plans are checked against, by primary key; the number of queries does not grow with them.

    The plan before is the one that a plan was carried forward from, as it stood then, or else the board's nearest
    earlier plan as it stands now. One without schemes says nothing about what was planned, so it does not count.
    """
    promoted, before = promoted_rules(), _plans_before(plans)
    result = {}
    for plan in plans:
        previous, document = before.get(plan.pk, (None, None))
        known = previous is not None and document is not None and bool(document.schemes)
        result[plan.pk] = Background(
            previous=document if known else None, previous_round=previous.round if known and previous else None,
            promoted=promoted,
        )  # fmt: skip
    return result


def promoted_rules() -> frozenset[str]:
    """The ids of the rules on trial that count in full."""
    return frozenset(Promotion.objects.values_list("rule", flat=True))


def _plans_before(plans: Sequence[Plan]) -> dict[int, tuple[Plan, PlanDocument]]:
    carried = RollForward.objects.filter(plan__in=plans).select_related("snapshot__plan__board")
    found = {
        record.plan_id: (record.snapshot.plan, _document(record.snapshot.digest, record.snapshot.content))
        for record in carried
    }
    nearest = _nearest([plan for plan in plans if plan.pk not in found])
    documents = assemble_all(list(nearest.values())) if nearest else {}
    return found | {pk: (plan, documents[plan.pk]) for pk, plan in nearest.items()}


def _nearest(plans: Sequence[Plan]) -> dict[int, Plan]:
    """The board's nearest earlier plan of each plan that has one."""
    wanted = {plan.pk: [planning_round.id for planning_round in earlier_rounds(plan.round)] for plan in plans}
    rounds = {round_id for earlier in wanted.values() for round_id in earlier}
    if not rounds:
        return {}
    boards = {plan.board_id for plan in plans}
    held = {
        (other.board_id, other.round_id): other
        for other in Plan.objects.filter(board__in=boards, round_id__in=rounds).select_related("board")
    }
    result = {}
    for plan in plans:
        keys = ((plan.board_id, round_id) for round_id in wanted[plan.pk])
        nearest = next((held[key] for key in keys if key in held), None)
        if nearest is not None:
            result[plan.pk] = nearest
    return result


@lru_cache(maxsize=64)
def _document(digest: str, content: str) -> PlanDocument:
    """A snapshot read. It never changes, and reading it takes longer than checking the plan."""
    return PlanDocument.from_json(content)
