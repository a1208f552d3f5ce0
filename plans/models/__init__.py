"""Boards and bodies, people and roles, the plan and what of it is not a section of its own app, and its jobs."""

from plans.models.agreements import Agreement
from plans.models.allocations import Allocation
from plans.models.bodies import Board, BoardBody, Organisation
from plans.models.discussion import Comment, Thread
from plans.models.duties import SectionDuty
from plans.models.entries import Answer, BreakdownLine, Contact, ContributionLine, Risk
from plans.models.jobs import CheckResult, Job, Output, Snapshot
from plans.models.looks import Look
from plans.models.papers import Milestone, ReferenceDocument
from plans.models.people import Appointment, Role, User
from plans.models.pictures import Picture
from plans.models.plan import Plan
from plans.models.presence import Presence
from plans.models.promotions import Promotion
from plans.models.reasons import Reason
from plans.models.versioned import Conflict, Versioned
from plans.models.workflow import Attachment, Event, Seal, SealedFile, Signature
from plans.models.years import Decision, RollForward, Slippage, Uncarried

__all__ = [
    "Agreement",
    "Allocation",
    "Answer",
    "Appointment",
    "Attachment",
    "Board",
    "BoardBody",
    "BreakdownLine",
    "CheckResult",
    "Comment",
    "Conflict",
    "Contact",
    "ContributionLine",
    "Decision",
    "Event",
    "Job",
    "Look",
    "Milestone",
    "Organisation",
    "Output",
    "Picture",
    "Plan",
    "Presence",
    "Promotion",
    "Reason",
    "ReferenceDocument",
    "Risk",
    "Role",
    "RollForward",
    "Seal",
    "SealedFile",
    "SectionDuty",
    "Signature",
    "Slippage",
    "Snapshot",
    "Thread",
    "Uncarried",
    "User",
    "Versioned",
]
