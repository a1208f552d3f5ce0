"""A board's plan for a round."""

from django.db import models

from bcf.fund.round import Round
from plans.models.bodies import Board


class Plan(models.Model):
    """The plan of one board for one round. Its content stands in the tables of its sections."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="plans")
    round_id = models.CharField(max_length=32)
    created_at = models.DateTimeField(auto_now_add=True)

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
