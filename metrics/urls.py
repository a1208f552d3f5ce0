"""Addresses of this app."""

from django.urls import path

from metrics.views import MaturityPage, MetricsPage, MetricValue
from plans.urls import PLAN

urlpatterns = [
    path(PLAN + "maturity/", MaturityPage.as_view(), name="maturity"),
    path(PLAN + "metrics/", MetricsPage.as_view(), name="metrics"),
    path(PLAN + "metrics/<str:metric>/<str:period>/value/", MetricValue.as_view(), name="metric-value"),
]
