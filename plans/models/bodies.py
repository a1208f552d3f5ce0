"""Health and Wellbeing Boards and the bodies that make and pay for their plans."""

from django.db import models

from bcf.fund.document import BodyKind


class Region(models.TextChoices):
    """The NHS regions of 2019-20, by which plans are assured."""

    EAST = "East of England"
    LONDON = "London"
    MIDLANDS = "Midlands"
    NORTH_EAST_YORKSHIRE = "North East and Yorkshire"
    NORTH_WEST = "North West"
    SOUTH_EAST = "South East"
    SOUTH_WEST = "South West"


class Board(models.Model):
    """A Health and Wellbeing Board. ``code`` is its area's ONS code."""

    code = models.CharField(max_length=9, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, help_text="Such as County, Unitary authority or London borough")
    region = models.CharField(max_length=40, choices=Region.choices)
    two_tier = models.BooleanField(default=False, help_text="Housing is the district councils' duty")
    bodies: "models.ManyToManyField[Organisation, BoardBody]" = models.ManyToManyField(
        "plans.Organisation", through="plans.BoardBody", related_name="boards"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A council, NHS body or district. ``code`` is the ODS code of an NHS body, else the ONS code of the area."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in BodyKind])

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class BoardBody(models.Model):
    """That a body serves a board; ``share`` is the part of the board's residents in it, in per cent."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="links")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links")
    share = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "organisation"], name="one_link_a_body_and_board")]

    def __str__(self) -> str:
        return f"{self.organisation} for {self.board}"
