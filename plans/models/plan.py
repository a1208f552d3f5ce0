"""A board's plan for a round."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from bcf.fund.places import Section
from bcf.fund.round import Round
from bcf.fund.stages import Stage, Verb
from plans.models.bodies import Board


class PlanManager(models.Manager["Plan"]):
    """Gives plans that know their stage: that of their last event."""

    def get_queryset(self) -> "models.QuerySet[Plan]":
        # The events know their plan, and the plan does not import them.
        events: Any = self.model._meta.get_field("events").related_model
        last = events.objects.filter(plan=models.OuterRef("pk")).order_by("-number").values("stage")[:1]
        return super().get_queryset().annotate(last_stage=models.Subquery(last))

    def in_stages(self, stages: Iterable[Stage]) -> "models.QuerySet[Plan]":
        """Plans that stand in one of those stages. One to which nothing was done yet is in none."""
        return self.get_queryset().filter(models.Q(("last_stage__in", tuple(stages))))


class Plan(models.Model):
    """The plan of one board for one round. Its content stands in the tables of its sections."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="plans")
    round_id = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PlanManager()

    class Meta:
        ordering = ["board__name", "-round_id"]
        constraints = [models.UniqueConstraint(fields=["board", "round_id"], name="one_plan_a_board_and_round")]

    def __str__(self) -> str:
        return f"{self.board} {self.round_id}"

    @property
    def round(self) -> Round:
        """The round that this plan answers to."""
        from plans.rounds import get_round

        return get_round(self.round_id)

    @property
    def args(self) -> tuple[str, str]:
        """What names the plan in every address."""
        return self.board.code, self.round_id

    @property
    def stage(self) -> Stage:
        """The stage in which the plan stood when it was read; asked anew where it was read without."""
        if "last_stage" in self.__dict__:
            return Stage(self.__dict__["last_stage"] or Stage.DRAFT)
        return self.stage_now()

    def stage_now(self) -> Stage:
        """The stage as the database has it now. What depends on it asks within a transaction that holds the plan."""
        last = self.events.order_by("-number").values_list("stage", flat=True).first()
        return Stage(last or Stage.DRAFT)

    def open_sections(self, stage: Stage | None = None) -> frozenset[Section]:
        """The sections that may be changed: all of a draft, of a returned plan those that the region named."""
        stage = stage or self.stage
        if stage is Stage.RETURNED:
            events = self.events.filter(verb=Verb.RETURN)
            named = events.order_by("-number").values_list("data__sections", flat=True).first()
            return frozenset(Section(code) for code in named or ())
        return frozenset(Section) if stage.editable else frozenset()
