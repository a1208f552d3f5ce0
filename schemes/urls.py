"""Addresses of this app."""

from django.urls import path

from schemes.views.actions import CopyRow, DeleteRow
from schemes.views.beside import BesideFile, BesidePage
from schemes.views.deciding import LineByLine, NotCarried
from schemes.views.funds import PooledFundsPage
from schemes.views.history import RedoView, UndoView
from schemes.views.many_payers import ManyPayers
from schemes.views.page import ExpenditurePage
from schemes.views.paste import PasteView
from schemes.views.payers import PayersOfRow
from schemes.views.rolling import RollPage
from schemes.views.row import RowPage
from schemes.views.rows import BulkView, FillDown, MoveRow
from schemes.views.slippage import SlippagePage

PLAN = "plans/<str:board>/<str:round_id>/"
EXPENDITURE = PLAN + "expenditure/"
CHANGES = EXPENDITURE + "changes/"

urlpatterns = [
    path(EXPENDITURE, ExpenditurePage.as_view(), name="expenditure"),
    path(CHANGES + "rows/", BulkView.as_view(), name="expenditure-rows"),
    path(CHANGES + "fill/", FillDown.as_view(), name="expenditure-fill"),
    path(CHANGES + "paste/", PasteView.as_view(), name="expenditure-paste"),
    path(CHANGES + "undo/", UndoView.as_view(), name="expenditure-undo"),
    path(CHANGES + "redo/", RedoView.as_view(), name="expenditure-redo"),
    path(EXPENDITURE + "<slug:key>/", RowPage.as_view(), name="scheme"),
    path(EXPENDITURE + "<slug:key>/duplicate/", CopyRow.as_view(), name="scheme-copy"),
    path(EXPENDITURE + "<slug:key>/move/", MoveRow.as_view(), name="scheme-move"),
    path(EXPENDITURE + "<slug:key>/delete/", DeleteRow.as_view(), name="scheme-delete"),
    path(EXPENDITURE + "<slug:key>/payers/", PayersOfRow.as_view(), name="scheme-payers"),
    path(PLAN + "pooled-funds/", PooledFundsPage.as_view(), name="pooled-funds"),
    path(PLAN + "pooled-funds/rows/", ManyPayers.as_view(), name="many-payers"),
    path(PLAN + "beside-last-year/", BesidePage.as_view(), name="beside"),
    path(PLAN + "beside-last-year/schemes.csv", BesideFile.as_view(), name="beside-csv"),
    path(PLAN + "roll-forward/", RollPage.as_view(), name="roll-forward"),
    path(PLAN + "line-by-line/", LineByLine.as_view(), name="line-by-line"),
    path(PLAN + "not-carried/", NotCarried.as_view(), name="not-carried"),
    path(PLAN + "slippage/", SlippagePage.as_view(), name="slippage"),
]
