"""Addresses of this app."""

from django.urls import path

from schemes.views.actions import CopyRow, DeleteRow
from schemes.views.page import ExpenditurePage
from schemes.views.row import RowPage

EXPENDITURE = "plans/<str:board>/<str:round_id>/expenditure/"

urlpatterns = [
    path(EXPENDITURE, ExpenditurePage.as_view(), name="expenditure"),
    path(EXPENDITURE + "<slug:key>/", RowPage.as_view(), name="scheme"),
    path(EXPENDITURE + "<slug:key>/duplicate/", CopyRow.as_view(), name="scheme-copy"),
    path(EXPENDITURE + "<slug:key>/delete/", DeleteRow.as_view(), name="scheme-delete"),
]
