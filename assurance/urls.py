"""Addresses of this app."""

from django.urls import path

from assurance.views.decision import DecisionPage, LetterView
from assurance.views.moderation import ModerationPage
from assurance.views.public import PublicFile, PublicPlan, PublicPlans
from assurance.views.recommendation import RecommendationPage
from assurance.views.requirements import RequirementsPage
from plans.urls import PLAN

urlpatterns = [
    path(PLAN + "requirements/", RequirementsPage.as_view(), name="requirements"),
    path(PLAN + "recommendation/", RecommendationPage.as_view(), name="recommendation"),
    path(PLAN + "decision/", DecisionPage.as_view(), name="decision"),
    path(PLAN + "decision/letters/<int:event>/", LetterView.as_view(), name="decision-letter"),
    path("moderation/", ModerationPage.as_view(), name="moderation"),
    path("public/", PublicPlans.as_view(), name="public-plans"),
    path("public/<str:board>/<str:round_id>/", PublicPlan.as_view(), name="public-plan"),
    path("public/<str:board>/<str:round_id>/record.<str:ending>", PublicFile.as_view(), name="public-file"),
]
