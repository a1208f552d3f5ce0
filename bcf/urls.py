"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("plans.urls")),
    path("", include("schemes.urls")),
    path("", include("metrics.urls")),
    path("", include("assurance.urls")),
]
