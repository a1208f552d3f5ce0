"""Leicester's plan as it would be on the last day, with nothing left open, and the people around it."""

import datetime
from dataclasses import dataclass
from typing import Any

from bcf.fund.document import BodyKind, PlanDocument
from plans import explaining
from plans.models import Plan, Role, Seal, SealedFile, User
from plans.running import claim
from plans.standing import Standing
from plans.workflow import files
from plans.workflow.sealing import seal
from plans.workflow.signing import Delegation, sign
from plans.workflow.submitting import submit
from plans.workflow.whose import places_of
from tests import factories

DELEGATION = Delegation("The chair of the board", "Scheme of delegation", datetime.date(2099, 5, 1))
POSTS = {
    "hwb_chair": "Chair of the board", "ccg_officer": "Accountable officer of the CCG",
    "chief_executive": "Chief executive of the council", "dass": "Director of adult social services",
    "bcf_lead": "Lead official for the fund", "section_151": "Section 151 officer of the council",
}  # fmt: skip
COMMENTS = {
    "NEA": "Home visits by clinicians and a rapid response within two hours keep people from being admitted.",
    "DTOC": "The Winter Pressures Grant pays for care at home and for discharge over the winter.",
    "RES": "Reablement first: nobody moves into a care home from a hospital bed without it.",
    "REA": "Therapists of the NHS and staff of the council plan each package together.",
}


def finished_document() -> PlanDocument:
    """Leicester's published plan with what it leaves blank filled in; one finding is left that needs a reason."""
    content = factories.leicester_document().as_json()
    content["cover"] = {
        "completed_by": "Head of integration", "email": "integration@leicester.example", "phone": "0116 496 0000",
        "signed_off_by": "The chair of the board", "sign_off_later": "no",
    }  # fmt: skip
    content["contacts"] = [
        {"role": post, "name": name, "email": f"{post}@leicester.example"} for post, name in POSTS.items()
    ]
    content["narrative"] |= {
        "b_i": "Council and CCG commission together through one board, with practices and voluntary organisations.",
        "b_ii": "Housing, public health and transport take part in planning adaptations and safe homes.",
    }
    content["maturity"] = [entry | {"current": "established"} for entry in content["maturity"]]
    there = {entry["code"]: entry for entry in content["metrics"]}
    content["metrics"] = [{"code": code, **there.get(code, {}), "comment": said} for code, said in COMMENTS.items()]
    return PlanDocument.model_validate(content)


def finished() -> Plan:
    """The same plan stored, every finding that needs a reason with one."""
    plan = factories.plan_from(finished_document())
    author = factories.author_of(plan)
    explain_all(plan, author)
    return plan


def explain_all(plan: Plan, author: User) -> None:
    """Give a reason for whatever may stand with one."""
    for finding in Standing(plan).open_findings:
        explaining.give(plan, finding, "The published plan has it so.", author, before=None, version=0)


@dataclass(frozen=True)
class Cast:
    """The people of the story."""

    author: User
    nhs_author: User
    chief_executive: User
    accountable_officer: User
    chair: User
    nhs_assurer: User
    local_assurer: User
    manager: User
    national: User

    def signatories(self) -> dict[str, User]:
        """Who signs in which place."""
        return {
            "hwb_chair": self.chair,
            "chief_executive-E06000016": self.chief_executive,
            "ccg_officer-04C": self.accountable_officer,
        }


def cast(plan: Plan) -> Cast:
    """Somebody for every role around the plan."""
    council = plan.board.bodies.get(kind=BodyKind.LA)
    ccg = plan.board.bodies.get(kind=BodyKind.NHS)
    region: Any = {"region": plan.board.region}
    return Cast(
        author=factories.person(Role.AUTHOR, of=council),
        nhs_author=factories.person(Role.AUTHOR, of=ccg),
        chief_executive=factories.person(Role.SIGNATORY, of=council),
        accountable_officer=factories.person(Role.SIGNATORY, of=ccg),
        chair=factories.person(Role.CHAIR, of=council),
        nhs_assurer=factories.person(Role.NHS_ASSURER, **region),
        local_assurer=factories.person(Role.LOCAL_ASSURER, **region),
        manager=factories.person(Role.BETTER_CARE_MANAGER, **region),
        national=factories.person(Role.NATIONAL),
    )


def make_files(sealed: Seal) -> None:
    """Do what the worker does for a sealed version. It takes seconds."""
    waiting = sealed.plan.jobs.get(kind="seal", key=sealed.digest)
    job = claim(str(waiting.pk))
    assert job is not None
    files.make(job)


def put_files(sealed: Seal) -> None:
    """Keep files for a sealed version, of other content, for who does not look into them."""
    for kind in SealedFile.Kind:
        files.keep(sealed, kind, f"{kind} of {sealed.digest}".encode())


def sealed(plan: Plan, people: Cast) -> Seal:
    """The plan sealed, its files made."""
    made = seal(plan, people.author)
    put_files(made)
    return made


def signed(plan: Plan, people: Cast) -> Seal:
    """The plan sealed and signed in every place."""
    made = sealed(plan, people)
    for place in places_of(made):
        sign(plan, people.signatories()[place.key], place.key, digest=made.digest, job_title="Holder of the post")
    return made


def submitted(plan: Plan, people: Cast) -> Seal:
    """The plan sealed, signed and submitted."""
    made = signed(plan, people)
    submit(plan, people.author)
    return made
