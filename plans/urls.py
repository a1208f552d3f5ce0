"""Addresses of this app."""

from django.urls import path

from plans.views.administration import AllocationsPage, AllocationsTemplate, NewestAllocations
from plans.views.attachments import AttachmentView
from plans.views.checks import ChecksView
from plans.views.cover import CoverPage
from plans.views.discussion import CommentPage, DiscussionPage, NewThread, ThreadPage
from plans.views.documents import DocumentsPage
from plans.views.home import Home, StartPlan
from plans.views.income import IncomePage
from plans.views.milestones import MilestonesPage
from plans.views.narrative import NarrativePage, QuestionPage
from plans.views.outputs import DownloadView, OutputsView
from plans.views.pictures import PicturesPage, PictureView
from plans.views.plan import PlanPage
from plans.views.reasons import ReasonPage
from plans.views.risks import RisksPage
from plans.views.rounds import RoundPage, RoundsPage
from plans.views.rules import RulePage, RulesPage
from plans.views.signing import PaperPage, SignPage
from plans.views.standing import SealedFileView, StandingPage
from plans.views.together import AgreementView, DutyPage, PresenceView
from plans.views.verifying import VerifyPage
from plans.views.writing import AutosaveView, PreviewView

PLAN = "plans/<str:board>/<str:round_id>/"

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path(PLAN, PlanPage.as_view(), name="plan"),
    path(PLAN + "start/", StartPlan.as_view(), name="start-plan"),
    path(PLAN + "cover/", CoverPage.as_view(), name="cover"),
    path(PLAN + "narrative/", NarrativePage.as_view(), name="narrative"),
    path(PLAN + "narrative/<str:question>/", QuestionPage.as_view(), name="narrative-question"),
    path(PLAN + "narrative/<str:question>/autosave/", AutosaveView.as_view(), name="narrative-autosave"),
    path(PLAN + "narrative/<str:question>/preview/", PreviewView.as_view(), name="narrative-preview"),
    path(PLAN + "pictures/", PicturesPage.as_view(), name="pictures"),
    path(PLAN + "pictures/<str:picture>/", PictureView.as_view(), name="picture"),
    path(PLAN + "income/", IncomePage.as_view(), name="income"),
    path(PLAN + "risks/", RisksPage.as_view(), name="risks"),
    path(PLAN + "milestones/", MilestonesPage.as_view(), name="milestones"),
    path(PLAN + "documents/", DocumentsPage.as_view(), name="documents"),
    path(PLAN + "checks/", ChecksView.as_view(), name="checks"),
    path(PLAN + "checks/<str:fingerprint>/", ReasonPage.as_view(), name="reason"),
    path(PLAN + "outputs/", OutputsView.as_view(), name="outputs"),
    path(PLAN + "outputs/<int:output>/", DownloadView.as_view(), name="download"),
    path(PLAN + "standing/", StandingPage.as_view(), name="standing"),
    path(PLAN + "sign/<str:place>/", SignPage.as_view(), name="sign"),
    path(PLAN + "sign/<str:place>/paper/", PaperPage.as_view(), name="sign-on-paper"),
    path(PLAN + "sealed/<int:file>/", SealedFileView.as_view(), name="sealed-file"),
    path(PLAN + "attachments/<int:attachment>/", AttachmentView.as_view(), name="attachment"),
    path(PLAN + "discussion/", DiscussionPage.as_view(), name="discussion"),
    path(PLAN + "discussion/new/", NewThread.as_view(), name="thread-new"),
    path(PLAN + "discussion/<int:thread>/", ThreadPage.as_view(), name="thread"),
    path(PLAN + "discussion/<int:thread>/<int:comment>/", CommentPage.as_view(), name="comment"),
    path(PLAN + "sections/<slug:section>/agreement/", AgreementView.as_view(), name="agreement"),
    path(PLAN + "sections/<slug:section>/owner/", DutyPage.as_view(), name="duty"),
    path(PLAN + "presence/", PresenceView.as_view(), name="presence"),
    path("rounds/", RoundsPage.as_view(), name="rounds"),
    path("rounds/<str:round_id>/", RoundPage.as_view(), name="round"),
    path("rounds/<str:round_id>/allocations/", AllocationsPage.as_view(), name="allocations"),
    path("rounds/<str:round_id>/allocations/empty.csv", AllocationsTemplate.as_view(), name="allocations-template"),
    path("rules/", RulesPage.as_view(), name="rules"),
    path("rules/<str:rule_id>/", RulePage.as_view(), name="rule"),
    path("verify/", VerifyPage.as_view(), name="verify"),
    path("allocations/", NewestAllocations.as_view(), name="allocations"),
]
