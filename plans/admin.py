"""Django's admin, for people and what they belong to. Figures and jobs are shown, not typed, here."""

from typing import Any

from allauth.account.decorators import secure_admin_login
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import models
from django.http import HttpRequest

from plans.models import Allocation, Appointment, Board, BoardBody, Job, Organisation, Plan, User
from plans.running import queue_check

admin.site.site_header = "Better Care Fund plans: administration"
admin.site.site_title = "Better Care Fund plans"
# The site's own sign-in, so that whatever it demands is demanded here as well.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


class LowerCaseEmail:
    """People sign in by e-mail, which is kept in lower case."""

    cleaned_data: dict[str, Any]
    instance: User

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("Somebody with this e-mail address is here already.")
        return email


class NewPerson(LowerCaseEmail, AdminUserCreationForm):  # type: ignore[type-arg]
    """A new person, by e-mail."""

    class Meta:
        model = User
        fields = ("email", "name")


class ChangedPerson(LowerCaseEmail, UserChangeForm):  # type: ignore[type-arg]
    """A person that is there already."""

    class Meta:
        model = User
        fields = "__all__"


class Appointments(admin.TabularInline):  # type: ignore[type-arg]
    model = Appointment
    extra = 1
    autocomplete_fields = ("organisation",)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    """People, by e-mail, with the roles they hold."""

    form = ChangedPerson
    add_form = NewPerson
    inlines = (Appointments,)
    ordering = ("email",)
    list_display = ("email", "name", "roles", "is_active", "is_staff", "last_login")
    list_filter = ("appointments__role", "appointments__region", "is_active", "is_staff")
    search_fields = ("email", "name", "appointments__organisation__name")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Access to the administration", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"classes": ("wide",), "fields": ("email", "name", "usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[User]":
        return super().get_queryset(request).prefetch_related("appointments__organisation")

    @admin.display(description="roles")
    def roles(self, user: User) -> str:
        return "; ".join(str(appointment) for appointment in user.appointments.all())


class ReadOnly:
    """Shown and searched, never typed."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class Bodies(admin.TabularInline):  # type: ignore[type-arg]
    model = BoardBody
    extra = 0
    autocomplete_fields = ("organisation",)


@admin.register(Board)
class BoardAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    inlines = (Bodies,)
    list_display = ("name", "code", "kind", "region", "two_tier")
    list_filter = ("region", "kind", "two_tier")
    search_fields = ("name", "code")


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name", "code", "kind")
    list_filter = ("kind",)
    search_fields = ("name", "code")


@admin.register(Allocation)
class AllocationAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """Loaded from CSV only. One that was loaded by mistake can be deleted, and the plan is checked again."""

    list_display = ("board", "round_id", "kind", "code", "year", "body", "value", "origin", "loaded_at")
    list_filter = ("round_id", "kind", "code", "year")
    search_fields = ("board__name", "board__code", "origin")
    list_select_related = ("board",)

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return bool(request.user.is_superuser)

    def delete_model(self, request: HttpRequest, obj: Allocation) -> None:
        obj.delete()
        for plan in Plan.objects.filter(board=obj.board_id, round_id=obj.round_id):
            queue_check(plan, request.user)  # type: ignore[arg-type]

    def delete_queryset(self, request: HttpRequest, queryset: "models.QuerySet[Allocation]") -> None:
        for figure in queryset:
            self.delete_model(request, figure)


@admin.register(Job)
class JobAdmin(ReadOnly, admin.ModelAdmin):  # type: ignore[type-arg]
    """What the worker was asked to do and how it went."""

    list_display = ("plan", "kind", "state", "progress", "attempts", "created_at", "heartbeat_at", "finished_at")
    list_filter = ("state", "kind", "created_at")
    search_fields = ("plan__board__name", "id", "error")
    list_select_related = ("plan__board",)
