"""Addresses of this app."""

from django.urls import path

from assurance.views.requirements import RequirementsPage
from plans.urls import PLAN

urlpatterns = [
    path(PLAN + "requirements/", RequirementsPage.as_view(), name="requirements"),
]
