"""Boards and bodies, people and roles, the plan and what of it is not a section of its own app, and its jobs."""

from plans.models.allocations import Allocation
from plans.models.bodies import Board, BoardBody, Organisation
from plans.models.entries import Answer, BreakdownLine, Contact, ContributionLine, Risk
from plans.models.jobs import CheckResult, Job, Output, Snapshot
from plans.models.papers import Milestone, ReferenceDocument
from plans.models.people import Appointment, Role, User
from plans.models.pictures import Picture
from plans.models.plan import Plan
from plans.models.versioned import Conflict, Versioned
from plans.models.years import Decision, RollForward, Slippage, Uncarried

__all__ = [
    "Allocation",
    "Answer",
    "Appointment",
    "Board",
    "BoardBody",
    "BreakdownLine",
    "CheckResult",
    "Conflict",
    "Contact",
    "ContributionLine",
    "Decision",
    "Job",
    "Milestone",
    "Organisation",
    "Output",
    "Picture",
    "Plan",
    "ReferenceDocument",
    "Risk",
    "Role",
    "RollForward",
    "Slippage",
    "Snapshot",
    "Uncarried",
    "User",
    "Versioned",
]
