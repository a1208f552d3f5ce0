"""Checking a plan as it stands, and keeping the findings under the digest they belong to."""

from collections import OrderedDict
from threading import Lock

from bcf.fund.document import PlanDocument
from bcf.fund.findings import Finding
from bcf.fund.round import Round
from bcf.fund.rules import RULE_SET, Background, Checked
from plans import running
from plans.assembling import assemble, one_moment
from plans.background import background_of
from plans.models import CheckResult, Job, Plan

REMEMBERED = 64
"""How many plans a process remembers as they were last checked."""

_last: "OrderedDict[int, Checked]" = OrderedDict()
_lock = Lock()


def rule_set_of(planning_round: Round, background: Background) -> str:
    """What findings depend on beside the plan: the rules, the round, and what the plan is held against."""
    return f"{RULE_SET} {planning_round.digest[:16]} {background.digest[:16]}"


def findings_now(plan: Plan, document: PlanDocument, background: Background) -> tuple[Finding, ...]:
    """What the rules find in this document of the plan.

    This process remembers how it last checked the plan, and looks only at what has changed since.
    """
    with _lock:
        before = _last.get(plan.pk)
    planning_round = plan.round
    checked = before.again(planning_round, document, background) if before else Checked.of(
        planning_round, document, background
    )
    with _lock:
        _last[plan.pk] = checked
        _last.move_to_end(plan.pk)
        while len(_last) > REMEMBERED:
            _last.popitem(last=False)
    return checked.findings


def check(job: Job) -> None:
    """Check the job's plan as it stands now."""
    running.report(job, 10, "Reading the plan")
    with one_moment():
        document, background = assemble(job.plan), background_of(job.plan)
    running.report(job, 40, "Checking the plan")
    findings = findings_now(job.plan, document, background)
    CheckResult.objects.update_or_create(
        plan=job.plan,
        digest=document.digest,
        rule_set=rule_set_of(job.plan.round, background),
        defaults={"findings": [finding.model_dump(mode="json") for finding in findings]},
    )


def result_for(plan: Plan, digest: str) -> CheckResult | None:
    """The result for exactly that document under the rules, round and background as they are now, if there is one."""
    rule_set = rule_set_of(plan.round, background_of(plan))
    return CheckResult.objects.filter(plan=plan, digest=digest, rule_set=rule_set).first()


def findings_of(result: CheckResult) -> list[Finding]:
    """The findings of a kept result."""
    return [Finding.model_validate(item) for item in result.findings]
