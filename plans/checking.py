"""Checking a plan as it stands, and keeping the findings under the digest they belong to."""

from bcf.fund.findings import Finding
from bcf.fund.round import Round
from bcf.fund.rules import RULE_SET, check_plan
from plans import running
from plans.assembling import assemble
from plans.models import CheckResult, Job, Plan


def rule_set_of(planning_round: Round) -> str:
    """What findings depend on beside the plan: the version of the rules and the content of the round."""
    return f"{RULE_SET} {planning_round.digest[:16]}"


def check(job: Job) -> None:
    """Check the job's plan as it stands now."""
    running.report(job, 10, "Reading the plan")
    document = assemble(job.plan)
    running.report(job, 40, "Checking the plan")
    findings = check_plan(job.plan.round, document)
    CheckResult.objects.update_or_create(
        plan=job.plan,
        digest=document.digest,
        rule_set=rule_set_of(job.plan.round),
        defaults={"findings": [finding.model_dump(mode="json") for finding in findings]},
    )


def result_for(plan: Plan, digest: str) -> CheckResult | None:
    """The result for exactly that document under the rules and round as they are now, if there is one."""
    return CheckResult.objects.filter(plan=plan, digest=digest, rule_set=rule_set_of(plan.round)).first()


def findings_of(result: CheckResult) -> list[Finding]:
    """The findings of a kept result."""
    return [Finding.model_validate(item) for item in result.findings]
