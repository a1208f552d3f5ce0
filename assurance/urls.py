"""Addresses of this app."""

from django.urls import path

from assurance.views.decision import DecisionPage, LetterView
from assurance.views.desk import DeskPage
from assurance.views.moderation import ModerationPage
from assurance.views.public import PublicFile, PublicPlan, PublicPlans
from assurance.views.queries import QueriesPage, QueryPage
from assurance.views.recommendation import RecommendationPage
from assurance.views.requirements import RequirementsPage
from assurance.views.returning import ReturnPage
from assurance.views.review import RequirementPage, ReviewPage
from assurance.views.since import SincePage
from plans.urls import PLAN

urlpatterns = [
    path("desk/", DeskPage.as_view(), name="desk"),
    path(PLAN + "requirements/", RequirementsPage.as_view(), name="requirements"),
    path(PLAN + "recommendation/", RecommendationPage.as_view(), name="recommendation"),
    path(PLAN + "decision/", DecisionPage.as_view(), name="decision"),
    path(PLAN + "decision/letters/<int:event>/", LetterView.as_view(), name="decision-letter"),
    path("moderation/", ModerationPage.as_view(), name="moderation"),
    path("public/", PublicPlans.as_view(), name="public-plans"),
    path("public/<str:board>/<str:round_id>/", PublicPlan.as_view(), name="public-plan"),
    path("public/<str:board>/<str:round_id>/record.<str:ending>", PublicFile.as_view(), name="public-file"),
    path(PLAN + "review/", ReviewPage.as_view(), name="review"),
    path(PLAN + "review/<str:requirement>/", RequirementPage.as_view(), name="review-requirement"),
    path(PLAN + "queries/", QueriesPage.as_view(), name="queries"),
    path(PLAN + "queries/<int:query>/", QueryPage.as_view(), name="query"),
    path(PLAN + "return/", ReturnPage.as_view(), name="return"),
    path(PLAN + "since/", SincePage.as_view(), name="since"),
]
