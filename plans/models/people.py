"""People and the roles they hold in organisations, regions or the nation."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models

from plans.models.bodies import Organisation, Region


class UserManager(BaseUserManager["User"]):
    """Makes people who sign in by e-mail."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractUser):
    """A person. The e-mail address is the name to sign in with."""

    class Mail(models.TextChoices):
        AT_ONCE = "at_once", "At once"
        DAILY = "daily", "Once a day, all in one mail"
        NEVER = "never", "Never: I read my notices here"

    username = None  # type: ignore[assignment]
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    mail = models.CharField("mail about plans", max_length=8, choices=Mail.choices, default=Mail.AT_ONCE)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)


class Role(models.TextChoices):
    """What a person may be: the local roles are held in an organisation, the regional ones in a region.

    The chair's is held in the council that serves the board.
    """

    AUTHOR = "author", "Author"
    SIGNATORY = "signatory", "Signatory"
    CHAIR = "chair", "Board chair"
    NHS_ASSURER = "nhs_assurer", "Assurer (NHS)"
    LOCAL_ASSURER = "local_assurer", "Assurer (local government)"
    BETTER_CARE_MANAGER = "better_care_manager", "Better Care Manager"
    NATIONAL = "national", "National team"
    ADMINISTRATOR = "administrator", "Administrator"


LOCAL_ROLES = (Role.AUTHOR, Role.SIGNATORY, Role.CHAIR)
REGIONAL_ROLES = (Role.NHS_ASSURER, Role.LOCAL_ASSURER, Role.BETTER_CARE_MANAGER)


class Appointment(models.Model):
    """A role that a person holds: in an organisation, for a region, or nationally."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="appointments"
    )
    region = models.CharField(max_length=40, choices=Region.choices, blank=True)
    post = models.CharField(
        max_length=60, blank=True,
        help_text="For a signatory: the code of the one place of the round that they sign, such as chief_executive. "
        "Empty: any place of their organisation.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "organisation"], name="appointed_once_in_organisation"),
            models.UniqueConstraint(
                fields=["user", "role", "region"],
                condition=models.Q(organisation__isnull=True),
                name="appointed_once_elsewhere",
            ),
            models.CheckConstraint(
                name="role_has_its_scope",
                condition=models.Q(role__in=LOCAL_ROLES, organisation__isnull=False, region="")
                | (models.Q(role__in=REGIONAL_ROLES, organisation__isnull=True) & ~models.Q(region=""))
                | models.Q(role__in=(Role.NATIONAL, Role.ADMINISTRATOR), organisation__isnull=True, region=""),
                violation_error_message=(
                    "Authors, signatories and chairs need an organisation, assurers and Better Care Managers a region, "
                    "the other roles neither."
                ),
            ),
        ]

    def __str__(self) -> str:
        scope = self.organisation or self.region
        return f"{self.get_role_display()}, {scope}" if scope else self.get_role_display()
